import { fraction, type Fraction } from './fraction.ts';
import type { Standing } from './result-validity.ts';

/**
 * Where a unit stands in the year: a `Standing` of its result; `unrated`, a result that counts but whose rate is not
 * known; `running`, a survey whose box is shut; `missing`, nothing.
 */
export type UnitState = Standing | 'unrated' | 'running' | 'missing';

/** How many units stand where. */
export type StateCounts = Record<UnitState, number>;

export const noStates: StateCounts = {
	...{ counts: 0, unrated: 0, running: 0, pending: 0, excluded: 0, suppressed: 0, void: 0 },
	missing: 0
};

/** The parts of a coverage bar, in its order. */
export const coverageParts = ['done', 'running', 'invalid', 'missing'] as const;
export type CoveragePart = (typeof coverageParts)[number];

/** In which part of the bar a unit is: what may still come to count is under way, what will not is 结果不计入. */
export const partOfState: Record<UnitState, CoveragePart> = {
	counts: 'done',
	unrated: 'done',
	running: 'running',
	pending: 'running',
	excluded: 'invalid',
	suppressed: 'invalid',
	void: 'invalid',
	missing: 'missing'
};

export const partNames: Record<CoveragePart, string> = {
	done: '已有有效结果',
	running: '进行中',
	invalid: '结果不计入',
	missing: '未开展'
};

export const stateNames: Record<UnitState, string> = {
	counts: '已有有效结果',
	unrated: '已有有效结果，满意率不公布',
	running: '进行中，尚未计票',
	pending: '等待上级工会批准',
	excluded: '有结果，不计入考核',
	suppressed: '人数过少，结果不公布',
	void: '已作废',
	missing: '未开展'
};

/** Coverage (机制面) of some units. */
export interface Coverage {
	units: number;
	parts: Record<CoveragePart, number>;
	/** null where there is no unit */
	share: Fraction | null;
}

export function coverageOf(counts: StateCounts): Coverage {
	const parts = { done: 0, running: 0, invalid: 0, missing: 0 };
	let units = 0;
	for (const [state, n] of Object.entries(counts) as [UnitState, number][]) {
		parts[partOfState[state]] += n;
		units += n;
	}
	return { units, parts, share: units === 0 ? null : fraction(parts.done, units) };
}
