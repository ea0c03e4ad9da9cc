import { formatShanghai } from '../clock-time.ts';
import type { Written } from '../score-details.ts';
import { formatHalfPoints, type Criterion, type RubricSection } from '../rubric.ts';
import {
	enteredPoints,
	exemptCriteria,
	formatScaled,
	scoreKindNames,
	sheetTotals,
	standingScores,
	type ScoreKind,
	type ScoreSheet,
	type SheetTotals
} from '../score-sheet.ts';
import { measuredLine } from './measured-text.ts';
import { overrideMark } from './override-mark.ts';
import {
	cell,
	line,
	numberCell,
	row,
	type FormCell,
	type FormRow,
	type FormTable
} from './form-layout.ts';

const kinds: ScoreKind[] = ['self', 'review'];

/** The scores of one kind as the form prints them. */
interface Scores {
	kind: ScoreKind;
	/** Half points that stand, by criterion id; empty while nobody has entered any review score. */
	standing: ReadonlyMap<string, number>;
	/** Ids of the criteria that do not apply. */
	exempt: ReadonlySet<string>;
	/** Null as long as there is nothing to add up. */
	totals: SheetTotals | null;
}

/** The table of the annex, filled in: 考核项目 | 考核内容 | 单项分 | 自查分 | 考评分. */
export function scoreTable(sheet: ScoreSheet): FormTable {
	const scores = kinds.map((kind) => scoresOf(sheet, kind));
	const heads = ['考核项目', '考核内容', '单项分', ...kinds.map((kind) => scoreKindNames[kind])];
	return {
		...{ heading: '', small: false },
		columns: [20, 103, 15, 18, 18].map((width) => ({ width })),
		head: [row(heads.map((text) => cell('head', text)))],
		rows: [
			...sheet.rubric.sections.flatMap((section, s) => sectionRows(sheet, scores, section, s)),
			...vetoRows(sheet),
			totalRow(sheet, scores),
			...scaledRows(scores)
		]
	};
}

function scoresOf(sheet: ScoreSheet, kind: ScoreKind): Scores {
	const entries = sheet[kind];
	const exempt = exemptCriteria(sheet, kind);
	// What was measured counts as a review score once the review has begun; before, nobody has reviewed anything.
	const begun = kind === 'self' || Object.keys(entries).length > 0;
	if (!begun) return { kind, exempt, standing: new Map(), totals: null };
	const entered = enteredPoints(entries);
	const standing = standingScores(sheet.rubric, entered, sheet.measurements);
	return { kind, exempt, standing, totals: sheetTotals(sheet, kind, entered) };
}

function sectionRows(
	sheet: ScoreSheet,
	scores: readonly Scores[],
	section: RubricSection,
	index: number
): FormRow[] {
	const rows = section.groups.flatMap(({ criteria, points }) =>
		criteria.map((criterion, c) => ({
			cells: [
				contentCell(sheet, criterion, c),
				...(c === 0 ? [numberCell('figure', points, '', criteria.length)] : []),
				...scores.map((one) => scoreCell(sheet, one, criterion))
			],
			keep: c < criteria.length - 1
		}))
	);
	const sums = scores.map(({ totals }) => sumCell(totals?.sections[index]?.score));
	const last = rows.at(-1);
	// A sum alone at the top of a page says nothing.
	if (last) last.keep = true;
	const isLast = index === sheet.rubric.sections.length - 1;
	rows.push({
		cells: [cell('label', '小计'), numberCell('label', section.points), ...sums],
		keep: isLast
	});
	const name = cell('section', `${section.title}\n${section.points}分`, 1, rows.length);
	return rows.map(({ cells, keep }, r) => row(r === 0 ? [name, ...cells] : cells, { keep }));
}

function totalRow(sheet: ScoreSheet, scores: readonly Scores[]): FormRow {
	const { maximum } = sheetTotals(sheet, 'self', {});
	return row([
		cell('label', '合计'),
		cell('text', ''),
		numberCell('label', maximum / 2),
		...scores.map(({ totals }) => sumCell(totals?.score))
	]);
}

