/**
 * The seed of a draw, as it is typed in before witnesses: thrown dice, numbers called out, or the digits of something
 * public. Only digits and Latin letters count, so that whoever repeats the draw by hand cannot differ in a space or a
 * full-width digit.
 */
export const seedLengths = { min: 6, max: 64 } as const;

export const seedSources = ['public', 'present'] as const;
export type SeedSource = (typeof seedSources)[number];
export const seedSourceNames: Record<SeedSource, string> = {
	public: '公开数字（开奖号码、收盘指数等）',
	present: '现场产生（掷骰子、在场人员报数等）'
};

export type SeedProblem = 'characters' | 'short' | 'long' | 'plain';

/** The seed as it is used: full-width characters made narrow, lower case, without white space and punctuation. */
export function normaliseSeed(typed: string): string {
	return typed
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\s\p{P}\p{S}]/gu, '');
}

/** What is wrong with a normalised seed; null if nothing. */
export function checkSeed(seed: string): SeedProblem | null {
	if (!/^[0-9a-z]*$/.test(seed)) return 'characters';
	if (seed.length < seedLengths.min) return 'short';
	if (seed.length > seedLengths.max) return 'long';
	return isPlain(seed) ? 'plain' : null;
}

/** 111111, 121212, 123456, 987654: nobody threw that. */
function isPlain(seed: string): boolean {
	if (new Set(seed).size < 3) return true;
	const codes = [...seed].map((character) => character.charCodeAt(0));
	const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
	return steps.size === 1;
}

export const seedProblemTexts: Record<SeedProblem, string> = {
	characters: '种子只用数字和英文字母，请去掉其他文字。',
	short: `种子太短，至少 ${seedLengths.min} 位数字或字母。`,
	long: `种子太长，最多 ${seedLengths.max} 位。`,
	plain: '种子太有规律（如 111111、123456），请用随机产生的数字。'
};
