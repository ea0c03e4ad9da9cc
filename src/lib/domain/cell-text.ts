import type { Rubric } from './rubric.ts';
import { findCriterion } from './rubric.ts';
import type { CellContent, CellField } from './score-cell.ts';

const words: Record<string, string> = {
	proposed: '不适用',
	accepted: '同意不适用',
	refused: '不同意不适用',
	applies: '否决'
};

/** A cell's content for people: 「1.5」, 「不适用」, 「45/50」; 「空」 where there is nothing. */
export function cellText(field: CellField, { value, note }: CellContent): string {
	if (value === '') return '空';
	const text = field === 'exemption' || field === 'veto' ? (words[value] ?? value) : value;
	return note === '' ? text : `${text}（${note}）`;
}

/** What a cell is called in a history: 「分数」, 「入会率」. */
export function fieldName(rubric: Rubric, criterionId: string, field: CellField): string {
	switch (field) {
		case 'score':
			return '分数';
		case 'remark':
			return '备注';
		case 'exemption':
			return '不适用';
		case 'veto':
			return '一票否决';
		default: {
			const rates = findCriterion(rubric, criterionId)?.evidence ?? [];
			return rates[Number(field.slice(5))]?.name ?? '数字';
		}
	}
}
