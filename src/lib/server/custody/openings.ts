/** The boxes being opened by this process just now, and how far they are. */
export interface Openings {
	/** Returns what to call with the number of ballots opened so far. */
	start(surveyId: string, total: number): (opened: number) => void;
	end(surveyId: string): void;
	/** Whole percent, or null if this process is not opening that box. */
	percentOf(surveyId: string): number | null;
}

export function createOpenings(): Openings {
	const percents = new Map<string, number>();
	return {
		start(surveyId, total) {
			percents.set(surveyId, 0);
			return (opened) => {
				percents.set(surveyId, Math.floor((100 * opened) / Math.max(1, total)));
			};
		},
		end: (surveyId) => void percents.delete(surveyId),
		percentOf: (surveyId) => percents.get(surveyId) ?? null
	};
}
