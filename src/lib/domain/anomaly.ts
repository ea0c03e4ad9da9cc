/** What somebody should ask about once a survey is over. None of them tells a time or anything of a single ballot. */
export const anomalies = ['full_turnout', 'more_than_issued', 'burst', 'wrong_codes'] as const;
export type Anomaly = (typeof anomalies)[number];

export const anomalyTexts: Record<Anomaly, string> = {
	full_turnout: '参评率达到 100%。请核对：应参评人数是否属实，有没有人代答。',
	more_than_issued: '收回的票多于发出的码。',
	burst: '大部分票集中在一小时内交来。集中开会时发码属正常；否则请核对是不是有人代答。',
	wrong_codes: '输错的码特别多。可能是票印得不清楚，也可能有人在试码；试码投不进票。'
};

/** Fewest ballots of which it is said that most came within one hour. */
const fewest = 10;
/** A share above this is most of them. */
const most = 0.5;

/** Whether more than half of all ballots came within one hour, of a survey that was open for more than a day. */
export function isBurst(largestHour: number, ballots: number, openHours: number): boolean {
	return openHours > 24 && ballots >= fewest && largestHour > ballots * most;
}

/** What the totals of a counted survey tell. */
export function anomaliesOfTotals(totals: {
	eligible: number;
	issued: number;
	returned: number;
}): Anomaly[] {
	const { eligible, issued, returned } = totals;
	return [
		...(returned > issued ? (['more_than_issued'] as const) : []),
		...(returned >= eligible && returned >= fewest ? (['full_turnout'] as const) : [])
	];
}
