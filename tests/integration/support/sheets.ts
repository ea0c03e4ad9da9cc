import { cellInputs, changedCells, listCells } from '$lib/domain/score-form';
import { shownCell } from '$lib/domain/score-shown';
import type { ScoreKind } from '$lib/domain/score-sheet';
import type { App } from '$lib/server/app';
import { readSheet } from '$lib/server/assessments/read-sheet';
import { saveCells, type SavedCells } from '$lib/server/assessments/save-cells';
import type { SheetKey } from '$lib/server/assessments/sheet-key';

interface Filling {
	kind: ScoreKind;
	/** Fields of the form that are filled in, by name. */
	values: Record<string, string>;
	/** Account. */
	by: string;
	reason?: string;
}

/** Fills in the form of a sheet as it is shown now, and sends it. */
export async function fillInSheet(
	app: App,
	key: SheetKey,
	{ kind, values, by, reason = '补正' }: Filling
): Promise<SavedCells> {
	const sheet = await readSheet(app.db, key);
	const shown: Record<string, string> = {};
	for (const name of listCells(key.rubric, kind)) {
		const { value, note } = shownCell(sheet, name);
		const at = cellInputs.value(name);
		if (values[at] === undefined && values[cellInputs.note(name)] === undefined) continue;
		shown[cellInputs.was(at)] = value;
		shown[cellInputs.was(cellInputs.note(name))] = note;
	}
	const edits = changedCells(key.rubric, kind, { ...shown, ...values });
	return saveCells(app.db, app.clock, key, { kind, edits, reason, by });
}
