/** A span of calendar days in China, `2026-11-22`, both ends included. */
export interface Days {
	from: string;
	to: string;
}

/** When the parts of a round take place. */
export interface RoundDates {
	/** 自查 */
	self: Days;
	/** 考评 */
	review: Days;
	/** 复评; null: none. */
	final: Days | null;
}

export function isWithin({ from, to }: Days, day: string): boolean {
	return from <= day && day <= to;
}

/** What is wrong with the dates, by part; null if they can be worked by. */
export function checkDates({ self, review, final }: RoundDates): DatesProblem | null {
	if (self.to < self.from) return 'self_backwards';
	if (review.to < review.from) return 'review_backwards';
	// Unions that submit early may be reviewed while others still fill in, but nobody before self review begins.
	if (review.from < self.from) return 'review_before_self';
	if (review.to < self.to) return 'review_ends_first';
	if (final && final.to < final.from) return 'final_backwards';
	return final && final.from < review.from ? 'final_before_review' : null;
}

export type DatesProblem =
	| 'self_backwards'
	| 'review_backwards'
	| 'review_before_self'
	| 'review_ends_first'
	| 'final_backwards'
	| 'final_before_review';
