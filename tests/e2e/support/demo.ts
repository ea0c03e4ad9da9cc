import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { startServer, type Server } from './server';

/** The server with the demo county in it, and what a visitor of it holds in hands. */
export interface DemoServer extends Server {
	/** Survey ids by what became of them. */
	surveys: Record<'draft' | 'open' | 'published' | 'void', string>;
	/** Unused codes of the open survey, as printed on its slips; each test takes its own. */
	takeCode(): string;
	/** Ballots in the box of the open survey, as the database has it. */
	ballots(): number;
	/** Password of a demo account. */
	passwordOf(username: string): string;
}

export async function startDemo(): Promise<DemoServer> {
	const server = await startServer({ args: ['--demo'] });
	const query = <T>(sql: string, ...values: unknown[]): T => {
		const database = new SQLite(join(server.dataDir, 'pingjia.sqlite'), { readonly: true });
		try {
			return database
				.prepare(sql)
				.pluck()
				.get(...values) as T;
		} finally {
			database.close();
		}
	};
	const idIn = (state: string) =>
		query<string>('select id from survey where state = ? limit 1', state);
	const open = idIn('open');
	const codes = codesOn(readFileSync(join(server.dataDir, 'slips.html'), 'utf8'));
	return {
		...server,
		surveys: { draft: idIn('draft'), open, published: idIn('published'), void: idIn('void') },
		takeCode() {
			const code = codes.pop();
			if (!code) throw new Error('no slip is left');
			return code;
		},
		ballots: () => query<number>('select ballots from box where survey_id = ?', open),
		passwordOf(username) {
			const [, password = ''] =
				new RegExp(`^ *${username} +(\\S+)`, 'm').exec(server.output()) ?? [];
			return password;
		}
	};
}

function codesOn(slips: string): string[] {
	return [...slips.matchAll(/<p class="c">([\d ]{19})</g)].map(([, code = '']) =>
		code.replace(/ /g, '')
	);
}
