import { eligibilityMessage, verdictNames } from '$lib/domain/messages';
import type { EligibilityHolder, ListedEligibility } from '../eligibility/list-eligibility';
import { number, text } from './columns';
import type { Spreadsheet } from './spreadsheet';

const titles: Record<EligibilityHolder, string> = {
	union: '十佳模范职工之家',
	chair: '十佳工会工作者'
};

/** Verdicts of article 12 with every reason. */
export function eligibilityList(
	holder: EligibilityHolder,
	source: string
): Spreadsheet<ListedEligibility & { kindName: string }> {
	return {
		sheet: titles[holder],
		empty: '没有符合条件的工会',
		columns: [
			text('组织代码', 9, ({ code }) => code),
			text('工会', 18, ({ name }) => name),
			text('类型', 12, ({ kindName }) => kindName),
			text('现任主席', 6, ({ chair }) => chair ?? '未登记'),
			text('判定', 6, ({ assessment }) => verdictNames[assessment.verdict]),
			number('连续达标年数', 4, ({ assessment }) => assessment.runs.both.confirmed),
			number('算到', 4, ({ lastYear }) => lastYear),
			text('理由', 40, ({ assessment }) => assessment.reasons.map(eligibilityMessage).join('；'))
		],
		notes: [['判定依据', source]]
	};
}
