import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { createTable, forbid, idText, type Database } from './dialect.ts';

interface Line {
	id: string;
	at: string;
	user_id: string | null;
	action: string;
	noun: string;
	noun_id: string;
	detail: string;
	union_id: string | null;
}

const SLICE = 1000;

/** The chain of the audit: each line's place, its hash over the line before, and the union it is about. */
export async function up(db: Database): Promise<void> {
	await createTable(db, 'audit_link', { keyed: true })
		.addColumn('seq', 'integer', (c) => c.primaryKey())
		.addColumn('audit_id', idText(db), (c) => c.notNull().unique().references('audit.id'))
		.addColumn('union_id', idText(db), (c) => c.references('union.id'))
		.addColumn('hash', 'text', (c) => c.notNull())
		.execute();
	await createTable(db, 'audit_head', { keyed: true })
		.addColumn('id', 'integer', (c) => c.primaryKey())
		.addColumn('seq', 'integer', (c) => c.notNull())
		.addColumn('hash', 'text', (c) => c.notNull())
		.execute();
	await chainLines(db);
	await db.schema.createIndex('audit_link_union').on('audit_link').column('union_id').execute();
	await forbid(db, 'audit_link', 'update', 'audit is append only');
	await forbid(db, 'audit_link', 'delete', 'audit is append only');
	await forbid(db, 'audit_head', 'delete', 'audit is append only');
}

/** Lines of before the chain, in the order of their instants. */
async function chainLines(db: Database): Promise<void> {
	let head = { seq: 0, hash: '0'.repeat(64) };
	for (let last = { at: '', id: '' }; ;) {
		const lines = await linesAfter(db, last);
		const links = lines.map((line) => {
			head = { seq: head.seq + 1, hash: hashOf(head.hash, head.seq + 1, line) };
			return sql`(${head.seq}, ${line.id}, ${line.union_id}, ${head.hash})`;
		});
		if (links.length > 0)
			await sql`insert into audit_link (seq, audit_id, union_id, hash)
				values ${sql.join(links)}`.execute(db);
		last = lines.at(-1) ?? last;
		if (lines.length < SLICE) break;
	}
	await sql`insert into audit_head (id, seq, hash) values (1, ${head.seq}, ${head.hash})`.execute(
		db
	);
}

async function linesAfter(db: Database, { at, id }: Pick<Line, 'at' | 'id'>): Promise<Line[]> {
	const { rows } = await sql<Line>`
		select a.id, a.at, a.user_id, a.action, a.noun, a.noun_id, a.detail, u.id as union_id
		from audit a
		left join "union" u on u.id = case a.noun
			when 'union' then a.noun_id
			when 'term' then a.noun_id
			when 'survey' then (select s.union_id from survey s where s.id = a.noun_id)
			when 'round' then (select r.union_id from round r where r.id = a.noun_id)
			when 'application' then (select p.union_id from application p where p.id = a.noun_id)
			when 'assessment' then (select m.union_id from assessment m where m.id = a.noun_id)
			when 'draw' then (select d.union_id from draw d where d.id = a.noun_id)
			when 'key_set' then (select k.union_id from key_set k where k.id = a.noun_id)
			when 'honour' then (select h.union_id from honour h where h.id = a.noun_id)
		end
		where a.at > ${at} or (a.at = ${at} and a.id > ${id})
		order by a.at, a.id limit ${sql.lit(SLICE)}`.execute(db);
	return rows;
}

/** As src/lib/domain/audit-chain.ts has it, on the day of this migration. */
function hashOf(previous: string, seq: number, line: Line): string {
	const { id, at, user_id, action, noun, noun_id, detail, union_id } = line;
	const parts = [previous, seq, id, at, user_id, action, noun, noun_id, detail, union_id];
	return createHash('sha256')
		.update(JSON.stringify(['pingjia/audit/v1', ...parts]))
		.digest('hex');
}
