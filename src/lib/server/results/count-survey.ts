import { randomBytes, type KeyObject } from 'node:crypto';
import type { Counts, SealedCounts } from '$lib/domain/counts';
import type { FrozenRules } from '$lib/domain/frozen-rules';
import type { Questionnaire } from '$lib/domain/questionnaire';
import { fewestTold, sealOverall, sealQuestion } from '$lib/domain/suppression';
import type { Subject } from '$lib/domain/words';
import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { openBox, type OpenedBox, type Progress } from '../ballots/open-box';
import { releaseComments } from '../comments/release-comments';
import { keepCheckpoint } from '../ballots/keep-checkpoints';
import { newId } from '../database/id';
import { forget } from '../database/keep-forgetting';
import type { SurveySubjectTable, Survey } from '../database/schema/survey';
import { transaction, type Transaction } from '../database/transaction';
import { fromJson, toFlag, toInstant, type Instant, type Json } from '../database/values';
import { readBox } from '../ballots/read-box';
import { logCount } from '../verification/log-count';
import type { ResultFlag } from '$lib/domain/result-validity';
import { paperPending } from '../paper/read-paper';
import { addPaperCounts, readPaperShare, type PaperShare } from '../paper/seal-paper';
import { findFlags, flagsColumn } from '../reconciliation/flags';
import { voidIfStuffed } from './void-stuffed';

/** How the box of a trustees' survey is opened: the key that two sheets gave, and who brought it. */
export interface Opening {
	key: KeyObject;
	by: string;
	/** Numbers of the two holders. */
	holders: number[];
	progress?: Progress;
}

/**
 * Opens the box of a closed survey once and stores one sealed result per subject; what suppression hides is never
 * written. Does nothing when the survey has been counted already (or made void), so it may be run again after a crash.
 * A box kept by trustees waits for them: without `opening` nothing happens. A survey with paper ballots waits for their
 * confirmed counts, which are added to those of the box; more returned than issued makes it void.
 */
export async function countSurvey(app: App, surveyId: string, opening?: Opening): Promise<void> {
	const survey = await app.db
		.selectFrom('survey')
		.selectAll()
		.where('id', '=', surveyId)
		.where('state', '=', 'closed')
		.executeTakeFirst();
	if (!survey || (survey.custody === 'trustees' && !opening)) return;
	if (await paperPending(app.db, surveyId)) return;
	const opened = await openBox(app, survey, opening);
	await transaction(app.db, (trx) => storeResults(trx, app, { survey, opened, opening }));
	await keepCheckpoint(app, surveyId);
	if (survey.paper === 1) await forget(app, ['paper_answer']);
}

async function storeResults(
	trx: Transaction,
	app: App,
	{ survey, opened, opening }: { survey: Survey; opened: OpenedBox; opening: Opening | undefined }
): Promise<void> {
	const now = toInstant(app.clock.now());
	const { ballots } = await readBox(trx, survey.id);
	const paper = await readPaperShare(trx, survey);
	if (await voidIfStuffed(trx, app, { survey, ballots, paper })) return;
	const { numUpdatedRows } = await trx
		.updateTable('survey')
		.set({ state: 'counted', counted_at: now })
		.where('id', '=', survey.id)
		.where('state', '=', 'closed')
		.executeTakeFirst();
	if (numUpdatedRows !== 1n) return;
	const subjects = await trx
		.selectFrom('survey_subject')
		.selectAll()
		.where('survey_id', '=', survey.id)
		.execute();
	const whole = await addPaperCounts(trx, survey, opened);
	const intact = opened.intact && opened.ballots === ballots;
	const found = await findFlags(trx, survey);
	const flags = flagsColumn(intact ? found : ['box_tampered', ...found]);
	for (const subject of subjects) {
		await storeSubject(trx, app, {
			...{ survey, subject, opened: whole, ballots, paper },
			// Whoever counted paper ballots can take them away from the whole.
			online: paper.returned > 0 ? opened : whole,
			...{ flags, now }
		});
	}
	await logCount(trx, survey.id, ballots);
	await recordAudit(trx, app.clock, {
		...{ userId: opening?.by ?? null, action: 'count', noun: 'survey', nounId: survey.id },
		detail: { ballots, ...(opening && { holders: opening.holders }) }
	});
}

/** What one subject is stored from. */
export interface Counting {
	survey: Survey;
	subject: SurveySubjectTable;
	opened: OpenedBox;
	/** Without what was counted by hand. */
	online: OpenedBox;
	ballots: number;
	paper: PaperShare;
	flags: Json<ResultFlag[]> | null;
	now: Instant;
}

async function storeSubject(trx: Transaction, app: App, counting: Counting): Promise<void> {
	const { survey, subject, opened, online } = counting;
	const { rules, questionnaire } = frozenOf(survey, subject.subject);
	const overall = countsOf(opened, questionnaire.overall.id);
	const overallOnline = countsOf(online, questionnaire.overall.id);
	const id = newId();
	const sealed = sealOverall(overall, rules.suppression, overallOnline);
	await trx
		.insertInto('result')
		.values(resultRow(id, counting, sealed))
		.execute();
	const items = questionnaire.items.map((item, index) => ({
		...{ result_id: id, question_id: item.id, position: index + 1 },
		...sealQuestion(countsOf(opened, item.id), overall, rules.suppression, {
			...{ counts: countsOf(online, item.id), overall: overallOnline }
		})
	}));
	if (items.length > 0) await trx.insertInto('result_count').values(items).execute();
	// Whatever hid the whole: what was written would tell of it.
	if (sealed.disclosure === 'suppressed') return;
	await releaseComments(trx, app, counting, {
		...{ resultId: id, rule: rules.suppression, opinions: fewestTold(overall, overallOnline) },
		...{ questionId: questionnaire.comment.id }
	});
}

function resultRow(id: string, counting: Counting, sealed: SealedCounts) {
	const { survey, subject, ballots, paper, flags, now } = counting;
	return {
		id,
		...{ union_id: survey.union_id, subject: subject.subject, year: survey.year },
		...{ source: 'survey' as const, status: 'valid' as const, survey_id: survey.id },
		...{ person_id: subject.person_id, mode: survey.mode, electorate: survey.electorate },
		...{ eligible: survey.eligible, issued: survey.issued + paper.handedOut, flags },
		...{ returned_online: ballots, returned_paper: paper.returned },
		...sealed,
		rules: survey.rules as NonNullable<Survey['rules']>,
		...{ min_turnout_num: survey.min_turnout_num, min_turnout_den: survey.min_turnout_den },
		...{ consent: toFlag(survey.consent_by !== null), counted_at: now },
		salt: randomBytes(16).toString('hex')
	};
}

/** What opening froze; a survey that was ever opened has it. */
function frozenOf(
	survey: Survey,
	subject: Subject
): { rules: FrozenRules; questionnaire: Questionnaire } {
	const questionnaires = survey.questionnaires ? fromJson(survey.questionnaires) : [];
	const questionnaire = questionnaires.find((one) => one.subject === subject);
	if (!survey.rules || !questionnaire) throw new Error(`survey ${survey.id} was never opened`);
	return { rules: fromJson(survey.rules), questionnaire };
}

function countsOf(opened: OpenedBox, questionId: string): Counts {
	const counts = opened.counts.get(questionId);
	if (!counts) throw new Error(`the box has no counts for ${questionId}`);
	return counts;
}
