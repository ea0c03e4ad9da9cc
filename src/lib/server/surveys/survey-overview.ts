import { ballotsNeeded } from '$lib/domain/distance';
import { freezeRules, type FrozenRules } from '$lib/domain/frozen-rules';
import type { Fraction } from '$lib/domain/fraction';
import { isTopUnion } from '$lib/domain/permission';
import type { Questionnaire } from '$lib/domain/questionnaire';
import { smallestGroup } from '$lib/domain/suppression';
import type { App } from '../app';
import { fromJson, toInstant, type Instant } from '../database/values';
import { trusteesReady } from '../custody/custody-overview';
import { showElectorate } from '../electorates/show-electorate';
import { paperPending } from '../paper/read-paper';
import { currentChair } from '../unions/terms';
import { weaknessesOf, type Weakness } from './consent';
import type { SurveyWithSubjects } from './read-survey';

/**
 * A survey as its control page shows it: what stands in the row, and what follows from it now. `issued` is not there: after
 * a re-issue it tells how many ballots there are.
 */
export interface SurveyOverview extends Omit<
	SurveyWithSubjects,
	'rules' | 'questionnaires' | 'questionnaire_hash' | 'tally_key' | 'chair_name' | 'issued'
> {
	/** As frozen, or as they would be if it opened now. */
	rules: FrozenRules;
	questionnaires: Questionnaire[];
	/** First 16 hex digits of the hash of the frozen questionnaires; null in a draft. */
	fingerprint: string | null;
	/** The list of those asked; null where members are. `stale`: the draft states another number than the tree says now. */
	electors: { listed: number; voters: number; stale: boolean } | null;
	/** Who is rated, or would be; null: nobody is registered. */
	chairName: string | null;
	minTurnout: Fraction;
	/** Ballots that reach the minimum turnout. */
	needed: number;
	/** Fewest opinions that are shown at all. */
	smallest: number;
	/** What the supervisor has to agree to before the draft opens. */
	weaknesses: Weakness[];
	consentMissing: boolean;
	/** Trustees keep the key and have not all rehearsed. */
	sheetsMissing: boolean;
	/** Closed, and the counts of its paper ballots are not confirmed yet. */
	paperMissing: boolean;
	chairMissing: boolean;
	/** Nobody is above the union: the administrator stands in for the upper union. */
	topUnion: boolean;
	closesInPast: boolean;
	opensLater: boolean;
	now: Instant;
}

export async function overviewSurvey(
	app: App,
	survey: SurveyWithSubjects
): Promise<SurveyOverview> {
	const { rules, questionnaires, questionnaire_hash, tally_key: _key, ...rest } = survey;
	const { chair_name, issued: _issued, ...row } = rest;
	const chair = chair_name ?? (await currentChair(app.db, row.union_id))?.name ?? null;
	const now = toInstant(app.clock.now());
	const inForce = rules ? fromJson(rules) : freezeRules(app.rubrics.rules, row.smallest_group);
	const minTurnout = { num: row.min_turnout_num, den: row.min_turnout_den };
	const current = app.rubrics.rules;
	const draft = row.state === 'draft';
	const weaknesses = draft ? weaknessesOf(row, current) : [];
	return {
		...row,
		rules: inForce,
		questionnaires: questionnaires
			? fromJson(questionnaires)
			: row.subjects.map((subject) => app.rubrics.questionnaires[subject]),
		fingerprint: questionnaire_hash?.toString('hex').slice(0, 16) ?? null,
		electors: await summariseElectors(app, row),
		chairName: chair,
		minTurnout,
		needed: ballotsNeeded(row.eligible, minTurnout),
		smallest: smallestGroup(inForce.suppression),
		weaknesses,
		consentMissing: weaknesses.length > 0 && row.consent_by === null,
		sheetsMissing: draft && row.custody === 'trustees' && !(await trusteesReady(app.db, row.id)),
		paperMissing: row.state === 'closed' && (await paperPending(app.db, row.id)),
		chairMissing: draft && row.subjects.includes('chair') && chair === null,
		topUnion: await isTop(app, row.union_id),
		closesInPast: draft && row.closes_at <= now,
		opensLater: draft && row.opens_at > now,
		now
	};
}

async function isTop({ db }: App, unionId: string): Promise<boolean> {
	const { path } = await db
		.selectFrom('union')
		.select('path')
		.where('id', '=', unionId)
		.executeTakeFirstOrThrow();
	return isTopUnion(path);
}

async function summariseElectors(
	app: App,
	survey: Pick<SurveyWithSubjects, 'id' | 'union_id' | 'year' | 'state' | 'eligible' | 'electorate'>
): Promise<SurveyOverview['electors']> {
	if (survey.electorate !== 'chairs') return null;
	const shown = await showElectorate(app, survey);
	return shown && { listed: shown.electors.length, voters: shown.voters, stale: shown.stale };
}
