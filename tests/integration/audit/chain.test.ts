import { migrations } from '#migrations';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { parseHead, writeHead } from '$lib/domain/audit-chain';
import type { App } from '$lib/server/app';
import { checkChain } from '$lib/server/audit/check-chain';
import { readAuditHead } from '$lib/server/audit/read-head';
import { recordAudit } from '$lib/server/audit/record-audit';
import { migrate } from '$lib/server/database/migrate';
import type { Database } from '$lib/server/database/open';
import { transaction } from '$lib/server/database/transaction';
import { dropTriggers, remake, runCheck } from '../support/audit-chain';
import { describeEachEngine } from '../support/engines';
import { makeUnion } from '../support/factories';
import { insertRows } from '../support/rows';
import { secondServer } from '../support/second-server';

async function act(app: App, n: number): Promise<void> {
	const entry = { userId: null, action: 'set', noun: 'setting', nounId: `s${n}` };
	await transaction(app.db, (trx) => recordAudit(trx, app.clock, { ...entry, detail: { n } }));
}

async function makeActs(app: App, count = 12): Promise<void> {
	for (let n = 0; n < count; n++) await act(app, n);
}

/** The place of a line somewhere in the middle. */
const MIDDLE = 6;

const tamperings: [string, (db: Database) => Promise<unknown>, string][] = [
	[
		'a changed detail',
		(db) =>
			sql`update audit set detail = '{"n":99}' where id =
				(select audit_id from audit_link where seq = ${MIDDLE})`.execute(db),
		'changed'
	],
	[
		'an act put down to somebody else’s day',
		(db) =>
			sql`update audit set at = '2020-01-01T00:00:00.000Z' where id =
				(select audit_id from audit_link where seq = ${MIDDLE})`.execute(db),
		'changed'
	],
	[
		'an act moved to another union',
		(db) =>
			sql`update audit_link set union_id = (select min(id) from "union")
				where seq = ${MIDDLE}`.execute(db),
		'changed'
	],
	[
		'a line cut out',
		async (db) => {
			await sql`delete from audit_link where seq = ${MIDDLE}`.execute(db);
		},
		'gap'
	],
	[
		'the last lines cut off',
		(db) => sql`delete from audit_link where seq > ${MIDDLE}`.execute(db),
		'head'
	],
	[
		'a line put in without a place',
		(db) =>
			sql`insert into audit (id, at, action, noun, noun_id, detail)
				values ('x', '2026-11-22T00:00:00.000Z', 'open', 'survey', 's', '{}')`.execute(db),
		'unlinked'
	]
];

describeEachEngine('the chain of the audit', (engine) => {
	test('holds over acts of two servers at once, without a gap', async () => {
		const app = await engine.createApp();
		const other = await secondServer(engine, app);
		const before = await readAuditHead(app.db);
		await Promise.all(Array.from({ length: 40 }, (_, n) => act(n % 2 ? app : other, n)));
		const { head, fault } = await checkChain(app.db);
		expect(fault).toBeNull();
		expect(head.seq).toBe(before.seq + 40);
		const lines = await app.db.selectFrom('audit').select('id').execute();
		expect(lines).toHaveLength(head.seq);
	});

	test('an act that is taken back leaves no line and no gap', async () => {
		const app = await engine.createApp();
		const before = await readAuditHead(app.db);
		const failing = transaction(app.db, async (trx) => {
			await recordAudit(trx, app.clock, { userId: null, action: 'a', noun: 'b', nounId: 'c' });
			throw new Error('half way');
		});
		await expect(failing).rejects.toThrow('half way');
		expect(await readAuditHead(app.db)).toEqual(before);
		await act(app, 1);
		expect((await checkChain(app.db)).fault).toBeNull();
	});

	test('outside a transaction nothing can be recorded', async () => {
		const app = await engine.createApp();
		const entry = { userId: null, action: 'a', noun: 'b', nounId: 'c' };
		const bare = app.db as Parameters<typeof recordAudit>[0];
		await expect(recordAudit(bare, app.clock, entry)).rejects.toThrow('no transaction');
	});

	test.each(tamperings)('finds %s', async (_, tamper, kind) => {
		const app = await engine.createApp();
		await makeUnion(app);
		await makeActs(app);
		expect((await checkChain(app.db)).fault).toBeNull();
		// The database itself refuses whatever changes or removes a line.
		if (kind !== 'unlinked') await expect(tamper(app.db)).rejects.toThrow('append only');
		await dropTriggers(engine, app.db);
		await tamper(app.db);
		expect((await checkChain(app.db)).fault?.kind).toBe(kind);
	});

	test('a chain made anew holds in itself, but not against a head that was noted down', async () => {
		const app = await engine.createApp();
		await makeActs(app);
		const noted = parseHead(writeHead(await readAuditHead(app.db)));
		await act(app, 13);
		expect(await checkChain(app.db, noted)).toMatchObject({ fault: null, noted: true });
		await dropTriggers(engine, app.db);
		await remake(app.db);
		expect(await checkChain(app.db)).toMatchObject({ fault: null, noted: null });
		expect(await checkChain(app.db, noted)).toMatchObject({ fault: null, noted: false });
	});

	test('takes in the lines of before it was there', async () => {
		const db = await engine.createDatabase('empty');
		const names = Object.keys(migrations);
		const before = names.slice(0, names.indexOf('0027-audit-chain'));
		await migrate(
			db,
			Object.fromEntries(before.map((name) => [name, migrations[name] ?? {}])) as never
		);
		await insertRows(db, before);
		for (let n = 0; n < 1200; n++)
			await sql`insert into audit (id, at, action, noun, noun_id, detail) values
				(${`m${n}`}, ${`2026-11-01T00:00:${String(n % 60).padStart(2, '0')}.000Z`}, 'edit', 'union', 'b', '{}')`.execute(
				db
			);
		await migrate(db);
		expect(await checkChain(db)).toMatchObject({ fault: null, head: { seq: 1201 } });
		const ofSurvey = await db
			.selectFrom('audit_link')
			.innerJoin('audit', 'audit.id', 'audit_id')
			.select('union_id')
			.where('noun', '=', 'survey')
			.execute();
		expect(ofSurvey).toEqual([{ union_id: 'b' }]);
	});

	test('the command says whether it holds, and against what was noted', async () => {
		const url = await engine.createUrl();
		const app = await engine.createApp({ config: { databaseUrl: url } });
		await makeActs(app);
		const noted = writeHead(await readAuditHead(app.db));
		expect(runCheck(url, [noted])).toMatchObject({ status: 0 });
		const wrong = runCheck(url, ['3-0000000000000000']);
		expect(wrong).toMatchObject({ status: 1 });
		expect(wrong.text).toContain('is not on the chain');
		expect(runCheck(url, ['nonsense']).text).toContain('is no head');
		await dropTriggers(engine, app.db);
		await sql`update audit set action = 'x' where noun_id = 's3'`.execute(app.db);
		const changed = runCheck(url, []);
		expect(changed).toMatchObject({ status: 1 });
		expect(changed.text).toContain('changed at');
	});
});
