/**
 * Integer counts of one question, as the box gave them. `blank` is 弃权 (nothing ticked), `invalid` 无效
 * (a ballot that could not be read, or a spoiled paper ballot).
 */
export interface Counts {
	satisfied: number;
	basically_satisfied: number;
	dissatisfied: number;
	unsure: number;
	blank: number;
	invalid: number;
}

/**
 * Counts as they may be shown: what `seal` in suppression.ts left of them.
 * - `full`: every number is there;
 * - `collapsed`: 满意 and 基本满意 are only known as their sum `favourable`;
 * - `suppressed`: nothing is known but that ballots were returned.
 */
export interface SealedCounts {
	disclosure: 'full' | 'collapsed' | 'suppressed';
	favourable: number | null;
	satisfied: number | null;
	basically_satisfied: number | null;
	dissatisfied: number | null;
	unsure: number | null;
	blank: number | null;
	invalid: number | null;
}

/** 应参评 / 发放 / 收回(线上、纸质): known for every result, suppressed or not. */
export interface Participation {
	/** 应参评: members (or representatives) entitled to answer, stated at opening. */
	eligible: number;
	/** 发放: codes and paper ballots handed out. */
	issued: number;
	/** 收回: ballots in the box, online. */
	returned_online: number;
	/** 收回: paper ballots counted. */
	returned_paper: number;
}
