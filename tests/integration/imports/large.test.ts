import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import { describeEachEngine } from '../support/engines';
import { makeUser, rootUnionId } from '../support/factories';
import { commit, csv, unionHeader, upload } from '../support/imports';

const ROWS = 20_000;

/** Forty counties' worth of grassroots unions under four hundred townships, children before their parents. */
function makeTree(app: App): (string | number)[][] {
	const { grassroots, intermediate } = app.rubrics.rubrics;
	const [leaf, middle] = [grassroots.applies_to[0]!.name, intermediate.applies_to[0]!.name];
	const level = '县以下区域、行业工会';
	return Array.from({ length: ROWS }, (_, n) => {
		const township = `T-${n % 400}`;
		if (n >= ROWS - 400) return [township, `第${n}镇总工会`, 'ROOT', level, middle, '', '否', n];
		return [`G-${n}`, `第${n}厂工会`, township, '基层工会', leaf, '机械', '是', n % 900];
	});
}

/** Writes again and again until told to stop, as ballots do; gives how many writes came through and the longest wait. */
function keepWriting(app: App, unionId: string) {
	let going = true;
	const work = (async () => {
		let [writes, longest] = [0, 0];
		while (going) {
			const start = performance.now();
			await app.db
				.updateTable('setting')
				.set({ value: unionId })
				.where('key', '=', 'none')
				.execute();
			longest = Math.max(longest, performance.now() - start);
			writes++;
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

describeEachEngine('twenty thousand unions', (engine) => {
	test('are imported while others go on writing; a second time nothing changes', async () => {
		const app = await engine.createApp();
		const unionId = await rootUnionId(app);
		const by = await makeUser(app, { role: 'admin', unionId });
		const bytes = csv([unionHeader, ...makeTree(app)]);
		const delay = monitorEventLoopDelay({ resolution: 5 });
		delay.enable();
		await setTimeout(50);
		delay.reset();
		const others = keepWriting(app, unionId);
		const checked = await upload(app, { unionId, by }, bytes);
		const whileChecking = await others.stop();
		expect(checked.counts).toEqual({ new: ROWS, changed: 0, same: 0, wrong: 0 });
		const checkTurn = delay.max / 1e6;
		delay.reset();
		const more = keepWriting(app, unionId);
		const done = await commit(app, checked, by);
		const whileWriting = await more.stop();
		delay.disable();
		expect([done.state, done.done]).toEqual(['committed', ROWS]);
		// Neither had to wait for the whole of it.
		expect(whileChecking.writes).toBeGreaterThan(20);
		expect(whileWriting.writes).toBeGreaterThan(10);
		if (process.env['MEASURE'])
			process.stdout.write(
				`${engine.name}: ${JSON.stringify({ whileChecking, whileWriting, checkTurn, commitTurn: delay.max / 1e6 })}\n`
			);
		const again = await upload(app, { unionId, by }, bytes);
		expect(again.counts).toEqual({ new: 0, changed: 0, same: ROWS, wrong: 0 });
	}, 180_000);
});
