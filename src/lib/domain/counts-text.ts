import type { SealedCounts } from './counts.ts';
import { optionNames } from './words.ts';

/** Every count that may be shown, in the order of the ballot; empty if none may. */
export function countsText(counts: SealedCounts): string {
	const { satisfied, basically_satisfied, dissatisfied, favourable } = optionCounts(counts);
	const opinions = favourable
		? [favourable, dissatisfied]
		: [satisfied, basically_satisfied, dissatisfied];
	return [...opinions, ...abstentions(counts)].filter(Boolean).join(' · ');
}

/** 不了解, 弃权 and 无效 where there are any: what the choice of a denominator turns on. */
export function abstentionsText(counts: SealedCounts): string {
	const { unsure, blank, invalid } = counts;
	return [unsure, blank, invalid].some(Boolean)
		? abstentions(counts).filter(Boolean).join(' · ')
		: '';
}

function optionCounts(counts: SealedCounts) {
	const { satisfied, basically_satisfied, dissatisfied } = counts;
	return {
		satisfied: entry(optionNames.satisfied, satisfied),
		basically_satisfied: entry(optionNames.basically_satisfied, basically_satisfied),
		dissatisfied: entry(optionNames.dissatisfied, dissatisfied),
		favourable:
			counts.disclosure === 'collapsed' ? entry('满意和基本满意', counts.favourable) : null
	};
}

function abstentions({ unsure, blank, invalid }: SealedCounts): (string | null)[] {
	return [entry(optionNames.unsure, unsure), entry('弃权', blank), entry('无效', invalid)];
}

function entry(name: string, count: number | null): string | null {
	return count === null ? null : `${name} ${count}`;
}
