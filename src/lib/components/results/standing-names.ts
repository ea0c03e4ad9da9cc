import type { Standing } from '$lib/domain/result-validity';

/** What a result is good for, in two words. */
export const standingNames: Record<Standing, string> = {
	counts: '计入考核',
	void: '作废',
	excluded: '不计入考核',
	suppressed: '不公布',
	pending: '待定'
};
