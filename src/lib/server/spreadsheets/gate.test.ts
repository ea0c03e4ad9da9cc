import { expect, test } from 'vitest';
import { createGate } from './gate';

test('a gate lets two in at once, the others in their order, whatever becomes of the work', async () => {
	const gate = createGate(2);
	const [begun, ends]: [number[], Map<number, (failed: boolean) => void>] = [[], new Map()];
	const work = (n: number) => () => {
		begun.push(n);
		return new Promise<number>((resolve, reject) => {
			ends.set(n, (failed) => (failed ? reject(new Error('broken')) : resolve(n)));
		});
	};
	const [first, second, third, fourth] = [1, 2, 3, 4].map((n) => gate(work(n)));
	expect(begun).toEqual([1, 2]);
	ends.get(2)?.(true);
	await expect(second).rejects.toThrow('broken');
	await Promise.resolve();
	expect(begun).toEqual([1, 2, 3]);
	ends.get(3)?.(false);
	ends.get(1)?.(false);
	expect(await Promise.all([first, third])).toEqual([1, 3]);
	expect(begun).toEqual([1, 2, 3, 4]);
	ends.get(4)?.(false);
	expect(await fourth).toBe(4);
});
