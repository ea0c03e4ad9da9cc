import type { CellContent } from '$lib/domain/score-cell';
import type { CellEdit, CellFault } from '$lib/domain/score-form';
import type { ScoreKind } from '$lib/domain/score-sheet';

export type SendOutcome =
	| { kind: 'answered'; saved: Record<string, CellContent>; faults: CellFault[] }
	/** Nothing came back: try again later. */
	| { kind: 'unreachable' }
	/** The server does not take it now, and trying again does not help. */
	| { kind: 'refused'; message: string };

export interface Sending {
	kind: ScoreKind;
	reason: string;
	edits: readonly CellEdit[];
}

const PATIENCE_MS = 20_000;

/** Sends cells and gives the server's word. What did not arrive, or arrived at a server in trouble, can be sent again. */
export async function sendCells(address: string, sending: Sending): Promise<SendOutcome> {
	let response: Response;
	try {
		response = await fetch(address, {
			method: 'POST',
			headers: { 'content-type': 'application/json', accept: 'application/json' },
			body: JSON.stringify(sending),
			redirect: 'manual',
			signal: AbortSignal.timeout(PATIENCE_MS)
		});
	} catch (error) {
		if (error instanceof TypeError || error instanceof DOMException) return { kind: 'unreachable' };
		throw error;
	}
	return readAnswer(response);
}

async function readAnswer(response: Response): Promise<SendOutcome> {
	// The office leads whoever is not signed in any more to its login.
	if (response.type === 'opaqueredirect')
		return {
			kind: 'refused',
			message: '登录已过期。请在新的标签页里登录，再回到这里点“保存”；填的内容还在。'
		};
	if (response.status >= 500 || response.status === 408 || response.status === 429)
		return { kind: 'unreachable' };
	const body: unknown = await response.json().catch((error: unknown) => {
		if (error instanceof SyntaxError || error instanceof TypeError) return null;
		throw error;
	});
	if (response.ok && isAnswer(body)) return { kind: 'answered', ...body };
	const message = isRefusal(body) ? body.message : '服务器没有接受，请刷新页面后再试。';
	return { kind: 'refused', message };
}

function isAnswer(
	body: unknown
): body is { saved: Record<string, CellContent>; faults: CellFault[] } {
	return typeof body === 'object' && body !== null && 'saved' in body && 'faults' in body;
}

function isRefusal(body: unknown): body is { message: string } {
	return typeof body === 'object' && body !== null && 'message' in body;
}
