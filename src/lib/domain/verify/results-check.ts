import { sha256 } from '@noble/hashes/sha2.js';
import type { Counts, SealedCounts } from '../counts.ts';
import type { Questionnaire } from '../questionnaire.ts';
import { sealOverall, sealQuestion } from '../suppression.ts';
import { bytesOf, toHex } from './bytes.ts';
import type { LogCheck } from './log-check.ts';
import { check } from './problems.ts';
import { parseCanonical } from './statements.ts';

/** A sealed result as a bundle states it. */
export interface ResultStatement extends SealedCounts {
	subject: string;
	mode: string;
	eligible: number;
	issued: number;
	returned_online: number;
	returned_paper: number;
	/** SHA-256 of the released comments as the review bundle has them. */
	comments: string;
	questions: ({ question_id: string; position: number } & SealedCounts)[];
}

/** Counts per rating question, from opening every ballot again. */
export type Tally = Map<string, Counts>;

export function hashText(text: string): string {
	return toHex(sha256(bytesOf(text)));
}

/** A result line: `status` (valid, void …) and the result as it was sealed at counting. */
export function checkResult(log: LogCheck, status: string, text: string): ResultStatement {
	const result = parseCanonical<ResultStatement>(text, 'result');
	const logged = log.count?.results?.find(({ subject }) => subject === result.subject);
	check(logged?.hash === hashText(text), 'result');
	check(result.mode === log.open?.mode, 'result');
	check(result.returned_online === log.head.ballots, 'returned');
	check((status === 'void') === log.isVoid, 'status');
	check(['valid', 'void', 'pending', 'refused'].includes(status), 'status');
	return result;
}

const sealedFields = [
	...(['disclosure', 'favourable', 'satisfied', 'basically_satisfied', 'dissatisfied'] as const),
	...(['unsure', 'blank', 'invalid'] as const)
];

/** A result with paper ballots in it cannot be had from the box alone; its online part is counted, not compared. */
export function checkTally(
	tally: Tally,
	result: ResultStatement,
	{ questionnaires, log }: { questionnaires: Questionnaire[]; log: LogCheck }
): void {
	const questionnaire = questionnaires.find(({ subject }) => subject === result.subject);
	const overall = questionnaire && tally.get(questionnaire.overall.id);
	const rule = log.open?.rules.suppression;
	check(questionnaire && overall && rule, 'tally');
	if (result.returned_paper > 0) return;
	check(sameCounts(sealOverall(overall, rule), result), 'tally');
	check(questionnaire.items.length === result.questions.length, 'tally');
	for (const item of questionnaire.items) {
		const counts = tally.get(item.id);
		const stated = result.questions.find(({ question_id: id }) => id === item.id);
		check(counts && stated && sameCounts(sealQuestion(counts, overall, rule), stated), 'tally');
	}
}

function sameCounts(a: SealedCounts, b: SealedCounts): boolean {
	return sealedFields.every((field) => a[field] === b[field]);
}
