import { allCriteria, type Criterion, type Rubric } from '$lib/domain/rubric';
import {
	noDetails,
	type CriterionDetails,
	type Exemption,
	type RateNumbers
} from '$lib/domain/score-details';
import { cellKey, type CellField } from '$lib/domain/score-cell';
import { parseScore } from '$lib/domain/half-points';
import {
	scoreKinds,
	type ScoreEntry,
	type ScoreKind,
	type ScoreSheet
} from '$lib/domain/score-sheet';
import type { CriterionFile } from '../evidence/list-evidence';
import type { StoredCell } from './read-cells';

type Cells = (kind: ScoreKind, field: CellField, criterionId: string) => StoredCell | undefined;

/** The cells of a sheet in the places where pages and exports look for them. */
export function arrangeCells(
	rubric: Rubric,
	cells: Iterable<StoredCell>,
	files: readonly CriterionFile[],
	changes: ReadonlyMap<string, number>
): Omit<ScoreSheet, 'rubric' | 'year' | 'measurements'> {
	const list = [...cells];
	const byKey = new Map(list.map((cell) => [cellKey(cell), cell]));
	const find: Cells = (kind, field, criterionId) =>
		byKey.get(cellKey({ kind, field, criterionId }));
	const pick = <T>(read: (criterion: Criterion) => T | null): Record<string, T> =>
		Object.fromEntries(
			allCriteria(rubric).flatMap((criterion) => {
				const found = read(criterion);
				return found === null ? [] : [[criterion.id, found]];
			})
		);
	return {
		self: scoresOf(list, 'self'),
		review: scoresOf(list, 'review'),
		exemptions: pick(({ id }) => exemptionOf(find, id)),
		vetoes: Object.fromEntries(
			list.flatMap(({ field, criterionId, note: reason, by, at }) =>
				field === 'veto' ? [[criterionId, { reason, by, at }]] : []
			)
		),
		details: pick((criterion) => detailsOf(find, criterion, files, changes))
	};
}

function scoresOf(cells: readonly StoredCell[], kind: ScoreKind): Record<string, ScoreEntry> {
	const scores: Record<string, ScoreEntry> = {};
	for (const cell of cells) {
		if (cell.field !== 'score' || cell.kind !== kind) continue;
		const parsed = parseScore(cell.value, 100);
		if (!('halfPoints' in parsed) || parsed.halfPoints === null) continue;
		const { note, overrides, by, at } = cell;
		scores[cell.criterionId] = { half_points: parsed.halfPoints, note, overrides, by, at };
	}
	return scores;
}

function exemptionOf(find: Cells, id: string): Exemption | null {
	const proposed = find('self', 'exemption', id);
	if (!proposed) return null;
	const decided = find('review', 'exemption', id);
	const { note: reason, by, at } = proposed;
	// A decision is about the proposal that was there; one that was changed since is to be decided anew.
	if (!decided || decided.at < at) return { reason, by, at, decision: null };
	const accepted = decided.value === 'accepted';
	const decision = { accepted, reason: decided.note, by: decided.by, at: decided.at };
	return { reason, by, at, decision };
}

function detailsOf(
	find: Cells,
	{ id, evidence = [] }: Criterion,
	files: readonly CriterionFile[],
	changes: ReadonlyMap<string, number>
): CriterionDetails | null {
	const details: CriterionDetails = { ...noDetails, remarks: {}, changes: changes.get(id) ?? 0 };
	const numbers: Record<string, Partial<Record<ScoreKind, RateNumbers>>> = {};
	for (const kind of scoreKinds) {
		const remark = find(kind, 'remark', id);
		if (remark) details.remarks[kind] = { text: remark.value, by: remark.by, at: remark.at };
		evidence.forEach(({ name }, index) => {
			const cell = find(kind, `rate.${index}`, id);
			if (cell) (numbers[name] ??= {})[kind] = numbersOf(cell);
		});
	}
	details.numbers = numbers;
	details.files = files.filter(({ criterionId }) => criterionId === id).map(({ file }) => file);
	const given = [details.remarks, numbers].some((part) => Object.keys(part).length > 0);
	return given || details.files.length > 0 || details.changes > 0 ? details : null;
}

function numbersOf({ value, by, at }: StoredCell): RateNumbers {
	const [num = 0, den = 0] = value.split('/').map(Number);
	return { num, den, by, at };
}
