import { instantToShanghai } from '$lib/domain/clock-time';
import type { Rules } from '$lib/domain/rules';
import { surveyTitle } from '$lib/domain/survey-title';
import { turnoutValue } from '$lib/domain/turnout-choices';
import type { Clock } from '../clock';
import type { UnionTable } from '../database/schema/union';
import { toInstant } from '../database/values';
import type { SurveyWithSubjects } from './read-survey';
import type { SurveyFormValues } from './survey-form';

const DAY_MS = 24 * 60 * 60 * 1000;
const daysOpen = 7;
const closingHour = 'T18:00';

/** What the form of a new survey starts with, so that most unions change nothing. */
export function newSurveyValues(
	union: Pick<UnionTable, 'member_count'>,
	rules: Pick<Rules, 'turnout' | 'custody' | 'suppression'>,
	clock: Clock
): SurveyFormValues {
	const now = clock.now();
	const today = localDay(now);
	const year = Number(today.slice(0, 4));
	return {
		title: surveyTitle(year, ['home', 'chair']),
		year: String(year),
		subjects: ['home', 'chair'],
		electorate: 'members',
		eligible: union.member_count > 0 ? String(union.member_count) : '',
		minTurnout: turnoutValue(rules.turnout.minimum),
		smallestGroup: String(rules.suppression.k),
		opens: 'now',
		opensAt: `${localDay(new Date(now.getTime() + DAY_MS))}T08:00`,
		closesAt: localDay(new Date(now.getTime() + daysOpen * DAY_MS)) + closingHour,
		mode: 'slip',
		custody: rules.custody.default,
		paper: ''
	};
}

/** A draft as it goes back into the form. */
export function draftValues(survey: SurveyWithSubjects, clock: Clock): SurveyFormValues {
	const waits = survey.opens_at > toInstant(clock.now());
	return {
		title: survey.title,
		year: String(survey.year),
		subjects: survey.subjects,
		electorate: survey.electorate,
		eligible: String(survey.eligible),
		minTurnout: turnoutValue({ num: survey.min_turnout_num, den: survey.min_turnout_den }),
		smallestGroup: survey.smallest_group === null ? '' : String(survey.smallest_group),
		opens: waits ? 'later' : 'now',
		opensAt: instantToShanghai(survey.opens_at) ?? '',
		closesAt: instantToShanghai(survey.closes_at) ?? '',
		mode: survey.mode,
		custody: survey.custody,
		paper: survey.paper === 1 ? '1' : ''
	};
}

function localDay(date: Date): string {
	return instantToShanghai(toInstant(date))?.slice(0, 10) ?? '';
}
