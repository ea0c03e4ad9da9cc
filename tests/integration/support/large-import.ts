import { setTimeout } from 'node:timers/promises';
import type { App } from '$lib/server/app';
import { csv, unionHeader } from './imports';

/** A .csv of `rows` unions, the last 400 of them townships: children stand before their parents. */
export function largeTree(app: App, rows: number): Uint8Array {
	const { grassroots, intermediate } = app.rubrics.rubrics;
	const [leaf, middle] = [grassroots.applies_to[0]!.name, intermediate.applies_to[0]!.name];
	const level = '县以下区域、行业工会';
	const unions = Array.from({ length: rows }, (_, n) => {
		const township = `T-${n % 400}`;
		if (n >= rows - 400) return [township, `第${n}镇总工会`, 'ROOT', level, middle, '', '否', n];
		return [`G-${n}`, `第${n}厂工会`, township, '基层工会', leaf, '机械', '是', n % 900];
	});
	return csv([unionHeader, ...unions]);
}

/** Writes again and again until told to stop, as ballots do; gives how many writes came through and the longest wait in ms. */
export function keepWriting(app: App) {
	let going = true;
	const work = (async () => {
		let [writes, longest] = [0, 0];
		for (let due = performance.now(); going; writes++) {
			await app.db.updateTable('setting').set({ value: 'x' }).where('key', '=', 'none').execute();
			// From when it was due: a busy server keeps it waiting before it can even ask.
			longest = Math.max(longest, performance.now() - due);
			due = performance.now() + 1;
			await setTimeout(1);
		}
		return { writes, longest };
	})();
	return {
		async stop() {
			going = false;
			return work;
		}
	};
}
