const dayLength = 24 * 60 * 60 * 1000;

/** The first and the last day (2026-11-22) of a publication of so many calendar days, the first one included. */
export function publicationPeriod(from: string, days: number): { from: string; to: string } {
	const last = new Date(Date.parse(`${from}T00:00:00Z`) + (days - 1) * dayLength);
	return { from, to: last.toISOString().slice(0, 10) };
}

/** Whether the period still runs on a day. */
export function isPublishing(period: { from: string; to: string }, day: string): boolean {
	return period.from <= day && day <= period.to;
}
