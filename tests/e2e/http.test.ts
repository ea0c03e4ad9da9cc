import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { request, type Answer } from './support/http';
import { startServer, startServerForTest, type Server } from './support/server';

let server: Server;
beforeAll(async () => {
	server = await startServer();
});
afterAll(() => server.stop());

const wrong = { username: 'admin', password: 'not-the-password' };

/** An address of this machine that its neighbours can reach too. */
function lanAddress(): string | undefined {
	const all = Object.values(networkInterfaces()).flat();
	return all.find((address) => address?.family === 'IPv4' && !address.internal)?.address;
}

/** The form was let through to its action, which knows the password is wrong. */
function expectReached(answer: Answer): void {
	expect([answer.status, answer.body]).toEqual([400, expect.stringContaining('用户名或密码不对')]);
}

function expectNoTrace(body: string): void {
	expect(body).not.toMatch(/\bat .+:\d+:\d+|node_modules|\.ts\b|\.js:\d|Sqlite|no such table/i);
}

describe('a form is accepted', () => {
	test('over plain http on localhost', async () => {
		const headers = { origin: server.url };
		expectReached(await request(`${server.url}/office/login`, { headers, form: wrong }));
	});

	const lan = lanAddress();
	test.runIf(lan)('over plain http on an address of the local network', async () => {
		const url = `http://${lan}:${server.port}`;
		expectReached(await request(`${url}/office/login`, { headers: { origin: url }, form: wrong }));
	});

	test('through a proxy that speaks TLS with the world', async () => {
		const headers = {
			host: 'pj.example.org',
			origin: 'https://pj.example.org',
			'x-forwarded-proto': 'https'
		};
		expectReached(await request(`${server.url}/office/login`, { headers, form: wrong }));
	});
});

/** Refused before any code of ours ran, in words that say what to do. */
function expectRefused({ status, headers, body }: Answer): void {
	expect([status, headers['content-type']]).toEqual([403, 'text/html; charset=utf-8']);
	expect(body).toContain('刚才填写的没有收到');
	expect(body).toContain('重新扫一次');
	expect(body).not.toMatch(/Cross-site|用户名或密码不对/);
	expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
	expect(headers['content-security-policy']).toContain("default-src 'none'");
	expect(headers['set-cookie']).toBeUndefined();
}

describe('a form is refused', () => {
	test('without a word on where it came from: in the office, on a ballot, at an unknown address', async () => {
		for (const path of ['/office/login', '/s/none', '/', '/no-such-page'])
			expectRefused(await request(`${server.url}${path}`, { form: wrong }));
	});

	test('whatever kind of form it is, and in JSON for a script', async () => {
		for (const type of ['multipart/form-data; boundary=x', 'text/plain']) {
			const headers = { 'content-type': type };
			expectRefused(await request(`${server.url}/office/login`, { headers, form: wrong }));
		}
		const headers = { accept: 'application/json' };
		const answer = await request(`${server.url}/office/login`, { headers, form: wrong });
		expect([answer.status, answer.headers['content-type']]).toEqual([403, 'application/json']);
	});

	test.each([
		['another site', 'http://evil.example.org'],
		['the same host over another scheme', 'https://localhost'],
		['a page that hides where it came from', 'null']
	])('from %s', async (_, origin) => {
		const answer = await request(`${server.url}/office/login`, {
			headers: { origin },
			form: wrong
		});
		expectRefused(answer);
	});

	test('that says it came through TLS when it did not', async () => {
		const headers = { origin: server.url, 'x-forwarded-proto': 'https' };
		expectRefused(await request(`${server.url}/office/login`, { headers, form: wrong }));
	});
});

describe('failed logins are counted', () => {
	const tryAs = (url: string, forwarded?: string) => {
		const headers = { origin: url, ...(forwarded && { 'x-forwarded-for': forwarded }) };
		return request(`${url}/office/login`, { headers, form: wrong });
	};
	const refused = '登录失败次数过多';

	/** Uses the tries of one client up; what it gets then. */
	async function useUp(url: string, forwarded: (n: number) => string): Promise<Answer> {
		for (let n = 0; n < 5; n++) expectReached(await tryAs(url, forwarded(n)));
		return tryAs(url, forwarded(5));
	}

	test('per client behind one proxy, by the last address that the proxy wrote', async () => {
		const env = { ADDRESS_HEADER: 'x-forwarded-for', XFF_DEPTH: '1' };
		const { url } = await startServerForTest({ env });
		// What a client claims itself stands before what the proxy adds, and changes nothing.
		const answer = await useUp(url, (n) => `203.0.113.${n}, 198.51.100.7`);
		expect(answer.body).toContain(refused);
		expectReached(await tryAs(url, '198.51.100.8'));
		expect((await tryAs(url, '198.51.100.7')).body).toContain(refused);
	});

	test('behind two proxies, by the address that the outer one wrote', async () => {
		const env = { ADDRESS_HEADER: 'x-forwarded-for', XFF_DEPTH: '2' };
		const { url } = await startServerForTest({ env });
		const answer = await useUp(url, (n) => `203.0.113.${n}, 198.51.100.7, 10.0.0.2`);
		expect(answer.body).toContain(refused);
		expectReached(await tryAs(url, '198.51.100.8, 10.0.0.2'));
	});

	test('by the connection where no proxy is named: a forged header changes nothing', async () => {
		const { url } = await startServerForTest();
		const answer = await useUp(url, (n) => `203.0.113.${n}`);
		expect(answer.body).toContain(refused);
		expect((await tryAs(url)).body).toContain(refused);
	});
});

