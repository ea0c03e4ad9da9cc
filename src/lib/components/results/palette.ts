import type { Option } from '$lib/domain/words';

/**
 * Colours by Okabe and Ito, told apart by colour-blind people too; lighter ones on a dark page. Lines also differ in
 * dash and point, bars in position, and every chart has its table.
 */
export interface Palette {
	home: string;
	chair: string;
	superior: string;
	text: string;
	grid: string;
	mark: string;
	/** Words across a chart of a poster survey (公开码). */
	opinion: string;
	answers: Record<Option | 'favourable' | 'blank' | 'invalid', string>;
}

const light: Palette = {
	home: '#0072b2',
	chair: '#c04c00',
	superior: '#00795a',
	text: '#2b2521',
	grid: '#d9d5d1',
	mark: '#6b625b',
	opinion: '#7b3fae',
	answers: {
		satisfied: '#0072b2',
		basically_satisfied: '#7db8dc',
		favourable: '#3a94c7',
		dissatisfied: '#d55e00',
		unsure: '#a39b94',
		blank: '#d0cbc6',
		invalid: '#5b534d'
	}
};

const dark: Palette = {
	home: '#56b4e9',
	chair: '#f0a04b',
	superior: '#3fc79a',
	text: '#ece7e2',
	grid: '#4a443f',
	mark: '#b9b0a8',
	opinion: '#7b3fae',
	answers: {
		satisfied: '#56b4e9',
		basically_satisfied: '#2f6f97',
		favourable: '#4493c0',
		dissatisfied: '#f0a04b',
		unsure: '#8b837c',
		blank: '#5a534d',
		invalid: '#c9c1b9'
	}
};

export const palettes = { light, dark };
