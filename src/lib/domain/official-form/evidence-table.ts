import { instantToShanghai } from '../clock-time.ts';
import { formatPercent, formatThreshold } from '../percent.ts';
import { findCriterion } from '../rubric.ts';
import type { CriterionDetails, Written } from '../score-details.ts';
import { scoreKindNames, scoreKinds, type ScoreSheet } from '../score-sheet.ts';
import { cell, row, type FormRow, type FormTable } from './form-layout.ts';

/** A criterion and where it stands in the form. */
export interface NamedCriterion {
	id: string;
	name: string;
}

/** What was written and filed beside the scores: remarks, numbers, files with their SHA-256; empty where there is none. */
export function evidenceTables(
	sheet: ScoreSheet,
	criteria: readonly NamedCriterion[]
): FormTable[] {
	const rows = criteria.flatMap(({ id, name }) => {
		const details = sheet.details[id];
		return details ? evidenceRows(sheet, { id, name }, details) : [];
	});
	if (rows.length === 0) return [];
	const heads = ['考核内容', '来自', '备注、数据、附件', '填写人、时间'];
	return [
		{
			...{ heading: '备注、数据和附件', small: true },
			columns: [37, 15, 82, 40].map((width) => ({ width })),
			head: [row(heads.map((text) => cell('head', text)))],
			rows
		}
	];
}

function evidenceRows(
	sheet: ScoreSheet,
	{ id, name }: NamedCriterion,
	{ remarks, numbers, files }: CriterionDetails
): FormRow[] {
	const thresholds = new Map(
		findCriterion(sheet.rubric, id)?.evidence?.map((rate) => [rate.name, rate.threshold])
	);
	return scoreKinds.flatMap((kind) => {
		const line = (text: string, written: Written) =>
			row([name, scoreKindNames[kind], text, signedShort(written)].map((one) => cell('text', one)));
		const remark = remarks[kind];
		const rates = Object.entries(numbers).flatMap(([rate, given]) => {
			const number = given[kind];
			if (!number) return [];
			const threshold = thresholds.get(rate);
			const percent = formatPercent(number, threshold ? { thresholds: [threshold] } : {});
			const standard = threshold ? `，标准${formatThreshold(threshold)}` : '';
			return [line(`${rate}：${number.num}/${number.den}，即${percent}${standard}`, number)];
		});
		return [
			...(remark ? [line(remark.text, remark)] : []),
			...rates,
			...files
				.filter((file) => file.kind === kind)
				.map((file) => line(`附件：${file.name}\nSHA-256 ${file.sha256}`, file))
		];
	});
}

/** Name and minute: "王建国 2026-11-22 09:00". */
export function signedShort({ by, at }: Written): string {
	return `${by} ${(instantToShanghai(at) ?? at).replace('T', ' ')}`;
}
