import { createHash, randomBytes } from 'node:crypto';
import { canonicalJson } from '$lib/domain/canonical-json';
import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { appendLog } from '../ballots/append-log';
import { lockBox } from '../ballots/lock-box';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { Refused } from '../refusals';
import { today } from '../today';

export interface Attendance {
	attending: number;
	witnesses: [string, string];
}

/**
 * Records how many attend, signed off by two witnesses, and lets tickets be given up to that number. Once more with a
 * larger one when late comers were counted; never fewer, never more than 应参评. The log states the number and commits to
 * the names. Refuses `two_witnesses`, `no_meeting`, `wrong_state`, `attendance_above_eligible`, `attendance_not_higher`.
 */
export async function signAttendance(
	app: App,
	surveyId: string,
	{ attending, witnesses }: Attendance,
	by: string
): Promise<void> {
	const [witness_a, witness_b] = witnesses;
	if (witness_a === '' || witness_b === '' || witness_a === witness_b)
		throw new Refused('two_witnesses');
	await transaction(app.db, async (trx) => {
		await checkSurvey(trx, app, surveyId, attending);
		const before = await lastAttendance(trx, surveyId);
		if (attending <= before.attending) throw new Refused('attendance_not_higher');
		const seq = before.seq + 1;
		const salt = randomBytes(16);
		await trx
			.insertInto('attendance')
			.values({
				...{ survey_id: surveyId, seq, attending, witness_a, witness_b, salt },
				...{ signed_by: by, day: today(app.clock) }
			})
			.execute();
		await trx
			.insertInto('meeting')
			.values({ survey_id: surveyId, attending, giving: 1 })
			.onConflict((conflict) => conflict.column('survey_id').doUpdateSet({ attending, giving: 1 }))
			.execute();
		const names = commitToWitnesses(witnesses, salt);
		await appendLog(trx, surveyId, 'attendance', { signed: seq, attending, witnesses: names });
		await recordAudit(trx, app.clock, {
			...{ userId: by, action: 'attendance', noun: 'survey', nounId: surveyId },
			detail: { before: before.seq === 0 ? null : before.attending, attending, witnesses }
		});
	});
}

/** SHA-256, hex: tells the names to nobody, and whoever has the row can show that it was these two. */
export function commitToWitnesses(witnesses: [string, string], salt: Buffer): string {
	const text = canonicalJson({ salt: salt.toString('hex'), witnesses });
	return createHash('sha256').update(text).digest('hex');
}

/** Holds the survey and its box until the transaction ends. */
async function checkSurvey(
	trx: Transaction,
	app: App,
	surveyId: string,
	attending: number
): Promise<void> {
	const survey = await trx
		.updateTable('survey')
		.set((eb) => ({ issued: eb.ref('issued') }))
		.where('id', '=', surveyId)
		.returning(['mode', 'eligible', 'closes_at'])
		.executeTakeFirst();
	if (survey?.mode !== 'meeting') throw new Refused('no_meeting');
	if (survey.closes_at <= toInstant(app.clock.now())) throw new Refused('wrong_state');
	if (!(await lockBox(trx, surveyId))) throw new Refused('wrong_state');
	if (attending > survey.eligible) throw new Refused('attendance_above_eligible');
}

async function lastAttendance(
	trx: Transaction,
	surveyId: string
): Promise<{ seq: number; attending: number }> {
	const last = await trx
		.selectFrom('attendance')
		.select(['seq', 'attending'])
		.where('survey_id', '=', surveyId)
		.orderBy('seq', 'desc')
		.executeTakeFirst();
	return last ?? { seq: 0, attending: 0 };
}
