import type { Subject } from './words.ts';

/** What the trend needs to know of a result. */
export interface TrendResult {
	year: number;
	subject: Subject;
	status: 'valid' | 'pending' | 'refused' | 'void';
	/** The chair who was rated. */
	personId: string | null;
}

export interface TrendYear<T> {
	year: number;
	/** null: no result of that year, not even a void one. */
	home: T | null;
	chair: T | null;
	superior: T | null;
	/** Another person is rated than in the last year with a chair result. */
	newChair: boolean;
}

// A void result stands for its year only where nothing better came after it; a refused one is no result at all.
const weight = { valid: 3, pending: 2, refused: 1, void: 0 } as const;

/** One entry per year from the first result to the last, years without any included. */
export function trendYears<T extends TrendResult>(all: readonly T[]): TrendYear<T>[] {
	const results = all.filter(({ status }) => status !== 'refused');
	if (results.length === 0) return [];
	const years = results.map(({ year }) => year);
	const first = Math.min(...years);
	const trend: TrendYear<T>[] = [];
	let person: string | null = null;
	for (let year = first; year <= Math.max(...years); year++) {
		const chair = standing(results, 'chair', year);
		const next: string | null = chair?.personId ?? person;
		const newChair = person !== null && next !== person;
		const home = standing(results, 'home', year);
		trend.push({ year, home, chair, superior: standing(results, 'superior', year), newChair });
		person = next;
	}
	return trend;
}

function standing<T extends TrendResult>(
	results: readonly T[],
	subject: Subject,
	year: number
): T | null {
	const own = results.filter((one) => one.subject === subject && one.year === year);
	return own.reduce<T | null>(
		(best, one) => (best === null || weight[one.status] >= weight[best.status] ? one : best),
		null
	);
}
