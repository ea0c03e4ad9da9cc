import type { HistoryField, HistoryProblem } from './history-row.ts';

/** The figures of a historical row as forms and spreadsheets call them. */
export const historyFieldNames: Record<HistoryField, string> = {
	eligible: '应参评',
	issued: '发放',
	returned: '收回',
	satisfied: '满意',
	basically_satisfied: '基本满意',
	dissatisfied: '不满意',
	unsure: '不了解',
	blank: '弃权',
	invalid: '无效'
};

/** What is wrong with a historical row, and what to do. */
export function historyMessage({ code, field, left, right }: HistoryProblem): string {
	switch (code) {
		case 'not_a_count':
			return `“${fieldName(field)}”须是 0 或正整数，请填人数（票数），不要填比例。`;
		case 'nobody_entitled':
			return '应参评人数不能是 0，请核对。';
		case 'parts_do_not_add_up':
			return `满意、基本满意、不满意、不了解、弃权、无效合计 ${left}，收回 ${right}，对不上，请核对。`;
		case 'more_returned_than_issued':
			return `收回 ${left} 多于发放 ${right}，请核对原始记录；属实的，这次评议不能作数，不要录入。`;
		case 'more_issued_than_eligible':
			return `发放 ${left} 多于应参评 ${right}，请核对。`;
		case 'year_not_past':
			return `历史数据只收 ${right} 年以前的；今年的请用问卷评议。`;
		case 'year_too_early':
			return `年度不能早于 ${right} 年，请核对。`;
		case 'before_founding':
			return `该工会 ${right} 年才成立，不能录入 ${left} 年的数据。成立日期有误的，请先由上级工会更正。`;
		case 'has_survey':
			return '这一年在本平台已有问卷，不能再录入历史数据。问卷有误的，先由上级工会作废。';
		case 'has_history':
			return '这一年的数据已经录入（待批准或已批准）。要更正，先撤回；已批准的，请上级工会撤销。';
		case 'chair_unknown':
			return `${left} 年没有登记这位工会主席的任期。请核对姓名，或先请上级工会补登任期。`;
		case 'chair_unclear':
			return `${left} 年有 ${right} 位工会主席可能是被评人，请写明被评主席的姓名（同名的请上级工会先核对任期）。`;
		case 'chair_of_home':
			return '会员评家不填被评主席；评议主席的请选“会员评议工会主席”。';
	}
}

function fieldName(field: HistoryProblem['field']): string {
	return field === 'year' || field === 'subject' || field === 'chair'
		? '年度'
		: historyFieldNames[field];
}
