import type { RateRule } from './rate.ts';
import { optionNames, type Option } from './words.ts';

const printed: readonly Option[] = ['satisfied', 'basically_satisfied', 'dissatisfied', 'unsure'];

/** How a rate is computed, in a sentence for members: what is counted, and out of what. */
export function rateWords(rule: RateRule): string {
	const counted = names(printed.filter((option) => rule.counted.includes(option)));
	return `选${counted}的票，占${denominatorWords(rule)}的比例。`;
}

function denominatorWords({ denominator, valid }: RateRule): string {
	if (denominator === 'returned') return '收回的全部票';
	if (denominator === 'issued') return '发出的全部票';
	if (denominator === 'eligible') return '全部应参评人数';
	const answers = printed.filter((option) => option !== 'unsure' || valid.unsure);
	return `有效票（${names(answers)}${valid.blank ? '，没有选的也算' : ''}）`;
}

function names(options: readonly Option[]): string {
	return options.map((option) => `“${optionNames[option]}”`).join('');
}
