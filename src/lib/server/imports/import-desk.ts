/** Work on imports that goes on after the answer was given; one at a time, so that a server stays a server. */
export interface ImportDesk {
	/** Starts `work` when what was started before has ended. What it throws goes to `failed`. */
	start(work: () => Promise<void>, failed: (error: unknown) => Promise<void>): void;
	/** Ends when nothing is under way. */
	drain(): Promise<void>;
}

export function createImportDesk(): ImportDesk {
	let last: Promise<void> = Promise.resolve();
	return {
		start(work, failed) {
			last = last.then(work).catch(failed);
		},
		async drain() {
			for (let seen: Promise<void> | null = null; seen !== last;) await (seen = last);
		}
	};
}
