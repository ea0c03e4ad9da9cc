import type { Counts } from './counts.ts';
import { reconcile } from './reconciliation.ts';

/** What became of the printed paper ballots. */
export interface PaperAccount {
	printed: number;
	handed_out: number;
	leftover: number;
	spoiled: number;
	/** 收回. */
	returned: number;
}

/** The account with the counts per rating question. */
export interface PaperCount extends PaperAccount {
	answers: Record<string, Counts>;
}

export const accountFields = ['printed', 'handed_out', 'leftover', 'spoiled', 'returned'] as const;
export const countFields = [
	...(['satisfied', 'basically_satisfied', 'dissatisfied', 'unsure'] as const),
	...(['blank', 'invalid'] as const)
];

/** The name of a figure in forms: `home.overall:satisfied`. */
export function figureName(questionId: string, option: keyof Counts): string {
	return `${questionId}:${option}`;
}

/** Questions whose figures do not add up to what was returned, each with their sum. */
export function unevenQuestions({ returned, answers }: PaperCount): Map<string, number> {
	const uneven = new Map<string, number>();
	const participation = {
		...{ eligible: returned, issued: returned },
		...{ returned_online: 0, returned_paper: returned }
	};
	for (const [id, counts] of Object.entries(answers)) {
		const [problem] = reconcile(participation, counts);
		if (problem) uneven.set(id, problem.left);
	}
	return uneven;
}

/** Whether every printed ballot is accounted for. */
export function paperAccounted({ printed, handed_out, leftover, spoiled }: PaperAccount): boolean {
	return printed === handed_out + leftover + spoiled;
}

/** Names of the figures in which two counts of the same ballots differ. */
export function differingFigures(first: PaperCount, second: PaperCount): string[] {
	const account = accountFields.filter((field) => first[field] !== second[field]);
	const ids = new Set([...Object.keys(first.answers), ...Object.keys(second.answers)]);
	const figures = [...ids].flatMap((id) =>
		countFields
			.filter((field) => first.answers[id]?.[field] !== second.answers[id]?.[field])
			.map((field) => figureName(id, field))
	);
	return [...account, ...figures];
}

/** The sum of two counts of one question: what is sealed, never one of them alone. */
export function addCounts(one: Counts, other: Counts): Counts {
	const sum = { ...one };
	for (const field of countFields) sum[field] += other[field];
	return sum;
}
