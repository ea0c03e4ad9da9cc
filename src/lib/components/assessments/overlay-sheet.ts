import { emptyCell } from '$lib/domain/score-cell';
import type { Exemption, VetoEntry } from '$lib/domain/score-details';
import { listCells, typedCell } from '$lib/domain/score-form';
import type { ScoreKind, ScoreSheet } from '$lib/domain/score-sheet';

/** The sheet with 不适用 and vetoes as they are ticked in the form, so that totals follow at once. */
export function overlaySheet(
	sheet: ScoreSheet,
	kind: ScoreKind,
	values: Readonly<Record<string, string>>
): ScoreSheet {
	const exemptions: Record<string, Exemption> = { ...sheet.exemptions };
	const vetoes: Record<string, VetoEntry> = { ...sheet.vetoes };
	const written = { by: '', at: '' };
	for (const name of listCells(sheet.rubric, kind)) {
		const { value, note: reason } = typedCell(name, values) ?? emptyCell;
		const id = name.criterionId;
		if (name.field === 'veto') {
			if (value === '') delete vetoes[id];
			else vetoes[id] ??= { ...written, reason };
		}
		if (name.field !== 'exemption') continue;
		const there = exemptions[id];
		if (kind === 'self') {
			if (value === '') delete exemptions[id];
			else exemptions[id] ??= { ...written, reason, decision: null };
		} else if (there) {
			const decision = { ...written, accepted: value === 'accepted', reason };
			exemptions[id] = { ...there, decision: value === '' ? null : (there.decision ?? decision) };
			if (value !== '' && there.decision?.accepted !== decision.accepted)
				exemptions[id] = { ...there, decision };
		}
	}
	return { ...sheet, exemptions, vetoes };
}
