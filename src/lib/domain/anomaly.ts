/** What somebody should ask about once a survey is over. None of them tells a time or anything of a single ballot. */
export const anomalies = [
	...(['full_turnout', 'few_entitled', 'more_than_issued', 'burst', 'wrong_codes'] as const)
] as const;
export type Anomaly = (typeof anomalies)[number];

export const anomalyTexts: Record<Anomaly, string> = {
	full_turnout: '参评率达到 100%。请核对：应参评人数是否属实，有没有人代答。',
	few_entitled:
		'应参评的比登记的会员少一成以上，而参评范围是全体会员。请核对：是不是有会员没有列进来，只让一部分人评。',
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

/** Whether more than a tenth of the members were left out of 应参评, where all of them should be in it. */
export function leavesMembersOut({ eligible, members }: { eligible: number; members: number }) {
	return 10 * eligible < 9 * members;
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
