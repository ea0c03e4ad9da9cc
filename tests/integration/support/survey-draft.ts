import { toInstant } from '$lib/server/database/values';
import type { SurveyDraft } from '$lib/server/surveys/draft-survey';

interface DraftOptions extends Partial<Omit<SurveyDraft, 'opensAt' | 'closesAt'>> {
	/** ISO with offset */
	opens?: string;
	closes?: string;
}

/** What a union states about a survey of 2026: 120 members, a week from the day of the test clock. */
export function surveyDraft(unionId: string, options: DraftOptions = {}): SurveyDraft {
	const { opens, closes, ...rest } = options;
	return {
		...{ unionId, year: 2026, title: '2026年度会员评家', subjects: ['home', 'chair'] },
		...{ electorate: 'members', eligible: 120, minTurnout: { num: 2, den: 3 } },
		opensAt: toInstant(new Date(opens ?? '2026-11-22T09:00:00+08:00')),
		closesAt: toInstant(new Date(closes ?? '2026-11-29T18:00:00+08:00')),
		...rest
	};
}
