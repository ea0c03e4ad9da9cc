import { describe, expect, it } from 'vitest';
import { loadRubrics } from '../server/rubrics/load.ts';
import { listMissing } from './missing-scores.ts';
import { allCriteria, measuredCriteria } from './rubric.ts';
import type { ScoreEntry, ScoreSheet } from './score-sheet.ts';

const rubric = loadRubrics().rubrics.grassroots;
const [measured] = measuredCriteria(rubric);
const entry: ScoreEntry = { half_points: 0, note: '', overrides: false, by: '李敏', at: '' };

/** Every criterion entered on both sides but the measured one, which is proposed these half points. */
function sheetWith(half_points: number | null, change: Partial<ScoreSheet> = {}): ScoreSheet {
	if (!measured) throw new Error('annex 1 has a measured criterion');
	const { id, measure } = measured;
	const others = allCriteria(rubric).filter((one) => !one.measure);
	const entries = Object.fromEntries(others.map((one) => [one.id, entry]));
	const proposal = { half_points, reason: half_points === null ? 'missing' : 'reached' } as const;
	const evidence = { record: null, coverage: null, superior: null };
	return {
		...{ rubric, year: 2026, self: entries, review: entries },
		...{ exemptions: {}, vetoes: {}, details: {} },
		measurements: { [id]: { measure, figure: null, proposal, ...evidence } },
		...change
	} as ScoreSheet;
}

const missing = (sheet: ScoreSheet, kind: 'self' | 'review') =>
	listMissing(sheet, kind).map(({ id }) => id);

describe('listMissing', () => {
	it('is empty where everything is entered or measured; 0 is a score', () => {
		expect(missing(sheetWith(12), 'self')).toEqual([]);
		expect(missing(sheetWith(12), 'review')).toEqual([]);
	});

	it('asks the reviewer, not the union, about what could not be measured', () => {
		expect(missing(sheetWith(null), 'self')).toEqual([]);
		expect(missing(sheetWith(null), 'review')).toEqual([measured?.id]);
	});

	it('leaves out what does not apply: as proposed for the union, as accepted for the review', () => {
		const written = { by: '李敏', at: '' };
		const exemptions = { 'organisation.1.1': { ...written, reason: '没有企业', decision: null } };
		const proposed = sheetWith(12, { self: {}, review: {}, exemptions });
		expect(missing(proposed, 'self')).not.toContain('organisation.1.1');
		expect(missing(proposed, 'review')).toContain('organisation.1.1');
		const decision = { ...written, accepted: true, reason: '' };
		const accepted = { 'organisation.1.1': { ...exemptions['organisation.1.1'], decision } };
		const decided = sheetWith(12, { self: {}, review: {}, exemptions: accepted });
		expect(missing(decided, 'review')).not.toContain('organisation.1.1');
	});

	it('names what is empty in the order of the annex', () => {
		const empty = sheetWith(12, { self: {}, review: { 'organisation.1.2': entry } });
		expect(missing(empty, 'self')).toHaveLength(47);
		expect(missing(empty, 'review').slice(0, 2)).toEqual(['organisation.1.1', 'organisation.1.3']);
	});
});
