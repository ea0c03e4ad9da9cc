import { describe, expect, it } from 'vitest';
import { createGroupCommit } from './group-commit';

const limits = { batch: 3, waiting: 5 };

/** A commit that finishes when told to, and the batches it was given. */
function heldCommit() {
	const batches: number[][] = [];
	const finish: ((error?: Error) => void)[] = [];
	const commit = (items: number[]) => {
		batches.push(items);
		return new Promise<string[]>((resolve, reject) =>
			finish.push((error) => (error ? reject(error) : resolve(items.map((item) => `${item}!`))))
		);
	};
	return { batches, finish, commit };
}

const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe('createGroupCommit', () => {
	it('gathers what arrives together, and what arrives meanwhile, in order and at most `batch`', async () => {
		const { batches, finish, commit } = heldCommit();
		const group = createGroupCommit(commit, limits);
		const first = [1, 2].map((item) => group.submit(item));
		await turn();
		const rest = [3, 4, 5, 6].map((item) => group.submit(item));
		expect(batches).toEqual([[1, 2]]);
		finish[0]?.();
		expect(await Promise.all(first)).toEqual(['1!', '2!']);
		await turn();
		finish[1]?.();
		await turn();
		finish[2]?.();
		expect(await Promise.all(rest)).toEqual(['3!', '4!', '5!', '6!']);
		expect(batches).toEqual([[1, 2], [3, 4, 5], [6]]);
	});

	it('answers nobody before the commit', async () => {
		const { finish, commit } = heldCommit();
		const group = createGroupCommit(commit, limits);
		let answered = false;
		const waiting = group.submit(1)?.then(() => (answered = true));
		await turn();
		expect(answered).toBe(false);
		finish[0]?.();
		await waiting;
	});

	it('gives the error to everybody in the batch, and goes on', async () => {
		const { finish, commit } = heldCommit();
		const group = createGroupCommit(commit, limits);
		const failed = [group.submit(1), group.submit(2)];
		await turn();
		finish[0]?.(new Error('disk full'));
		for (const one of failed) await expect(one).rejects.toThrow('disk full');
		const next = group.submit(3);
		await turn();
		finish[1]?.();
		expect(await next).toBe('3!');
	});

	it('refuses more than may wait, and takes more once there is room', async () => {
		const { finish, commit } = heldCommit();
		const group = createGroupCommit(commit, limits);
		const running = group.submit(0);
		await turn();
		const waiting = [1, 2, 3, 4, 5].map((item) => group.submit(item));
		expect(group.submit(6)).toBeNull();
		for (let index = 0; index < 3; index++) {
			finish[index]?.();
			await turn();
		}
		expect(await Promise.all([running, ...waiting])).toHaveLength(6);
	});

	it('drains', async () => {
		const { finish, commit } = heldCommit();
		const group = createGroupCommit(commit, limits);
		await group.drain();
		const waiting = group.submit(1);
		await turn();
		let drained = false;
		const draining = group.drain().then(() => (drained = true));
		await turn();
		expect(drained).toBe(false);
		finish[0]?.();
		await Promise.all([waiting, draining]);
	});
});
