import { applicationStateNames, type ApplicationState } from '../application-life.ts';
import type { Rubric } from '../rubric.ts';
import type { ScoreSheet } from '../score-sheet.ts';
import type { DrawFacts } from './draw-table.ts';
import {
	blank,
	cell,
	row,
	textWidth,
	type Fact,
	type FormTable,
	type OfficialForm
} from './form-layout.ts';
import type { SurveyFacts } from './measured-text.ts';
import { layOutProvenance } from './provenance.ts';
import { overrideMark } from './override-mark.ts';
import { scoreTable } from './score-table.ts';

/** What is printed beside the scores. */
export interface FormFacts {
	sheet: ScoreSheet;
	union: { name: string; code: string; kind: string };
	/** Null where the union has not applied. */
	application: { state: ApplicationState; roundOf: string } | null;
	surveys: SurveyFacts;
	/** Of this union and year, in their order. */
	draws: readonly DrawFacts[];
	/** ISO UTC, and the account that made the file. */
	made: { at: string; by: string };
}

/** 考核验收细则 of a union and year, filled in. */
export function layOutForm(facts: FormFacts): OfficialForm {
	const { sheet } = facts;
	return {
		annex: sheet.rubric.source.split(' ').at(-1) ?? '',
		title: sheet.rubric.title,
		particulars: particularsOf(facts),
		scores: scoreTable(sheet),
		notes: notesOf(sheet),
		signatures: signatureTable(),
		provenance: layOutProvenance(facts)
	};
}

function particularsOf({ union, sheet, application }: FormFacts): Fact[] {
	return [
		{ label: '单位', value: union.name },
		{ label: '类型', value: union.kind },
		{ label: '考核年度', value: `${sheet.year}年` },
		{ label: '状态', value: application ? applicationStateNames[application.state] : '未申报' }
	];
}

function notesOf(sheet: ScoreSheet): string[] {
	const overridden = [...Object.values(sheet.self), ...Object.values(sheet.review)].some(
		({ overrides }) => overrides
	);
	return [
		...(overridden ? [`${overrideMark}：与实测数据的建议分不同，由考评员写明理由改定。`] : []),
		...appliesTo(sheet.rubric),
		`分类考核依据：${sheet.rubric.basis.join('、')}等文件。`
	];
}

function appliesTo({ applies_to }: Rubric): string[] {
	if (applies_to.length < 2) return [];
	const names = applies_to.map(({ name }, index) => `${index + 1}.${name}`);
	return [`注：考核对象主要包括：${names.join('；')}。`];
}

const day = '＿＿＿＿年＿＿月＿＿日';
const name = '＿＿＿＿＿＿＿';

function signatureTable(): FormTable {
	const [member, date] = [`成员（签字）：${name}${name}${name}`, ` 日期：${day}`];
	const lines = [
		`自查单位（盖章）：${blank(6)}负责人（签字）：${name}${date}`,
		`考评组（盖章）：${blank(7)}组长（签字）：${name}${date}\n${blank(15)}${member}`
	];
	return {
		...{ heading: '', small: false },
		columns: [{ width: textWidth }],
		head: [],
		rows: lines.map((text) => row([cell('text', text)], { height: 17, keep: true }))
	};
}
