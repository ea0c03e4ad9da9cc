import type { ChairPlan } from '$lib/domain/chair-electorate';
import type { Fraction } from '$lib/domain/fraction';
import type { Custody } from '$lib/domain/rules';
import type { DraftMode, Electorate, Subject } from '$lib/domain/words';
import { changesBetween } from '../audit/changes-between';
import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import { newId } from '../database/id';
import type { Database } from '../database/open';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant, type Instant } from '../database/values';
import { applyCustody, leaveKeySet } from '../custody/choose-custody';
import { readChairPlan, storeChairPlan } from '../electorates/chair-plan';
import { countChairs } from '../electorates/find-electors';
import { Refused } from '../refusals';
import { holdOpenUnion } from '../unions/lock-tree';
import { columnsOf, readStated, statedColumns } from './draft-columns';
import { checkIssued, checkPaper } from './draft-mode';
import { insertSubjects } from './draft-subjects';

/** What a union states about a survey before it opens. */
export interface SurveyDraft {
	unionId: string;
	year: number;
	title: string;
	/** `home`, `chair` or both; or `superior` alone, with `chairs`. */
	subjects: Subject[];
	electorate: Electorate;
	/** 应参评; where chairs are asked they are counted, whatever stands here. */
	eligible: number;
	/** Whose chairs are asked, in a superior appraisal and in no other survey. */
	chairs?: ChairPlan;
	/** 最低参评率. */
	minTurnout: Fraction;
	opensAt: Instant;
	closesAt: Instant;
	/** How ballots come in: by slip unless stated; an edit that does not state it leaves it. */
	mode?: DraftMode;
	/** k: fewest opinions that are shown. As the rules have it, unless stated. */
	smallestGroup?: number | null;
	/** Who keeps the key of the box: the server unless stated; an edit that does not state it leaves it. */
	custody?: Custody;
	/** Paper ballots are handed out too: counting waits for their counts. Not, unless stated. */
	paper?: boolean;
}

/**
 * Stores a new draft and returns its id. The id is what the printed address carries, hence short.
 * Refuses `subject_taken`, `year_has_history`, `closes_in_past`, `no_electors` and `poster_without_paper`.
 */
export async function draftSurvey(
	db: Database,
	clock: Clock,
	stated: SurveyDraft,
	by: string
): Promise<string> {
	checkDates(clock, stated);
	const { mode = 'slip' } = stated;
	checkPaper(mode, stated);
	const id = newId(8);
	await transaction(db, async (trx) => {
		await holdOpenUnion(trx, stated.unionId);
		const draft = await countElectorate(trx, stated);
		await trx
			.insertInto('survey')
			.values({
				id,
				...columnsOf(draft),
				union_id: draft.unionId,
				mode,
				custody: 'server',
				state: 'draft',
				created_by: by,
				created_at: toInstant(clock.now())
			})
			.execute();
		await insertSubjects(trx, id, { ...draft, mode });
		if (draft.chairs) await storeChairPlan(trx, id, draft.chairs);
		if (draft.custody === 'trustees')
			await applyCustody(trx, clock, id, { custody: 'trustees', sharedSetId: null }, by);
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'draft', noun: 'survey', nounId: id },
			detail: { year: draft.year, subjects: draft.subjects, eligible: draft.eligible, mode }
		});
	});
	return id;
}

/**
 * Changes a draft. Refuses `wrong_state` once it has opened, `subject_taken`, `closes_in_past`, `too_many_codes`,
 * `codes_printed`, `poster_without_paper`, `no_electors`, and `subject_fixed`: whether members or chairs are asked
 * decides who runs a survey, so it stays.
 */
export async function editDraft(
	db: Database,
	clock: Clock,
	surveyId: string,
	stated: SurveyDraft,
	by: string
): Promise<void> {
	checkDates(clock, stated);
	await transaction(db, async (trx) => {
		const plan = await readChairPlan(trx, surveyId);
		if ((plan === null) !== (stated.chairs === undefined)) throw new Refused('subject_fixed');
		const draft = await countElectorate(trx, stated);
		const before = await readStated(trx, surveyId);
		// What was weak was consented to for the draft as it stood.
		const edited = await trx
			.updateTable('survey')
			.set({
				...columnsOf(draft),
				...(draft.mode && { mode: draft.mode }),
				consent_by: null,
				consent_reason: null,
				scheduled: 0
			})
			.where('id', '=', surveyId)
			.where('state', '=', 'draft')
			.returning(statedColumns)
			.executeTakeFirst();
		if (!edited) throw new Refused('wrong_state');
		const { mode } = edited;
		checkPaper(mode, draft);
		await checkIssued(trx, surveyId, { ...draft, mode });
		await trx.deleteFrom('survey_subject').where('survey_id', '=', surveyId).execute();
		await insertSubjects(trx, surveyId, { ...draft, mode });
		if (draft.chairs) await storeChairPlan(trx, surveyId, draft.chairs);
		await editCustody(trx, clock, { surveyId, custody: draft.custody, by });
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'edit', noun: 'survey', nounId: surveyId },
			detail: {
				...{ year: draft.year, subjects: draft.subjects, eligible: draft.eligible, mode },
				...changesBetween(before, edited)
			}
		});
	});
}

/** Throws a draft away, with any codes printed for it. Refuses `wrong_state` once it has opened. */
export async function deleteDraft(
	db: Database,
	clock: Clock,
	surveyId: string,
	by: string
): Promise<void> {
	await transaction(db, async (trx) => {
		await leaveKeySet(trx, surveyId);
		const deleted = await trx
			.deleteFrom('survey')
			.where('id', '=', surveyId)
			.where('state', '=', 'draft')
			.returning(['union_id', 'year', 'title'])
			.executeTakeFirst();
		if (!deleted) throw new Refused('wrong_state');
		const { union_id: unionId, ...detail } = deleted;
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'delete', noun: 'survey', nounId: surveyId },
			...{ unionId, detail }
		});
	});
}

/** Sheets that were made stay valid unless the draft says that the server keeps the key after all. */
async function editCustody(
	trx: Transaction,
	clock: Clock,
	edit: { surveyId: string; custody: Custody | undefined; by: string }
): Promise<void> {
	const { surveyId, custody, by } = edit;
	const stated = await trx
		.selectFrom('survey')
		.select('custody')
		.where('id', '=', surveyId)
		.executeTakeFirstOrThrow();
	if (custody === undefined || custody === stated.custody) return;
	const choice =
		custody === 'trustees' ? { custody, sharedSetId: null } : { custody: 'server' as const };
	await applyCustody(trx, clock, surveyId, choice, by);
}

/** The draft with 应参评 as counted, where chairs are asked. */
async function countElectorate(trx: Transaction, draft: SurveyDraft): Promise<SurveyDraft> {
	const asksChairs = draft.subjects.includes('superior');
	if (asksChairs !== (draft.chairs !== undefined)) throw new Error('whose chairs are asked?');
	if (!draft.chairs) return draft;
	const eligible = await countChairs(trx, draft.unionId, draft.chairs);
	if (eligible === 0) throw new Refused('no_electors');
	return { ...draft, eligible, electorate: 'chairs' };
}

function checkDates(clock: Clock, { opensAt, closesAt }: SurveyDraft): void {
	if (closesAt <= opensAt || closesAt <= toInstant(clock.now()))
		throw new Refused('closes_in_past');
}
