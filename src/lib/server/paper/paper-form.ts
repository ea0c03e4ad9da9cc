import {
	accountFields,
	countFields,
	figureName,
	unevenQuestions,
	type PaperCount
} from '$lib/domain/paper-count';
import { questionIds, type Questionnaire } from '$lib/domain/questionnaire';

/** What was typed, by field. */
export type PaperValues = Record<string, string>;

export type ParsedPaper =
	| { count: PaperCount; typed: PaperValues }
	| { count: null; typed: PaperValues; errors: Record<string, string> };

/** Reads the counts of every rating question; whole numbers that add up to what was returned. */
export function readPaperForm(
	form: FormData,
	questionnaires: readonly Questionnaire[]
): ParsedPaper {
	const ids = questionnaires.flatMap(questionIds);
	const names = [
		...accountFields,
		...ids.flatMap((id) => countFields.map((field) => figureName(id, field)))
	];
	const typed = Object.fromEntries(
		names.map((name) => [name, String(form.get(name) ?? '').trim()])
	);
	const errors: Record<string, string> = {};
	for (const name of names)
		if (!/^\d{1,6}$/.test(typed[name] ?? '')) errors[name] = '请填 0 或正整数，没有的填 0';
	if (Object.keys(errors).length > 0) return { count: null, typed, errors };
	const count = countOf(typed, ids);
	for (const [id, sum] of unevenQuestions(count))
		errors[id] = `六项合计 ${sum}，应等于收回的 ${count.returned}`;
	if (Object.keys(errors).length > 0) return { count: null, typed, errors };
	return { count, typed };
}

/** 没有纸质票: nothing was printed, nothing came back. */
export function noPaper(questionnaires: readonly Questionnaire[]): PaperCount {
	return countOf({}, questionnaires.flatMap(questionIds));
}

function countOf(typed: PaperValues, ids: readonly string[]): PaperCount {
	const number = (name: string) => Number(typed[name] ?? 0);
	const figures = (id: string) => ({
		satisfied: number(figureName(id, 'satisfied')),
		basically_satisfied: number(figureName(id, 'basically_satisfied')),
		dissatisfied: number(figureName(id, 'dissatisfied')),
		unsure: number(figureName(id, 'unsure')),
		blank: number(figureName(id, 'blank')),
		invalid: number(figureName(id, 'invalid'))
	});
	return {
		printed: number('printed'),
		handed_out: number('handed_out'),
		leftover: number('leftover'),
		spoiled: number('spoiled'),
		returned: number('returned'),
		answers: Object.fromEntries(ids.map((id) => [id, figures(id)]))
	};
}
