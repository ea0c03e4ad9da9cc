/** How the office looks to one person: chosen, kept in a cookie, no part of any account. */

export const typeSizes = ['normal', 'large'] as const;
export type TypeSize = (typeof typeSizes)[number];

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];
export const themeNames: Record<Theme, string> = {
	system: '跟随系统',
	light: '浅色',
	dark: '深色'
};

export interface Look {
	type: TypeSize;
	theme: Theme;
}

/** From `type.theme`; what is not understood is as if nothing had been chosen. */
export function parseLook(text: string | undefined): Look {
	const [type, theme] = (text ?? '').split('.');
	return {
		type: typeSizes.find((known) => known === type) ?? 'normal',
		theme: themes.find((known) => known === theme) ?? 'system'
	};
}

export function formatLook({ type, theme }: Look): string {
	return `${type}.${theme}`;
}

/** What `<html>` says of it; nothing where nothing was chosen. */
export function lookAttributes({ type, theme }: Look): string {
	const size = type === 'large' ? ' data-type="large"' : '';
	return theme === 'system' ? size : `${size} data-theme="${theme}"`;
}
