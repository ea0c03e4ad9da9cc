import type { ApplicationAct, StoredState } from '$lib/domain/application-life';
import type { Clock } from '../clock';
import type { Database } from '../database/open';
import type { Transaction } from '../database/transaction';
import { toInstant, type Instant } from '../database/values';

/** One line in the history of an application, as pages show it. */
export interface ApplicationEvent {
	seq: number;
	act: ApplicationAct;
	to: StoredState;
	reason: string;
	/** Name of the account. */
	by: string;
	at: Instant;
}

interface NewEvent {
	act: ApplicationAct;
	from: StoredState | null;
	to: StoredState;
	reason: string;
	/** Account. */
	by: string;
}

export async function recordEvent(
	trx: Transaction,
	clock: Clock,
	{ applicationId, seq }: { applicationId: string; seq: number },
	{ act, from, to, reason, by }: NewEvent
): Promise<void> {
	await trx
		.insertInto('application_event')
		.values({
			...{ application_id: applicationId, seq, act, from_state: from, to_state: to },
			...{ reason, user_id: by, at: toInstant(clock.now()) }
		})
		.execute();
}

/** What happened to an application, the latest first. */
export async function listEvents(db: Database, applicationId: string): Promise<ApplicationEvent[]> {
	return db
		.selectFrom('application_event')
		.innerJoin('user', 'user.id', 'application_event.user_id')
		.select(['seq', 'act', 'to_state as to', 'reason', 'user.name as by', 'at'])
		.where('application_id', '=', applicationId)
		.orderBy('seq', 'desc')
		.execute();
}
