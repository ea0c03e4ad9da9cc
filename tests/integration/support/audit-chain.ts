import { execFileSync } from 'node:child_process';
import { sql } from 'kysely';
import { emptyHead, linkHash } from '$lib/domain/audit-chain';
import type { Database } from '$lib/server/database/open';
import type { Engine } from './engines';

/** Whoever runs the database can take the triggers away first. */
export async function dropTriggers(engine: Engine, db: Database): Promise<void> {
	if (engine.name === 'PostgreSQL') {
		for (const table of ['audit', 'audit_link', 'audit_head'])
			await sql`alter table ${sql.table(table)} disable trigger user`.execute(db);
		return;
	}
	const { rows } = await sql<{ name: string }>`select name from sqlite_master
		where type = 'trigger' and tbl_name like 'audit%'`.execute(db);
	for (const { name } of rows) await sql`drop trigger ${sql.ref(name)}`.execute(db);
}

/** What somebody does who runs the database and knows the program: another past, and all hashes over it. */
export async function remake(db: Database): Promise<void> {
	await sql`update audit set action = 'forged' where id in
		(select audit_id from audit_link where seq = 2)`.execute(db);
	const lines = await db
		.selectFrom('audit_link as link')
		.innerJoin('audit', 'audit.id', 'link.audit_id')
		.selectAll('audit')
		.select(['link.seq', 'link.union_id as unionId'])
		.orderBy('link.seq')
		.execute();
	let { hash } = emptyHead;
	for (const { seq, unionId, user_id: userId, noun_id: nounId, ...line } of lines) {
		hash = linkHash(hash, seq, { ...line, unionId, userId, nounId });
		await db.updateTable('audit_link').set({ hash }).where('seq', '=', seq).execute();
	}
	await db.updateTable('audit_head').set({ hash }).execute();
}

/** The command that whoever runs the server has. */
export function runCheck(url: string, args: string[]): { status: number; text: string } {
	try {
		const text = execFileSync(process.execPath, ['src/audit-check.ts', ...args], {
			...{ env: { ...process.env, DATABASE_URL: url }, encoding: 'utf8', stdio: 'pipe' }
		});
		return { status: 0, text };
	} catch (error) {
		const { status, stderr } = error as { status: number; stderr: string };
		return { status, text: stderr };
	}
}
