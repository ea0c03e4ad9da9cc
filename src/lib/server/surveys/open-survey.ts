import { shanghaiYear } from '$lib/domain/clock-time';
import { freezeRules } from '$lib/domain/frozen-rules';
import type { Rules } from '$lib/domain/rules';
import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { ensureTallyKey } from '../ballots/box-keys';
import { createBox } from '../ballots/create-box';
import { freezeTrusteeKey } from '../custody/tally-key';
import { freezeElectorate } from '../electorates/freeze-electorate';
import type { Survey } from '../database/schema/survey';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant, toJson, type Instant } from '../database/values';
import { Refused, type RefusalCode } from '../refusals';
import { questionnaireHash } from '../rubrics/fingerprint';
import { nextYear } from '../unions/existed-in';
import { currentChair } from '../unions/terms';
import { weaknessesOf, type Weakness } from './consent';
import { readSurvey, type SurveyWithSubjects } from './read-survey';

/**
 * Opens a draft: freezes questionnaire, rules and everything the draft states, makes the box and its keys, and accepts
 * ballots from then on. `by` is null when the survey opens on time by itself.
 * Refuses `not_found`, `wrong_state`, `closes_in_past`, `year_not_begun`, `no_codes`, `low_turnout_needs_consent`, `no_chair`,
 * `chair_of_later_year`,
 * `custody_never_counts`, `custody_needs_consent`, `mode_needs_consent`, `sheets_not_rehearsed`, `holder_is_chair`,
 * `no_electors`, `electorate_shrank`, `draw_replaced`.
 */
export async function openSurvey(app: App, surveyId: string, by: string | null): Promise<void> {
	const { rules } = app.rubrics;
	await transaction(app.db, async (trx) => {
		const survey = await holdDraft(trx, surveyId);
		checkReady(survey, rules, toInstant(app.clock.now()));
		const opened = await freeze(trx, app, survey);
		await tieChair(trx, survey);
		await createBox(trx, app, opened);
		await recordAudit(trx, app.clock, {
			...{ userId: by, action: 'open', noun: 'survey', nounId: survey.id },
			detail: { eligible: opened.eligible, issued: opened.issued, closes_at: opened.closes_at }
		});
	});
}

/** The draft as it stands, held until the transaction ends: nobody edits it between the checks and the freezing. */
async function holdDraft(trx: Transaction, surveyId: string): Promise<SurveyWithSubjects> {
	await trx
		.updateTable('survey')
		.set((eb) => ({ scheduled: eb.ref('scheduled') }))
		.where('id', '=', surveyId)
		.where('state', '=', 'draft')
		.execute();
	const survey = await readSurvey(trx, surveyId);
	if (!survey) throw new Refused('not_found');
	return survey;
}

function checkReady(survey: SurveyWithSubjects, rules: Rules, now: Instant): void {
	if (survey.state !== 'draft') throw new Refused('wrong_state');
	if (survey.closes_at <= now) throw new Refused('closes_in_past');
	// Good moods are not stored: what members say today is no figure of a year to come.
	if (survey.year > (shanghaiYear(now) ?? 0)) throw new Refused('year_not_begun');
	if (survey.mode === 'slip' && survey.issued === 0 && survey.paper === 0)
		throw new Refused('no_codes');
	if (rules.custody[survey.custody] === 'never') throw new Refused('custody_never_counts');
	const [weakness] = weaknessesOf(survey, rules);
	if (weakness && survey.consent_by === null) throw new Refused(consentRefusals[weakness]);
}

const consentRefusals = {
	turnout: 'low_turnout_needs_consent',
	mode: 'mode_needs_consent',
	custody: 'custody_needs_consent'
} as const satisfies Record<Weakness, RefusalCode>;

/** One conditional statement decides who opens it; the row it returns is what was frozen. */
async function freeze(trx: Transaction, app: App, draft: SurveyWithSubjects): Promise<Survey> {
	const { id, union_id, subjects, custody, mode } = draft;
	const electors = await freezeElectorate(trx, app, draft);
	const questionnaires = subjects.map((subject) => app.rubrics.questionnaires[subject]);
	const tallyKey =
		custody === 'trustees'
			? await freezeTrusteeKey(trx, { id, union_id })
			: ensureTallyKey(app.config.secretsDir, id);
	const survey = await trx
		.updateTable('survey')
		.set({
			state: 'open',
			opened_at: toInstant(app.clock.now()),
			rules: toJson(freezeRules(app.rubrics.rules, draft.smallest_group)),
			questionnaires: toJson(questionnaires),
			questionnaire_hash: questionnaireHash(questionnaires),
			tally_key: tallyKey,
			eligible: electors ?? draft.eligible
		})
		.where('id', '=', id)
		.where('state', '=', 'draft')
		// Chosen otherwise since it was read: what was checked would not hold.
		.where('custody', '=', custody)
		.where('mode', '=', mode)
		.returningAll()
		.executeTakeFirst();
	if (!survey) throw new Refused('wrong_state');
	return survey;
}

/** Whether the person chaired the union on some day of the survey's year, which may be the last one. */
async function heldOfficeIn(
	trx: Transaction,
	{ union_id, year }: SurveyWithSubjects,
	personId: string
): Promise<boolean> {
	const term = await trx
		.selectFrom('term')
		.select('id')
		.where('union_id', '=', union_id)
		.where('person_id', '=', personId)
		.where('started_on', '<', nextYear(year))
		.where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>=', nextYear(year - 1))]))
		.executeTakeFirst();
	return term !== undefined;
}

/** The chair appraisal is of the person in office at opening, not of the office. */
async function tieChair(trx: Transaction, survey: SurveyWithSubjects): Promise<void> {
	if (!survey.subjects.includes('chair')) return;
	const chair = await currentChair(trx, survey.union_id);
	if (!chair) throw new Refused('no_chair');
	// Whoever came later earns no years that were another's.
	if (!(await heldOfficeIn(trx, survey, chair.person_id))) throw new Refused('chair_of_later_year');
	await trx
		.updateTable('survey_subject')
		.set({ person_id: chair.person_id })
		.where('survey_id', '=', survey.id)
		.where('subject', '=', 'chair')
		.execute();
}
