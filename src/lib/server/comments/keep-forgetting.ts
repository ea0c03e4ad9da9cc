import type { App } from '../app';
import { emptyLog } from '../database/dialect';

/** Whether overwritten words may still lie in the write-ahead log. */
export interface Forgetting {
	due: boolean;
}

/** Due from the start: the process before may have ended without. */
export function createForgetting(): Forgetting {
	return { due: true };
}

/** Tries again to empty the log, where somebody was reading it when words were taken out. */
export async function keepForgetting({ db, forgetting }: Pick<App, 'db' | 'forgetting'>) {
	if (!forgetting.due) return;
	// Before the log is emptied: what is overwritten meanwhile makes it due again.
	forgetting.due = false;
	if (!(await emptyLog(db))) forgetting.due = true;
}
