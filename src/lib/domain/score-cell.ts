import { parseScore } from './half-points.ts';
import { findCriterion, formatHalfPoints, type Criterion, type Rubric } from './rubric.ts';
import type { Measurements, ScoreKind } from './score-sheet.ts';

/**
 * A cell of the sheet is one fact about one criterion (or veto) on one side: its score, a remark, the two numbers of a
 * rate (`rate.<n>`, from 0), 不适用, or a veto. Everybody who writes on a sheet writes cells.
 */
export type CellField = 'score' | 'remark' | `rate.${number}` | 'exemption' | 'veto';

/** A cell as stored and compared; both empty: nothing there. */
export interface CellContent {
	/**
	 * score: `1.5`; remark: the text; rate: `45/50`; exemption: `proposed` (self), `accepted` or `refused` (review);
	 * veto: `applies`.
	 */
	value: string;
	/** The reason of an override, of 不适用, its refusal, or a veto; else empty. */
	note: string;
}

export interface CellName {
	criterionId: string;
	kind: ScoreKind;
	field: CellField;
}

/** Why a cell was not taken as typed. */
export type CellProblem =
	| 'unknown'
	| 'malformed'
	| 'out_of_range'
	| 'reason_needed'
	| 'score_needed'
	| 'too_long'
	| 'two_numbers'
	| 'more_than_whole'
	| 'not_proposed'
	| 'change_reason_needed';

export const emptyCell: CellContent = { value: '', note: '' };
export const REMARK_LENGTH = 1000;
export const NOTE_LENGTH = 500;

export function cellKey({ criterionId, kind, field }: CellName): string {
	return `${kind}:${field}:${criterionId}`;
}

export function sameCell(a: CellContent, b: CellContent): boolean {
	return a.value === b.value && a.note === b.note;
}

/** Forms turn line breaks into others on their way; a reason is one paragraph. */
export function plainText(text: string): string {
	return text.replace(/\s+/gu, ' ').trim();
}

interface Sheet {
	rubric: Rubric;
	measurements: Measurements;
}

/** What was typed, as it is to be stored, or what is wrong with it. Whether 不适用 was proposed is for the server to see. */
export function readCell(
	{ rubric, measurements }: Sheet,
	{ criterionId, kind, field }: CellName,
	typed: CellContent
): CellContent | { problem: CellProblem } {
	const note = plainText(typed.note);
	if (note.length > NOTE_LENGTH) return { problem: 'too_long' };
	if (field === 'veto') return readVeto(rubric, criterionId, kind, typed.value, note);
	const criterion = findCriterion(rubric, criterionId);
	if (!criterion) return { problem: 'unknown' };
	if (field === 'score') return readScore(criterion, kind, { ...typed, note }, measurements);
	if (field === 'remark') return readRemark(typed.value);
	if (field === 'exemption') return readExemption(criterion, kind, typed.value, note);
	return criterion.evidence?.[Number(field.slice(5))]
		? readNumbers(typed.value)
		: { problem: 'unknown' };
}

function readScore(
	{ id, points, measure }: Criterion,
	kind: ScoreKind,
	{ value, note }: CellContent,
	measurements: Measurements
): CellContent | { problem: CellProblem } {
	// A measured self score is what was measured; nobody types it.
	if (measure && kind === 'self') return { problem: 'unknown' };
	const parsed = parseScore(value, points);
	if ('problem' in parsed) return parsed;
	const { halfPoints } = parsed;
	const text = halfPoints === null ? '' : formatHalfPoints(halfPoints);
	const measurement = measurements[id];
	if (!measurement) return { value: text, note: '' };
	if (halfPoints === null && note !== '') return { problem: 'score_needed' };
	// What is proposed anyway needs no entry, and so follows the figure.
	if (halfPoints === null || halfPoints === measurement.proposal.half_points) return emptyCell;
	return note === '' ? { problem: 'reason_needed' } : { value: text, note };
}

function readRemark(text: string): CellContent | { problem: CellProblem } {
	const value = text.replace(/\r\n?/gu, '\n').trim();
	return value.length > REMARK_LENGTH ? { problem: 'too_long' } : { value, note: '' };
}

/** `proposed` from the union, `accepted` or `refused` from the reviewer. What is measured is never 不适用, but 无法判定. */
function readExemption(
	{ measure }: Criterion,
	kind: ScoreKind,
	value: string,
	note: string
): CellContent | { problem: CellProblem } {
	if (value === '') return emptyCell;
	const known = kind === 'self' ? ['proposed'] : ['accepted', 'refused'];
	if (measure || !known.includes(value)) return { problem: 'unknown' };
	return note === '' && value !== 'accepted' ? { problem: 'reason_needed' } : { value, note };
}

const numbersForm = /^(\d{1,9})\/(\d{1,9})$/;

/** `45/50`, each a whole number; `/` is empty. */
function readNumbers(text: string): CellContent | { problem: CellProblem } {
	const plain = text.normalize('NFKC').replace(/[\s,]/gu, '');
	if (plain === '' || plain === '/') return emptyCell;
	const match = numbersForm.exec(plain);
	if (!match) return { problem: 'two_numbers' };
	const [num, den] = [Number(match[1]), Number(match[2])];
	if (den === 0) return { problem: 'two_numbers' };
	return num > den ? { problem: 'more_than_whole' } : { value: `${num}/${den}`, note: '' };
}

function readVeto(
	{ vetoes = [] }: Rubric,
	id: string,
	kind: ScoreKind,
	value: string,
	note: string
): CellContent | { problem: CellProblem } {
	if (kind === 'self' || !vetoes.some((veto) => veto.id === id)) return { problem: 'unknown' };
	if (value === '') return emptyCell;
	if (value !== 'applies') return { problem: 'unknown' };
	return note === '' ? { problem: 'reason_needed' } : { value, note };
}