describe('every answer', () => {
	test('keeps addresses to itself and stays in its frame', async () => {
		const { headers } = await request(`${server.url}/office/login`);
		expect(headers).toMatchObject({
			'referrer-policy': 'same-origin',
			'x-content-type-options': 'nosniff',
			'x-frame-options': 'DENY',
			'cache-control': 'no-store'
		});
	});

	test('of the office runs no script but the ones it came with', async () => {
		for (const path of ['/office/login', '/keys/none']) {
			const { headers } = await request(`${server.url}${path}`);
			const policy = String(headers['content-security-policy']);
			expect(policy).toMatch(/script-src 'self'(;| 'nonce-)/);
			expect(policy).toContain("default-src 'self'");
			expect(policy).toContain("frame-ancestors 'none'");
		}
		const member = await request(`${server.url}/`);
		expect(member.headers['content-security-policy']).toContain("default-src 'none'");
	});

	test('an unknown address says so in Chinese', async () => {
		for (const path of ['/no-such-page', '/office/no-such-page', '/s', '/%E4%BD%A0%FF']) {
			const { status, body } = await request(`${server.url}${path}`);
			expect([path, status < 500]).toEqual([path, true]);
			if (status === 404) expect(body).toContain('没有');
			expectNoTrace(body);
		}
		expect((await request(`${server.url}/no-such-page`)).status).toBe(404);
	});

	test('an address with a NUL in it is refused', async () => {
		for (const path of ['/s/%00', '/office/login?after=%00', '/%00', '/?q=%00']) {
			const { status, body } = await request(`${server.url}${path}`);
			expect([path, status, body]).toEqual([path, 400, expect.stringContaining('网址不对')]);
		}
	});

	test('a notice that does not exist is none', async () => {
		for (const after of ['constructor', '__proto__', 'nothing'])
			expect((await request(`${server.url}/office/login?after=${after}`)).status).toBe(200);
	});

	test('a body that is no form is refused in Chinese', async () => {
		for (const type of ['multipart/form-data', 'text/plain']) {
			const headers = { origin: server.url, 'content-type': type, accept: 'text/html' };
			const answer = await fetch(`${server.url}/office/login`, {
				method: 'POST',
				headers,
				body: 'username=admin'
			});
			expect([type, answer.status]).toEqual([type, 400]);
			expect(await answer.text()).toContain('格式不对');
		}
	});

	test('a failure gives a number to quote; the log knows why, but not what was typed', async () => {
		const broken = await startServerForTest();
		const db = new SQLite(join(broken.dataDir, 'pingjia.sqlite'));
		db.exec('alter table "user" rename to gone');
		db.close();
		const headers = { origin: broken.url };
		const form = { username: 'canary-name', password: 'canary-password' };
		const { status, body } = await request(`${broken.url}/office/login`, { headers, form });
		expect(status).toBe(500);
		expectNoTrace(body);
		const reference = /编号 (\w{8})/.exec(body)?.[1];
		// The answer and the log come by two ways, and either may be the first here.
		await expect.poll(() => broken.output()).toContain(`"reference":"${reference}"`);
		expect(broken.output()).toContain('Missing tables');
		expect(broken.output()).not.toContain('canary');
	});
});

describe('SIGTERM', () => {
	test('ends the server cleanly: the database is closed, open connections do not hold it up', async () => {
		const dataDir = mkdtempSync(join(tmpdir(), 'pingjia-e2e-'));
		onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
		const ending = await startServer({ dataDir });
		const agent = new Agent({ keepAlive: true });
		await new Promise((resolve) =>
			get(`${ending.url}/office/login`, { agent }, (response) =>
				response.resume().once('end', resolve)
			)
		);
		expect(await ending.stop()).toBe(0);
		agent.destroy();
		const file = join(dataDir, 'pingjia.sqlite');
		// SQLite takes its write-ahead log away when the last connection is closed properly.
		expect([existsSync(file), existsSync(`${file}-wal`)]).toEqual([true, false]);
	});
});
