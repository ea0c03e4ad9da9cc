import type { ChairPlan } from '$lib/domain/chair-electorate';
import { surveyTitle } from '$lib/domain/survey-title';
import type { Clock } from '../clock';
import type { SurveyDraft } from '../surveys/draft-survey';
import {
	parseSurveyForm,
	readSurveyForm,
	type SurveyFormErrors,
	type SurveyFormValues
} from '../surveys/survey-form';
import type { SuperiorChoices } from './superior-choices';

/** What was typed for a superior appraisal. Its subject and 应参评 are not typed: the one is fixed, the other counted. */
export interface SuperiorFormValues extends SurveyFormValues {
	/** `all`: every union below; `kinds`: all of the kinds ticked, and a draw. */
	scope: string;
	kinds: string[];
	/** The id of a draw, or empty. */
	draw: string;
}

export type SuperiorFormErrors = SurveyFormErrors & { scope?: string };

/** What nobody types here, in the words of a form that it will pass. */
const fixed = { subjects: ['home'], electorate: 'members', eligible: '1', mode: 'slip' };

export function readSuperiorForm(data: FormData): SuperiorFormValues {
	return {
		...readSurveyForm(data),
		...fixed,
		scope: String(data.get('scope') ?? ''),
		kinds: data.getAll('kinds').map(String),
		draw: String(data.get('draw') ?? '')
	};
}

/** A draft for the rated union, or what is wrong with each field. `choices`: the kinds and draws there are. */
export function parseSuperiorForm(
	values: SuperiorFormValues,
	unionId: string,
	choices: Pick<SuperiorChoices, 'kinds' | 'draws' | 'smallest' | 'groups'>,
	clock: Clock
): { draft: SurveyDraft } | { errors: SuperiorFormErrors } {
	const title = values.title || surveyTitle(Number(values.year), ['superior']);
	const { smallest: k, groups } = choices;
	const bounds = { k, floor: groups.least, collapse_below: groups.most };
	const stated = parseSurveyForm({ ...values, ...fixed, title }, unionId, clock, bounds);
	const plan = parsePlan(values, choices);
	if ('draft' in stated && 'chairs' in plan) {
		const { chairs } = plan;
		const draft = { ...stated.draft, subjects: ['superior' as const], chairs, eligible: 0 };
		return { draft: { ...draft, electorate: 'chairs' } };
	}
	return {
		errors: {
			...('errors' in stated ? stated.errors : {}),
			...('error' in plan ? { scope: plan.error } : {})
		}
	};
}

function parsePlan(
	{ scope, kinds, draw, year }: SuperiorFormValues,
	choices: Pick<SuperiorChoices, 'kinds' | 'draws'>
): { chairs: ChairPlan } | { error: string } {
	if (scope === 'all') return { chairs: { kinds: null, drawId: null } };
	if (scope !== 'kinds') return { error: '请选择参评范围' };
	const known = choices.kinds.map(({ kind }) => kind);
	if (kinds.some((kind) => !known.includes(kind)))
		return { error: '有一类工会已经没有了，请重新选择' };
	if (kinds.length === 0 && draw === '') return { error: '请至少勾选一类工会，或选一次抽样' };
	if (draw === '') return { chairs: { kinds: [...new Set(kinds)], drawId: null } };
	const drawn = choices.draws.find(({ id }) => id === draw);
	if (!drawn) return { error: '没有找到这次抽样，请重新选择' };
	if (String(drawn.year) !== year)
		return { error: `这次抽样是 ${drawn.year} 年的，请选本年度的抽样` };
	return { chairs: { kinds: [...new Set(kinds)], drawId: draw } };
}
