/** What a random draw is for: annex 2, item 3 (member_rates); annex 2, item 2 and annex 3, item 2 (superior_electorate). */
export const drawPurposes = ['member_rates', 'superior_electorate'] as const;
export type DrawPurpose = (typeof drawPurposes)[number];
export const drawPurposeNames: Record<DrawPurpose, string> = {
	member_rates: '抽查所属单位的会员满意率',
	superior_electorate: '抽取评议上级工会的基层工会主席'
};
/** What is in the frame of each purpose. */
export const frameNames: Record<DrawPurpose, string> = {
	member_rates: '所属独立基层工会',
	superior_electorate: '所属基层工会（主席在任）'
};

export const sizeMethods = ['proportional', 'fixed'] as const;
export type SizeMethod = (typeof sizeMethods)[number];
export const sizeMethodNames: Record<SizeMethod, string> = {
	proportional: '按各类单位的家数分配',
	fixed: '各类单位分别指定'
};
