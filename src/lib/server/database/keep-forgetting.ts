import type { App } from '../app';
import { emptyLog, forgetOverwritten } from './dialect';

/** Whether what was overwritten or deleted for good may still lie in the write-ahead log. */
export interface Forgetting {
	due: boolean;
}

type Parts = Pick<App, 'db' | 'forgetting' | 'log'>;

/** Due from the start: the process before may have ended without. */
export function createForgetting(): Forgetting {
	return { due: true };
}

/** What was taken out of rows of `tables` goes from the storage, too: at once, or as soon as nobody reads it any more. */
export async function forget({ db, forgetting, log }: Parts, tables: readonly string[]) {
	if (await forgetOverwritten(db, tables)) return;
	forgetting.due = true;
	log.warn('another connection holds the write-ahead log; what was taken out leaves it later');
}

/** Tries again to empty the log, where somebody was reading it. */
export async function keepForgetting({ db, forgetting }: Pick<Parts, 'db' | 'forgetting'>) {
	if (!forgetting.due) return;
	// Before the log is emptied: what is overwritten meanwhile makes it due again.
	forgetting.due = false;
	if (!(await emptyLog(db))) forgetting.due = true;
}
