import type { Projection } from '$lib/server/meetings/projection';

/** `offline`: no answer; `refused`: the server answers, but not to this account (signed out, say). */
export type FeedState = 'ok' | 'offline' | 'refused';

const everyMs = 5000;
const patienceMs = 8000;

/**
 * Asks for the codes every few seconds, one request at a time, until the returned function is called. `take` gets each
 * answer with the instant of the browser's own steady clock (ms) at which it came; null where there was none.
 */
export function startFeed(
	url: string,
	take: (state: FeedState, answer: Projection | null, at: number) => void
): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let running = true;
	async function turn(): Promise<void> {
		const { state, answer } = await ask(url);
		if (!running) return;
		take(state, answer, performance.now());
		timer = setTimeout(() => void turn(), everyMs);
	}
	timer = setTimeout(() => void turn(), everyMs);
	return () => {
		running = false;
		clearTimeout(timer);
	};
}

async function ask(url: string): Promise<{ state: FeedState; answer: Projection | null }> {
	const controller = new AbortController();
	const patience = setTimeout(() => controller.abort(), patienceMs);
	try {
		const response = await fetch(url, {
			...{ cache: 'no-store', redirect: 'manual', signal: controller.signal }
		});
		const refused = response.type === 'opaqueredirect' || response.status < 500;
		if (!response.ok) return { state: refused ? 'refused' : 'offline', answer: null };
		return { state: 'ok', answer: (await response.json()) as Projection };
	} catch (error) {
		// Whatever it was (no network, a proxy's page, too slow), the next turn asks again.
		if (error instanceof TypeError || error instanceof SyntaxError || isAbort(error))
			return { state: 'offline', answer: null };
		throw error;
	} finally {
		clearTimeout(patience);
	}
}

function isAbort(error: unknown): boolean {
	return error instanceof DOMException && error.name === 'AbortError';
}
