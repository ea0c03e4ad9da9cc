import { expect, test } from 'vitest';
import { describeEachEngine } from '../support/engines';
import { makeUser, rootUnionId } from '../support/factories';
import { commit, upload } from '../support/imports';
import { keepWriting, largeTree } from '../support/large-import';

const ROWS = 20_000;

describeEachEngine('twenty thousand unions', (engine) => {
	test('are imported while others go on writing; a second time nothing changes', async () => {
		const app = await engine.createApp();
		const unionId = await rootUnionId(app);
		const by = await makeUser(app, { role: 'admin', unionId });
		const bytes = largeTree(app, ROWS);
		const others = keepWriting(app);
		const checked = await upload(app, { unionId, by }, bytes);
		const whileChecking = await others.stop();
		expect(checked.counts).toEqual({ new: ROWS, changed: 0, same: 0, wrong: 0 });
		const more = keepWriting(app);
		const done = await commit(app, checked, by);
		const whileWriting = await more.stop();
		expect([done.state, done.done]).toEqual(['committed', ROWS]);
		// Neither had to wait for the whole of it; how long is measured in tests/load/imports.ts.
		expect(whileChecking.writes).toBeGreaterThan(20);
		expect(whileWriting.writes).toBeGreaterThan(10);
		const again = await upload(app, { unionId, by }, bytes);
		expect(again.counts).toEqual({ new: 0, changed: 0, same: ROWS, wrong: 0 });
	}, 180_000);
});
