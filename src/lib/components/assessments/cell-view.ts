import { cellProblemMessage } from '$lib/domain/cell-problem';
import { findCriterion } from '$lib/domain/rubric';
import { cellKey, type CellContent, type CellName } from '$lib/domain/score-cell';
import type { CellFaults } from '$lib/domain/score-form';
import { shownCell } from '$lib/domain/score-shown';
import type { ScoreKind, ScoreSheet } from '$lib/domain/score-sheet';
import type { CellDesk, CellMark } from './cell-desk.svelte';

/** How a cell of the form looks. */
export interface CellView {
	/** What the server holds, as far as this page knows. */
	was: CellContent;
	/** What the inputs begin with: what was typed, where the form came back with a fault. */
	begins: CellContent;
	mark: CellMark | undefined;
	/** The server cannot be reached, or takes nothing. */
	held: 'no' | 'unreachable' | 'refused';
}

/** What the parts of a sheet that is filled in are made of. */
export interface SheetForm {
	kind: ScoreKind;
	view: (name: Omit<CellName, 'kind'>) => CellView;
	resolve: (name: Omit<CellName, 'kind'>, keep: 'mine' | 'theirs') => void;
	/** Whether scripts run, so that conflicts can be resolved and files sent in place. */
	live: boolean;
}

interface Sources {
	sheet: ScoreSheet;
	kind: ScoreKind;
	desk: CellDesk | null;
	/** Of a form that was posted without scripts. */
	faults: CellFaults;
	/** Keys of cells that were just saved so. */
	saved: readonly string[];
}

export function viewCell(
	{ sheet, kind, desk, faults, saved }: Sources,
	cell: Omit<CellName, 'kind'>
): CellView {
	const name = { ...cell, kind };
	const key = cellKey(name);
	const there = shownCell(sheet, name);
	const fault = faults[key];
	const state = desk?.desk;
	return {
		was: desk?.known.get(key) ?? there,
		begins: fault?.typed ?? there,
		mark: desk?.marks.get(key) ?? postedMark(sheet, key, faults, saved),
		held: state?.refused ? 'refused' : state?.unreachable ? 'unreachable' : 'no'
	};
}

function postedMark(
	sheet: ScoreSheet,
	key: string,
	faults: CellFaults,
	saved: readonly string[]
): CellMark | undefined {
	const fault = faults[key];
	if (!fault) return saved.includes(key) ? { state: 'saved' } : undefined;
	if (fault.conflict) return { state: 'conflict', theirs: fault.conflict };
	const points = findCriterion(sheet.rubric, fault.criterionId)?.points ?? 0;
	const { problem, field } = fault;
	return { state: 'failed', text: cellProblemMessage(problem ?? 'unknown', { field, points }) };
}
