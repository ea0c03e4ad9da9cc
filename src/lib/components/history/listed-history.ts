import type { HistoryView } from '$lib/server/history/read-history';

/** One row of the list, with what its reader may do. */
export interface ListedHistory extends Omit<HistoryView, 'union' | 'enteredById'> {
	union: { id: string; name: string };
	/** The reader entered it. */
	own: boolean;
	/** There is something to look at before it is approved. */
	caution: boolean;
	decides: boolean;
	enters: boolean;
}
