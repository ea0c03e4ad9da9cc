import { formatHalfPoints, findCriterion } from './rubric.ts';
import { emptyCell, type CellContent, type CellName } from './score-cell.ts';
import { noDetails } from './score-details.ts';
import type { ScoreSheet } from './score-sheet.ts';

/** What a sheet holds in a cell, as a form shows and compares it. */
export function shownCell(sheet: ScoreSheet, { criterionId, kind, field }: CellName): CellContent {
	if (field === 'score') {
		const entry = sheet[kind][criterionId];
		return entry ? { value: formatHalfPoints(entry.half_points), note: entry.note } : emptyCell;
	}
	if (field === 'veto') {
		const veto = sheet.vetoes[criterionId];
		return veto ? { value: 'applies', note: veto.reason } : emptyCell;
	}
	if (field === 'exemption') return shownExemption(sheet, criterionId, kind);
	const details = sheet.details[criterionId] ?? noDetails;
	if (field === 'remark') return { value: details.remarks[kind]?.text ?? '', note: '' };
	const rate = findCriterion(sheet.rubric, criterionId)?.evidence?.[Number(field.slice(5))];
	const numbers = rate && details.numbers[rate.name]?.[kind];
	return { value: numbers ? `${numbers.num}/${numbers.den}` : '', note: '' };
}

function shownExemption(sheet: ScoreSheet, id: string, kind: CellName['kind']): CellContent {
	const exemption = sheet.exemptions[id];
	if (!exemption) return emptyCell;
	if (kind === 'self') return { value: 'proposed', note: exemption.reason };
	const { decision } = exemption;
	if (!decision) return emptyCell;
	return { value: decision.accepted ? 'accepted' : 'refused', note: decision.reason };
}
