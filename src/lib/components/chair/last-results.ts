import type { TrendYear } from '$lib/domain/trend';
import { subjects } from '$lib/domain/words';
import type { ResultView } from '$lib/server/results/result-view';

/** The latest result of each subject that stands, and what was made void or refused since. */
export interface LastResults {
	standing: ResultView[];
	fallen: ResultView[];
}

/** Reads them off the years of a union, as its trend has them. */
export function lastResults(years: readonly TrendYear<ResultView>[]): LastResults {
	const bySubject = subjects.map((subject) => {
		const results = years.map((year) => year[subject]).filter((result) => result !== null);
		const last = results.findLast(stands);
		const since = results.filter((one) => !stands(one) && (!last || one.year > last.year));
		return { standing: last ? [last] : [], fallen: since };
	});
	return {
		standing: bySubject.flatMap(({ standing }) => standing),
		fallen: bySubject.flatMap(({ fallen }) => fallen)
	};
}

function stands({ status }: ResultView): boolean {
	return status === 'valid' || status === 'pending';
}
