import type { Actor } from '$lib/server/accounts/actor';
import type { App } from '$lib/server/app';
import { openBoard } from '$lib/server/overview/open-board';
import { listReaders } from './readers';

/** What an address asks of a board, its figures settled. */
export async function boardOf(app: App, actor: Actor, address = '') {
	return (await openBoard(app, actor, new URLSearchParams(address))).query;
}

/** What a board's page or file gives to somebody: the data, or the status of the refusal. */
export async function visitBoard(
	app: App,
	actor: Actor,
	board: string,
	address = ''
): Promise<unknown> {
	const file = `/src/routes/office/overview/${board}/+`;
	const reader = (await listReaders()).find((one) => one.file.startsWith(file));
	if (!reader) throw new Error(`no board ${board}`);
	const url = new URL(`http://pj.example.org/office/overview/${board}?${address}`);
	try {
		return await reader.read({ locals: { app, actor }, params: {}, url });
	} catch (error) {
		const status = (error as { status?: unknown }).status;
		if (typeof status === 'number' && status < 500) return status;
		throw error;
	}
}

export const boardNames = ['coverage', 'rates', 'heat-map', 'movers', 'waiting'] as const;
export const boardFiles = [
	...['coverage/export', 'rates/export', 'heat-map/export', 'movers/export']
] as const;
