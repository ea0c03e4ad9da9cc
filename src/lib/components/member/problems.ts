import { codeLength, normaliseCode, type CodeError } from '$lib/domain/ballot-code';
import type { Questionnaire } from '$lib/domain/questionnaire';

/** One thing to put right: the id of the field or question on the page, and what to say about it. */
export interface Problem {
	field: string;
	text: string;
}

export type AnswerProblem = 'missing' | 'unknown_option' | 'too_long' | 'malformed';
export type CodeProblem = CodeError | 'unknown' | 'voided' | 'too_many';

const answerTexts: Record<Exclude<AnswerProblem, 'too_long'>, string> = {
	missing: '请选一项',
	unknown_option: '这一题没有收到有效的选择，请重新选一项',
	malformed: '这一题没有收全，请重新填写'
};

/** Where on the page a problem stands: `answers` for one that belongs to no question. */
export function answerProblem(
	questionnaires: Questionnaire[],
	questionId: string,
	problem: AnswerProblem
): Problem {
	for (const { overall, items, comment, title } of questionnaires) {
		if (questionId === overall.id)
			return { field: overall.id, text: `${title} · 总体评价：${textOf(problem, 0)}` };
		if (questionId === comment.id)
			return {
				field: comment.id,
				text: `${title} · 意见：${textOf(problem, comment.max_length)}`
			};
		const item = items.find(({ id }) => id === questionId);
		if (item) return { field: item.id, text: `${item.text.split('：')[0]}：${textOf(problem, 0)}` };
	}
	return { field: 'answers', text: '内容没有收全，请检查后重新提交' };
}

function textOf(problem: AnswerProblem, limit: number): string {
	return problem === 'too_long' ? `最多写${limit}个字，请删短一些` : answerTexts[problem];
}

/** How many digits were typed says more than that there should be 16. */
function lengthText(typed: string): string {
	const count = typed.normalize('NFKC').replace(/[^0-9]/g, '').length;
	if (typed.length > 200) return `码是${codeLength}位数字，您填的太长了`;
	return `码是${codeLength}位数字，您填了${count}位，${count < codeLength ? '少了几位' : '多了几位'}`;
}

const codeTexts: Record<Exclude<CodeProblem, 'length'>, string> = {
	empty: '请填写票上的16位数字码',
	characters: '码里只有数字，请检查是不是填了别的字',
	check: '这个码可能输错了一位，请对照票上的数字逐位核对',
	unknown: '没有查到这个码。请逐位核对，并确认这张票是这次评议的',
	too_many:
		'这里输错码的次数太多了。请对照票逐位核对；码没有输错，现在就能交上，不用等。还是不行，请过十分钟再试，或找发票的人',
	voided: '这张票已经作废（可能已换发新票）。请改用新票上的码；没有新票请找发票的人'
};

export function codeProblem(problem: CodeProblem, typed: string): Problem {
	return { field: 'code', text: problem === 'length' ? lengthText(typed) : codeTexts[problem] };
}

/** What can be told from the typed code alone, so that one round is enough to put everything right. */
export function typedCodeProblems(typed: string): Problem[] {
	const result = normaliseCode(typed);
	return result.ok ? [] : [codeProblem(result.error, typed)];
}