/** 得分 / 适用满分 and the figure scaled to 100, where something does not apply. */
function scaledRows(scores: readonly Scores[]): FormRow[] {
	if (!scores.some(({ totals }) => totals && totals.exempt > 0)) return [];
	const texts = scores.map(({ totals }) => {
		if (!totals) return '';
		const { score, applicable, scaled } = totals;
		return `${formatHalfPoints(score)}/${formatHalfPoints(applicable)}\n${formatScaled(scaled)}`;
	});
	return [
		row([
			...[cell('label', '折合'), cell('text', '得分/适用满分，折合百分制'), cell('label', '')],
			...texts.map((text) => cell('label', text))
		])
	];
}

/** 一票否决, where the rubric has any. */
function vetoRows({ rubric, vetoes }: ScoreSheet): FormRow[] {
	const list = rubric.vetoes ?? [];
	return list.map(({ id, text }, index) => {
		const veto = vetoes[id];
		const found = veto ? `否决：${veto.reason}（${signed(veto)}）` : '无此情形';
		const content = cell('text', '', 4);
		const said = {
			...content,
			lines: [line(`${index + 1}.${text}`), line(found, { remark: true })]
		};
		return row(index === 0 ? [cell('section', '一票否决', 1, list.length), said] : [said]);
	});
}

function contentCell(sheet: ScoreSheet, criterion: Criterion, index: number): FormCell {
	const { id, text, points } = criterion;
	const measurement = sheet.measurements[id];
	const remarks = [
		...(measurement ? [`实测：${measuredLine(measurement)}`] : []),
		...kinds.flatMap((kind) => overrideLine(sheet, kind, criterion)),
		...exemptionLine(sheet, id)
	];
	return {
		...cell('text', ''),
		lines: [
			line(`${index + 1}.${text}`, { tail: `${points}分` }),
			...remarks.map((remark) => line(remark, { remark: true }))
		]
	};
}

function overrideLine(sheet: ScoreSheet, kind: ScoreKind, { id }: Criterion): string[] {
	const [entry, measurement] = [sheet[kind][id], sheet.measurements[id]];
	if (!entry?.overrides || !measurement) return [];
	const { half_points: proposed } = measurement.proposal;
	const before = proposed === null ? '无法判定' : `${formatHalfPoints(proposed)}分`;
	const after = `${scoreKindNames[kind]}改定为${formatHalfPoints(entry.half_points)}分`;
	return [
		`${overrideMark}人工改定：实测建议${before}，${after}。理由：${entry.note}（${signed(entry)}）`
	];
}

function exemptionLine({ exemptions }: ScoreSheet, id: string): string[] {
	const exemption = exemptions[id];
	if (!exemption) return [];
	const { reason, decision } = exemption;
	const verdict = decision
		? `考评${decision.accepted ? '同意' : '不同意'}${decision.reason && `：${decision.reason}`}（${signed(decision)}）`
		: '考评未定';
	return [`不适用：${reason}（${signed(exemption)}）；${verdict}。`];
}

function signed({ by, at }: Written): string {
	return `${by}，${formatShanghai(at) ?? at}`;
}

function scoreCell(
	sheet: ScoreSheet,
	{ kind, standing, exempt, totals }: Scores,
	{ id }: Criterion
): FormCell {
	if (exempt.has(id)) return cell('figure', '不适用');
	const score = standing.get(id);
	if (score !== undefined) {
		const mark = sheet[kind][id]?.overrides ? overrideMark : '';
		return numberCell('figure', score / 2, mark);
	}
	return cell('figure', totals && sheet.measurements[id] ? '无法判定' : '');
}

function sumCell(halfPoints: number | undefined): FormCell {
	return halfPoints === undefined ? cell('label', '') : numberCell('label', halfPoints / 2);
}
