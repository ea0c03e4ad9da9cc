import {
	historyFields,
	historySubjects,
	type HistoryField,
	type HistoryProblem,
	type HistoryRow,
	type HistorySubject
} from '$lib/domain/history-row';
import { historyFieldNames, historyMessage } from '$lib/domain/history-text';
import { cleanText } from '$lib/domain/import/clean-text';
import { parseCount } from '$lib/domain/import/parse-number';
import { memberElectorates, subjectNames } from '$lib/domain/words';
import type { InvalidForm } from '../form';

/** Of these, a form's empty field means that there were none. */
const mayBeEmpty: readonly HistoryField[] = ['unsure', 'blank', 'invalid'];

export interface HistoryForm {
	typed: Record<string, string>;
	/** One or two rows of the same year; empty where something is wrong. */
	rows: HistoryRow[];
	note: string | null;
	invalid: InvalidForm | null;
}

/** The name of a figure's field: `home.satisfied`. */
export function fieldName(subject: HistorySubject, field: HistoryField): string {
	return `${subject}.${field}`;
}

/** Reads the form of one year: a column per subject, of which one may be empty. Shares and decimals are no counts. */
export function parseHistoryForm(form: FormData): HistoryForm {
	const typed = Object.fromEntries(
		[...form].filter((field): field is [string, string] => typeof field[1] === 'string')
	);
	const errors: Record<string, string> = {};
	const year = readYear(typed, errors);
	const electorate = memberElectorates.find((one) => one === typed['electorate']);
	if (!electorate) errors['electorate'] = '请选择由谁参评。';
	const given = historySubjects.filter((subject) =>
		historyFields.some((field) => typed[fieldName(subject, field)]?.trim())
	);
	if (given.length === 0) errors['subjects'] = '请至少填写一列：会员评家，或评议主席。';
	const rows = given.map((subject): HistoryRow => {
		const chair = subject === 'chair' ? cleanText(typed['chair'] ?? '') || null : null;
		const place = { year, subject, chair, electorate: electorate ?? 'members' };
		return { ...place, ...readCounts(subject, typed, errors) };
	});
	const note = cleanText(typed['note'] ?? '');
	if (note.length > 200) errors['note'] = '说明最多 200 个字。';
	const wrong = Object.keys(errors).length > 0;
	const invalid = { message: '有内容需要修改，请看标出的各项。', values: typed, errors };
	return { typed, rows: wrong ? [] : rows, note: note || null, invalid: wrong ? invalid : null };
}

function readYear(typed: Record<string, string>, errors: Record<string, string>): number {
	const text = (typed['year'] ?? '')
		.normalize('NFKC')
		.trim()
		.replace(/年度?$/, '');
	if (/^\d{4}$/.test(text)) return Number(text);
	errors['year'] = '请填写年度，如 2023。';
	return 0;
}

function readCounts(
	subject: HistorySubject,
	typed: Record<string, string>,
	errors: Record<string, string>
): Record<HistoryField, number> {
	const counts = historyFields.map((field) => {
		const name = fieldName(subject, field);
		const text = typed[name] ?? '';
		if (text.trim() === '' && mayBeEmpty.includes(field)) return [field, 0] as const;
		const problem = countProblem(text);
		if (problem) errors[name] = `${historyFieldNames[field]}：${problem}`;
		return [field, parseCount(text).value ?? 0] as const;
	});
	return Object.fromEntries(counts) as Record<HistoryField, number>;
}

/** What is wrong with a number of ballots; a share is told apart, since that is what people have at hand. */
export function countProblem(text: string): string | null {
	if (/[%％‰]|^\s*[0０][.．]\d/.test(text)) return '请填人数（票数），不要填比例。';
	return parseCount(text).problem ?? null;
}

/** What the rules say of the rows, by the fields of the form. */
export function fieldErrors(
	rows: readonly HistoryRow[],
	problems: readonly HistoryProblem[][]
): Record<string, string> {
	const errors: Record<string, string> = {};
	rows.forEach(({ subject }, index) => {
		for (const problem of problems[index] ?? []) {
			const { field } = problem;
			const general = field === 'year' || field === 'chair' || field === 'subject';
			const about = field === 'year' ? `${subjectNames[subject]}：` : '';
			errors[general ? field : fieldName(subject, field)] ??= about + historyMessage(problem);
		}
	});
	return errors;
}
