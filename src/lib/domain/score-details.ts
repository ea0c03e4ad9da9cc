import type { Fraction } from './fraction.ts';
import type { ScoreKind } from './score-sheet.ts';

/** Who wrote something on a sheet, and when. */
export interface Written {
	/** Name of the account. */
	by: string;
	/** ISO UTC */
	at: string;
}

/** 不适用, proposed by the union with its reason. */
export interface Exemption extends Written {
	reason: string;
	/** Null until a reviewer has decided on this very proposal. */
	decision: ExemptionDecision | null;
}

export interface ExemptionDecision extends Written {
	accepted: boolean;
	/** Empty where it was accepted without a word. */
	reason: string;
}

/** A veto that the reviewer found to apply. */
export interface VetoEntry extends Written {
	reason: string;
}

export interface Remark extends Written {
	text: string;
}

/** Evidence of a rate: `num` of `den`; counts, never a percentage. */
export interface RateNumbers extends Fraction, Written {}

/** A file that shows something about a criterion. */
export interface EvidenceFile extends Written {
	id: string;
	/** As it was called on the device it came from. */
	name: string;
	/** MIME type by its content. */
	type: string;
	/** bytes */
	size: number;
	/** Hex SHA-256 of the content. */
	sha256: string;
	/** Account that sent it. */
	userId: string;
	/** Whether it came with 自查 or at 考评. */
	kind: ScoreKind;
}

/** What stands beside the scores of one criterion. */
export interface CriterionDetails {
	remarks: Partial<Record<ScoreKind, Remark>>;
	/** By the name of the rate, for each side that gave numbers. */
	numbers: Readonly<Record<string, Partial<Record<ScoreKind, RateNumbers>>>>;
	files: EvidenceFile[];
	/** Number of changes in its history, scores included. */
	changes: number;
}

export const noDetails: CriterionDetails = { remarks: {}, numbers: {}, files: [], changes: 0 };

/** The numbers that stand: those of the reviewer, else those of the union. */
export function standingNumbers(
	details: Pick<CriterionDetails, 'numbers'>,
	name: string
): RateNumbers | null {
	const given = details.numbers[name];
	return given?.review ?? given?.self ?? null;
}
