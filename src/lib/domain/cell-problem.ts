import { NOTE_LENGTH, REMARK_LENGTH, type CellField, type CellProblem } from './score-cell.ts';

/** What to tell the person beside the cell, and what to do next. `points` is 单项分. */
export function cellProblemMessage(
	problem: CellProblem,
	{ field, points }: { field: CellField; points: number }
): string {
	switch (problem) {
		case 'malformed':
			return '请填数字，如 1.5';
		case 'out_of_range':
			return `应为 0–${points} 分，以 0.5 分为一档`;
		case 'score_needed':
			return '请填分数；如按实测建议计分，请把理由也清空';
		case 'reason_needed':
			return field === 'score' ? '与实测建议不同，请写明理由' : '请写明理由';
		case 'too_long':
			return `文字过长，最多 ${field === 'remark' ? REMARK_LENGTH : NOTE_LENGTH} 字`;
		case 'two_numbers':
			return '请填两个整数，后一个不能为 0';
		case 'more_than_whole':
			return '前一个数不能大于后一个数';
		case 'not_proposed':
			return '工会没有申报不适用（可能刚撤回），请刷新页面';
		case 'change_reason_needed':
			return '已经提交过，修改须先填“修改理由”';
		case 'unknown':
			return '这一项不能这样填，请刷新页面';
	}
}
