/**
 * Prints slips as a union would, and measures: node tests/load/slips.ts [how many, default 5000]
 * Needs a build (npm run build). Ends with an error if a bound is broken, and within a few minutes at most.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { unpackChromium } from '../e2e/support/chromium.ts';
import { startDemo, type DemoServer } from './demo-server.ts';
import { Office } from './office-client.ts';

const BOUNDS = { streamSeconds: 60, otherRequestMs: 1000, pdfSeconds: 300 };
const count = Number(process.argv[2] ?? 5000);
if (!Number.isSafeInteger(count) || count < 1 || count > 5000) throw new RangeError('1 to 5000');

const folder = mkdtempSync(join(tmpdir(), 'pingjia-load-'));
const server = await startDemo(folder);
try {
	const office = new Office(server.url);
	await office.login('zhuxi', server.passwordOf('zhuxi'));
	const survey = await draftSurvey(office);
	const streamed = await measureStream(office, survey);
	const printed = await measurePdf(server, office, survey);
	report({ ...streamed, ...printed, server_rss_mb: server.rssMegabytes() });
} finally {
	await server.stop();
	rmSync(folder, { recursive: true, force: true });
}

/** A survey of the demo's union for next year, large enough; its path. */
async function draftSurvey(client: Office): Promise<string> {
	const home = await (await client.get('/office')).text();
	const union = /\/office\/unions\/[0-9a-z]{10}/.exec(home)?.[0];
	if (!union) throw new Error('the demo account has no union');
	const closes = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
	const fields = new URLSearchParams({
		...{ year: String(new Date().getUTCFullYear() + 1), title: '', electorate: 'members' },
		...{ eligible: String(count), minTurnout: '2/3', opens: 'now', closesAt: `${closes}T18:00` }
	});
	for (const subject of ['home', 'chair']) fields.append('subjects', subject);
	const answer = await client.post(`${union}/surveys/new`, fields);
	const path = answer.headers.get('location');
	if (!path) throw new Error(`no survey: ${answer.status} ${await answer.text()}`);
	return path;
}

async function measureStream(client: Office, survey: string) {
	const others = pollOthers(client);
	const started = performance.now();
	const order = { kind: 'more', size: String(count), batchesBefore: '0', acknowledged: 'on' };
	const answer = await client.post(`${survey}/slips/sheet`, new URLSearchParams(order));
	const headers = performance.now() - started;
	let [bytes, text] = [0, ''];
	const decoder = new TextDecoder();
	for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
		bytes += chunk.length;
		text += decoder.decode(chunk, { stream: true });
	}
	const seconds = (performance.now() - started) / 1000;
	const other = await others.stop();
	const codes = new Set(text.match(/<p class="c">[\d ]{19}/g));
	if (codes.size !== count) throw new Error(`${codes.size} different codes instead of ${count}`);
	return {
		slips: count,
		codes_made_ms: Math.round(headers),
		stream_seconds: Number(seconds.toFixed(2)),
		stream_mb: Number((bytes / 1e6).toFixed(2)),
		other_requests: other.answered,
		other_slowest_ms: Math.round(other.slowest)
	};
}

/** Asks for another page again and again while something else is under way. */
function pollOthers(client: Office) {
	let [running, answered, slowest] = [true, 0, 0];
	const loop = (async () => {
		while (running) {
			const started = performance.now();
			await (await client.get('/office/login')).text();
			answered += 1;
			slowest = Math.max(slowest, performance.now() - started);
		}
	})();
	return {
		async stop() {
			running = false;
			await loop;
			return { answered, slowest };
		}
	};
}

/** Prints again from the page itself, in a browser, to PDF. */
async function measurePdf(demo: DemoServer, client: Office, survey: string) {
	const program = await unpackChromium(folder);
	const browser = await chromium.launch({
		...program,
		args: ['--no-sandbox', '--headless=shell', '--disable-gpu', '--no-zygote']
	});
	const context = await browser.newContext({ locale: 'zh-CN' });
	await context.addCookies(client.cookiesFor(demo.url));
	const page = await context.newPage();
	page.setDefaultTimeout(BOUNDS.pdfSeconds * 1000);
	await page.goto(`${demo.url}${survey}/slips`);
	await page.check('input[name=kind][value=again]');
	await page.fill('input[name=size]', String(count));
	const started = performance.now();
	await page.click('form[action$="/sheet"] button');
	await page.waitForSelector('#print:enabled');
	const loaded = performance.now();
	const file = join(folder, 'slips.pdf');
	await page.pdf({ path: file, preferCSSPageSize: true });
	const printed = performance.now();
	await browser.close();
	const pdf = readFileSync(file);
	return {
		browser_load_seconds: Number(((loaded - started) / 1000).toFixed(2)),
		pdf_seconds: Number(((printed - loaded) / 1000).toFixed(2)),
		pdf_mb: Number((pdf.length / 1e6).toFixed(2)),
		pdf_pages: pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
	};
}

function report(figures: Record<string, number>): void {
	console.table(figures);
	const broken = [
		(figures['stream_seconds'] ?? 0) > BOUNDS.streamSeconds && 'streaming takes too long',
		(figures['other_slowest_ms'] ?? 0) > BOUNDS.otherRequestMs && 'other requests wait too long',
		(figures['pdf_seconds'] ?? 0) > BOUNDS.pdfSeconds && 'printing takes too long'
	].filter((problem) => problem !== false);
	if (broken.length > 0) throw new Error(broken.join('; '));
}
