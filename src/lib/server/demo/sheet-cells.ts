import type { Criterion } from '$lib/domain/rubric';
import { emptyCell, type CellContent, type CellField } from '$lib/domain/score-cell';
import type { CellEdit } from '$lib/domain/score-form';
import type { ScoreKind } from '$lib/domain/score-sheet';

interface Filling {
	kind: ScoreKind;
	/** Fewer than 200 workers: no full-time chair is asked for. */
	small: boolean;
	random: () => number;
}

const remarks = ['见台账第3卷', '资料齐全，现场已查看', '附照片', '本年度新建，制度已上墙'];

/**
 * What is written about one criterion: full points mostly, sometimes half a point or more less; the numbers of its rates;
 * now and then a remark. What is measured stays as proposed, or is settled with a reason.
 */
export function demoCells(criterion: Criterion, { kind, small, random }: Filling): CellEdit[] {
	const { id: criterionId, points, measure, evidence = [], text } = criterion;
	const edit = (field: CellField, value: string, note = ''): CellEdit => {
		const typed: CellContent = { value, note };
		return { criterionId, kind, field, typed, was: emptyCell };
	};
	const less = random() < 0.7 ? 0 : Math.ceil(random() * 2) / 2;
	const note = measure && kind === 'review' ? '现场座谈并查看台账后确定' : '';
	const score = edit('score', String(Math.max(0, points - less)), note);
	if (small && text.startsWith('职工200人以上的企业'))
		return [
			kind === 'self'
				? edit('exemption', 'proposed', '本单位职工不足200人')
				: edit('exemption', 'accepted')
		];
	const cells = measure && kind === 'self' ? [] : [score];
	if (random() < 0.12) cells.push(edit('remark', remarks[Math.floor(random() * 4)] ?? ''));
	if (kind === 'review') return cells;
	const rates = evidence.map(({ threshold: { num, den } }, index) => {
		const whole = 40 + Math.floor(random() * 400);
		const share = Math.min(1, num / den - 0.03 + random() * 0.12);
		return edit(`rate.${index}`, `${Math.floor(whole * share)}/${whole}`);
	});
	return [...cells, ...rates];
}
