import { parseScore } from './half-points.ts';
import { allCriteria, type Criterion, type Rubric } from './rubric.ts';
import {
	cellKey,
	plainText,
	type CellContent,
	type CellField,
	type CellName,
	type CellProblem
} from './score-cell.ts';
import type { ScoreKind } from './score-sheet.ts';

/** A cell of a form: what was typed, and what the page showed when it was loaded. */
export interface CellEdit extends CellName {
	typed: CellContent;
	was: CellContent;
}

/** A cell that was not taken, as typed. */
export interface CellFault extends CellEdit {
	problem: CellProblem | null;
	/** What somebody else put there since the page was loaded; then there is no problem of its own. */
	conflict: (CellContent & { by: string; at: string }) | null;
}

type Values = Readonly<Record<string, string>>;

/** Names of a cell's fields; the `was` ones carry what the page showed. */
export const cellInputs = {
	value: ({ field, criterionId }: Pick<CellName, 'field' | 'criterionId'>) =>
		`${field}.${criterionId}`,
	note: ({ field, criterionId }: Pick<CellName, 'field' | 'criterionId'>) =>
		field === 'score' ? `note.${criterionId}` : `${field}-note.${criterionId}`,
	/** A rate has two inputs instead of one. */
	part: (field: CellField, criterionId: string, part: 'num' | 'den') =>
		`${part}-${field}.${criterionId}`,
	was: (name: string) => `was-${name}`
};

/** The cells of a kind that a rubric has, in the order of the annex. */
export function listCells(rubric: Rubric, kind: ScoreKind): CellName[] {
	const cells = allCriteria(rubric).flatMap((criterion) =>
		fieldsOf(criterion, kind).map((field) => ({ criterionId: criterion.id, kind, field }))
	);
	const vetoes = kind === 'review' ? (rubric.vetoes ?? []) : [];
	return [...cells, ...vetoes.map(({ id }) => ({ criterionId: id, kind, field: 'veto' as const }))];
}

function fieldsOf({ measure, evidence = [] }: Criterion, kind: ScoreKind): CellField[] {
	const rates = evidence.map((_, index): CellField => `rate.${index}`);
	return [
		...(measure && kind === 'self' ? [] : (['score'] as const)),
		...rates,
		...(measure ? [] : (['exemption'] as const)),
		'remark'
	];
}

/**
 * The cells a person changed. Those left as they were are not touched, so that two people who fill in different sections
 * at the same time keep each other's work.
 */
export function changedCells(rubric: Rubric, kind: ScoreKind, values: Values): CellEdit[] {
	return listCells(rubric, kind).flatMap((name) => {
		const typed = typedCell(name, values);
		const was = shownCell(name, values);
		if (!typed || looksSame(rubric, name, typed, was)) return [];
		return [{ ...name, typed, was }];
	});
}

/** What a form holds of a cell; null where it does not have it. */
export function typedCell(name: CellName, values: Values): CellContent | null {
	const at = cellInputs.value(name);
	const note = values[cellInputs.note(name)] ?? '';
	if (name.field.startsWith('rate.')) {
		const part = (which: 'num' | 'den') =>
			values[cellInputs.part(name.field, name.criterionId, which)];
		const [num, den] = [part('num'), part('den')];
		if (num === undefined || den === undefined) return null;
		return { value: num.trim() === '' && den.trim() === '' ? '' : `${num}/${den}`, note: '' };
	}
	// A box that is not ticked sends nothing; what it was says that it is in the form.
	const value = values[at] ?? (values[cellInputs.was(at)] === undefined ? undefined : '');
	return value === undefined ? null : { value, note };
}

function shownCell(name: CellName, values: Values): CellContent {
	return {
		value: values[cellInputs.was(cellInputs.value(name))] ?? '',
		note: values[cellInputs.was(cellInputs.note(name))] ?? ''
	};
}

/** 1.5 and 1.50 are the same, and so are line breaks of either kind. */
function looksSame(rubric: Rubric, name: CellName, typed: CellContent, was: CellContent): boolean {
	// The reason of what is not ticked says nothing.
	if (name.field === 'exemption' || name.field === 'veto')
		if (typed.value === '' && was.value === '') return true;
	if (plainText(typed.note) !== plainText(was.note)) return false;
	if (plainText(typed.value) === plainText(was.value)) return true;
	return name.field === 'score' && sameScore(typed.value, was.value);
}

function sameScore(text: string, was: string): boolean {
	const [one, other] = [parseScore(text, 100), parseScore(was, 100)];
	return 'halfPoints' in one && 'halfPoints' in other && one.halfPoints === other.halfPoints;
}

/** Half points of every cell of a form that holds a score, by criterion id; for totals while somebody types. */
export function typedPoints(rubric: Rubric, values: Values): Record<string, number> {
	const points: Record<string, number> = {};
	for (const criterion of allCriteria(rubric)) {
		const parsed = parseScore(values[`score.${criterion.id}`] ?? '', criterion.points);
		if ('halfPoints' in parsed && parsed.halfPoints !== null)
			points[criterion.id] = parsed.halfPoints;
	}
	return points;
}

/** Faults by `cellKey`. */
export type CellFaults = Readonly<Record<string, CellFault>>;

export function faultsByKey(faults: readonly CellFault[]): Record<string, CellFault> {
	return Object.fromEntries(faults.map((fault) => [cellKey(fault), fault]));
}
