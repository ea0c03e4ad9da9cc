import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { readWorkbook } from '../integration/support/workbook';
import { expectNoAxeViolations } from './support/axe';
import { phone, screenshot } from './support/browser';
import { useDemoOffice } from './support/demo-office';

/** What was done in the demo county, searched and checked. */

const office = useDemoOffice();

test('a supervisor finds an act, saves the list, and notes down where it ends', async () => {
	const page = await office.signedIn('xian');
	await page.getByRole('link', { name: '操作记录' }).click();
	await page.waitForURL(/\/office\/audit$/);
	await expectNoAxeViolations(page);
	await screenshot(page, 'audit');
	const total = Number(/共 (\d+) 条/.exec(await page.locator('header p').last().innerText())?.[1]);
	expect(total).toBeGreaterThan(20);
	await page.getByLabel('事项').selectOption({ label: '问卷' });
	await page.getByRole('button', { name: '查找' }).click();
	await page.waitForURL(/noun=survey/);
	await page.getByRole('link', { name: '清除' }).waitFor();
	const saving = page.waitForEvent('download');
	await page.getByRole('link', { name: '导出 .xlsx' }).click();
	const { 操作记录: sheet = [] } = await readWorkbook(readFileSync(await (await saving).path()));
	const shown = Number(/共 (\d+) 条/.exec(await page.locator('header p').last().innerText())?.[1]);
	expect(sheet).toHaveLength(1 + shown);

	const head = await page.locator('output').innerText();
	await page.getByLabel('以前抄录的记录号').fill(head.slice(0, -1));
	await page.getByRole('button', { name: '核对记录链' }).click();
	await page.getByText('记录号由序号、短横线').waitFor();
	// What was typed is still there.
	expect(await page.getByLabel('以前抄录的记录号').inputValue()).toBe(head.slice(0, -1));
	await page.getByLabel('以前抄录的记录号').fill(head);
	await page.getByRole('button', { name: '核对记录链' }).click();
	await page.getByText('核对通过').waitFor();
	await expectNoAxeViolations(page);
	await page.context().close();
});

test('the digits that the log of a survey states are found in the record, on a phone', async () => {
	const database = new SQLite(join(office.server.dataDir, 'pingjia.sqlite'), { readonly: true });
	const entry = database.prepare("select payload from log where type = 'count' limit 1");
	const { payload } = entry.get() as { payload: Buffer };
	database.close();
	const [, stated = ''] = /"audit_head":"(\w+)"/.exec(payload.toString()) ?? [];
	expect(stated).toHaveLength(64);
	const page = await office.signedIn('admin', phone);
	await page.goto(`${office.server.url}/office/audit`);
	await page.getByLabel('以前抄录的记录号').fill(stated);
	await page.getByRole('button', { name: '核对记录链' }).click();
	await page.getByText(`抄录的 ${stated.slice(0, 16)}… 也在其中`).waitFor();
	await expectNoAxeViolations(page);
	await screenshot(page, 'audit-stated-phone');
	await page.context().close();
});

test('acts of the demo all have their words, on a phone too', async () => {
	const page = await office.signedIn('admin', phone);
	for (let n = 1; ; n++) {
		await page.goto(`${office.server.url}/office/audit?page=${n}`);
		const acts = await page.locator('tbody th').allInnerTexts();
		expect(acts.filter((text) => /[a-z]/i.test(text))).toEqual([]);
		if (n === 1) await expectNoAxeViolations(page);
		if (n === 1) await screenshot(page, 'audit-phone');
		if ((await page.getByRole('link', { name: '下一页' }).count()) === 0) break;
	}
	await page.context().close();
});

test('a line that was changed behind the server’s back is named', async () => {
	const database = new SQLite(join(office.server.dataDir, 'pingjia.sqlite'));
	database.exec('drop trigger audit_update_audit_is_append_only');
	database.exec(`update audit set action = 'edit' where id =
		(select audit_id from audit_link where seq = 9)`);
	database.close();
	const page = await office.signedIn('admin');
	await page.goto(`${office.server.url}/office/audit`);
	await page.getByRole('button', { name: '核对记录链' }).click();
	await page.getByText('核对不通过：第 9 条被改动过').waitFor();
	await expectNoAxeViolations(page);
	await screenshot(page, 'audit-fault');
	await page.context().close();
});
