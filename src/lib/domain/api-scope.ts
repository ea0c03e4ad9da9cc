/** What a token may read, as far as the account that made it may. */
export const apiScopes = ['results', 'assessments', 'eligibility'] as const;
export type ApiScope = (typeof apiScopes)[number];
export const apiScopeNames: Record<ApiScope, string> = {
	results: '评议结果（满意率、票数、参评率）',
	assessments: '考核表（自查分、考评分、依据）',
	eligibility: '十佳资格判定'
};

/** How long a token can be made to last, in days. */
export const tokenDays = [30, 90, 365] as const;
