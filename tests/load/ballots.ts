/**
 * Durable ballots per second over HTTP, beside a bare server in the same run, so that the figure means something on any
 * machine: npm run load [-- ballots]. Load, product and baseline share the machine's cores. With DATABASE_URL set, the
 * product stores in that (empty) PostgreSQL database; the baseline is SQLite either way.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import SQLite from 'better-sqlite3';
import { bundle } from '../integration/support/bundle.ts';
import type { Prepared } from './prepare.ts';
import { sendAll, type Measured } from './send.ts';

const ballots = Number(process.argv[2] ?? 6000);
const warmUp = Math.ceil(ballots / 6);
const together = 64;
const rounds = 3;

const root = resolve(import.meta.dirname, '../..');
const databaseUrl = process.env['DATABASE_URL'] ?? '';
if (!existsSync(join(root, 'build/handler.js'))) throw new Error('run "npm run build" first');
const folder = mkdtempSync(join(tmpdir(), 'pingjia-load-'));
const children = new Set<ChildProcess>();
process.once('exit', () => {
	for (const child of children) child.kill('SIGKILL');
	rmSync(folder, { recursive: true, force: true });
});

const prepared = await prepare(rounds * ballots + warmUp);
const slips = prepared.codes.map(formOf);
const product = await start(join(root, 'src/start.ts'), [], {
	...{ DATA_DIR: join(folder, 'product'), DATABASE_URL: databaseUrl },
	...{ LOG_LEVEL: 'warn', PORT: '0', HOST: '127.0.0.1' }
});
const bare = await start(join(root, 'tests/load/baseline.ts'), [join(folder, 'bare.sqlite')], {});
const page = new URL(`/s/${prepared.surveyId}`, product);

await sendAll(page, slips.splice(0, warmUp), together, { origin: product.origin });
await sendAll(bare, Array(warmUp).fill(slips[0] ?? ''), together);
for (let round = 1; round <= rounds; round++) {
	const forms = slips.splice(0, ballots);
	const stored = await sendAll(page, forms, together, { origin: product.origin });
	const baseline = await sendAll(bare, forms, together);
	report(round, stored, baseline);
}
console.log(
	`sealing ${prepared.plaintext} bytes: ${prepared.seal.toFixed(0)} µs, opening ${prepared.open.toFixed(0)} µs; ` +
		`codes issued: ${prepared.issuedPerSecond.toFixed(0)}/s`
);
if (databaseUrl === '') checkStored(rounds * ballots + warmUp);
process.exit();

function checkStored(expected: number): void {
	const database = new SQLite(join(folder, 'product/pingjia.sqlite'), { readonly: true });
	const stored = database.prepare('select count(*) from ballot').pluck().get();
	database.close();
	if (stored !== expected) throw new Error(`${stored} ballots are stored, not ${expected}`);
}

/** A member's form: every question answered and both comments written. */
function formOf(code: string): string {
	const questions = ['overall', 'organisation', 'rights', 'work', 'effect', 'trust'];
	const form = new URLSearchParams({ code, submission_id: randomBytes(16).toString('hex') });
	for (const question of questions) form.set(`home.${question}`, '1');
	form.set('chair.overall', '2');
	form.set('home.comment', '希望多组织一些活动,食堂再改进一下。');
	form.set('chair.comment', '挺好的。');
	return form.toString();
}

function report(round: number, stored: Measured, bare: Measured): void {
	// Every refusal has another status.
	const refused = stored.replies.find(({ status }) => status !== 200);
	if (refused) throw new Error(`a ballot was answered with ${refused.status}`);
	const line = (name: string, { perSecond, median, p99 }: Measured) =>
		`${name} ${perSecond.toFixed(0)}/s (median ${median.toFixed(1)} ms, 99 % below ${p99.toFixed(1)} ms)`;
	const ratio = (stored.perSecond / bare.perSecond).toFixed(2);
	console.log(`round ${round}: ${line('ballots', stored)}; ${line('bare', bare)}; ratio ${ratio}`);
}

async function prepare(codes: number): Promise<Prepared> {
	const program = await bundle(join(root, 'tests/load/prepare.ts'));
	const args = [program.file, join(folder, 'product'), String(codes), databaseUrl];
	const printed = execFileSync(process.execPath, args, { maxBuffer: 1 << 28 });
	program.remove();
	return JSON.parse(printed.toString()) as Prepared;
}

function start(program: string, args: string[], env: Record<string, string>): Promise<URL> {
	const child = spawn(process.execPath, [program, ...args], {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	children.add(child);
	let said = '';
	return new Promise((resolve, reject) => {
		child.once('exit', (code) => reject(new Error(`${program} ended with ${code}: ${said}`)));
		child.stdout.on('data', (chunk: Buffer) => {
			said += chunk.toString();
			const found = /running at (http:\/\/localhost:\d+)/.exec(said);
			if (found?.[1]) resolve(new URL(found[1]));
		});
	});
}
