import type { TrendYear } from '$lib/domain/trend';
import type { ResultView } from '$lib/server/results/result-view';

/** Of figures from before the platform. */
export const HISTORY_MARK = '历史/纸质';

/** What is to be known of a year at a glance: why a figure is missing, where it comes from, who is new. */
export function yearMarks(year: TrendYear<ResultView>): string[] {
	const results = resultsOf(year);
	const marks = new Set<string>();
	if (results.length === 0) marks.add('无结果');
	for (const result of results) for (const mark of marksOf(result)) marks.add(mark);
	if (year.newChair) marks.add('新主席');
	return [...marks];
}

/** The results of a year, in the order in which they are listed. */
export function resultsOf({ home, chair, superior }: TrendYear<ResultView>): ResultView[] {
	return [home, chair, superior].filter((result) => result !== null);
}

/** The marks of one result. */
export function marksOf({ validity, source, sealed }: ResultView): string[] {
	const marks: string[] = [];
	if (validity.standing === 'void') marks.push(source === 'history' ? '已撤销' : '作废');
	else if (source === 'history' && validity.standing === 'pending') marks.push('待批准');
	else if (sealed.disclosure === 'suppressed') marks.push('不显示');
	else if (validity.standing === 'excluded') marks.push('不计入');
	else if (validity.standing === 'pending') marks.push('待定');
	if (source === 'history') marks.push(HISTORY_MARK);
	return marks;
}
