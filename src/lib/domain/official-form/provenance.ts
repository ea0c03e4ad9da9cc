import { formatShanghai } from '../clock-time.ts';
import type { Rubric } from '../rubric.ts';
import {
	scoreKindNames,
	type ScoreEntry,
	type ScoreKind,
	type ScoreSheet
} from '../score-sheet.ts';
import {
	cell,
	numberCell,
	row,
	type Fact,
	type FormCell,
	type FormRow,
	type FormTable,
	type Provenance
} from './form-layout.ts';
import type { FormFacts } from './lay-out-form.ts';
import { evidenceTables, signedShort } from './evidence-table.ts';
import { drawTables } from './draw-table.ts';
import { measuredFacts } from './measured-text.ts';
import { overrideMark } from './override-mark.ts';

const kinds: ScoreKind[] = ['self', 'review'];

/** A criterion and where it stands: 职工信赖 第1组第2项. */
interface Place {
	id: string;
	name: string;
	text: string;
	points: number;
}

/** 数据来源: the file itself, every measured criterion, every entered score. */
export function layOutProvenance(facts: FormFacts): Provenance {
	const places = placesOf(facts.sheet.rubric);
	return {
		title: '数据来源',
		introduction:
			'实测项目的数字由评议结果自动算出，不能手工填写；改定须写明理由。其他项目由自查单位和考评员填写，逐项列出填写人和时间。',
		tables: [
			fileTable(facts),
			...measuredTables(facts, places),
			...drawTables(facts.draws),
			entryTable(facts.sheet, places),
			...evidenceTables(facts.sheet, places)
		]
	};
}

function placesOf(rubric: Rubric): Place[] {
	return rubric.sections.flatMap((section) =>
		section.groups.flatMap((group, g) =>
			group.criteria.map(({ id, text, points }, c) => ({
				...{ id, text, points, name: `${section.title} 第${g + 1}组第${c + 1}项` }
			}))
		)
	);
}

function fileTable({ sheet, union, application, made }: FormFacts): FormTable {
	const { rubric } = sheet;
	return factTable('本表', [
		{ label: '单位', value: `${union.name}（组织代码 ${union.code}）` },
		{ label: '细则', value: `${rubric.title}，${rubric.source}` },
		{
			label: '考核批次',
			value: application ? `${application.roundOf}，${sheet.year}年` : '未申报'
		},
		{ label: '导出', value: `${formatShanghai(made.at) ?? made.at}，${made.by}` }
	]);
}

function measuredTables({ sheet, surveys }: FormFacts, places: readonly Place[]): FormTable[] {
	return places.flatMap(({ id, name, text, points }) => {
		const measurement = sheet.measurements[id];
		if (!measurement) return [];
		const facts = measuredFacts(measurement, surveys);
		return [
			factTable(`实测项目：${name}`, [
				{ label: '考核内容', value: `${text}（${points}分）` },
				...facts
			])
		];
	});
}

/** Label and text, line by line. */
function factTable(heading: string, facts: readonly Fact[]): FormTable {
	return {
		...{ heading, head: [], small: true },
		columns: [{ width: 26 }, { width: 148 }],
		rows: facts.map(({ label, value }) => row([cell('head', label), cell('text', value)]))
	};
}

/** A line for each criterion for which somebody entered something. */
function entryTable(sheet: ScoreSheet, places: readonly Place[]): FormTable {
	const rows = places.flatMap((place) => entryRow(sheet, place));
	const heads = [
		'考核内容',
		...kinds.flatMap((kind) => [scoreKindNames[kind], '填写人、时间']),
		'理由、说明'
	];
	return {
		...{ heading: '填写的分数', small: true },
		columns: [36, 13, 43, 13, 43, 26].map((width) => ({ width })),
		head: [row(heads.map((text) => cell('head', text)))],
		rows: rows.length > 0 ? rows : [row([cell('text', '还没有填写任何分数。', heads.length)])]
	};
}

function entryRow(sheet: ScoreSheet, { id, name }: Place): FormRow[] {
	const entries = kinds.map((kind) => sheet[kind][id]);
	if (!entries.some(Boolean)) return [];
	const remarks = entries.flatMap((entry) => (entry ? remarkOf(entry) : []));
	return [
		row([
			cell('text', name),
			...entries.flatMap((entry) =>
				entry ? scoreCells(entry) : [cell('figure', ''), cell('text', '')]
			),
			cell('text', remarks.join('\n'))
		])
	];
}

function scoreCells({ half_points, by, at, overrides }: ScoreEntry): FormCell[] {
	const score = numberCell('figure', half_points / 2, overrides ? overrideMark : '');
	return [score, cell('text', signedShort({ by, at }))];
}

function remarkOf({ overrides, note }: ScoreEntry): string[] {
	const said = [overrides ? '人工改定' : '', note].filter(Boolean).join('：');
	return said ? [said] : [];
}
