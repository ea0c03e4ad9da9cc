import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCode } from '../../src/lib/domain/ballot-code';
import { startDemo, type DemoServer } from './support/demo';
import { request, type Answer } from './support/http';
import { publicRoutes } from './support/public-routes';

let server: DemoServer;
beforeAll(async () => {
	server = await startDemo();
});
afterAll(() => server.stop());

const rated = {
	submission_id: '0123456789abcdef0123456789abcdef',
	'home.overall': 'satisfied',
	'chair.overall': 'satisfied'
};
const guess = () => makeCode((bound) => Math.floor(Math.random() * bound));

function post(form: Record<string, string>, path = `/s/${server.surveys.open}`): Promise<Answer> {
	return request(`${server.url}${path}`, { headers: { origin: server.url }, form });
}

function expectNoTrace({ status, headers, body }: Answer): void {
	expect(status).toBeLessThan(500);
	// The verification program is a program: it is full of what a trace is made of.
	if (/javascript|\.mjs/.test(`${headers['content-type']} ${headers['content-disposition']}`))
		return;
	expect(body).not.toMatch(/\bat .+:\d+:\d+|node_modules|\.ts:\d|\.js:\d|Sqlite|no such table/i);
}

describe('what anybody may send', () => {
	test('thousands of odd requests to every public address: no failure, no trace, no ballot', async () => {
		const before = server.ballots();
		const { open, draft, published, void: voided } = server.surveys;
		const routes = publicRoutes();
		// Found by their files: a new one is tried, too.
		expect(routes.length).toBeGreaterThan(15);
		const parameter = fc.oneof(
			fc.constantFrom(open, draft, published, voided, 'nowhere', '2026'),
			fc.string({ maxLength: 12 }).map(encodeURIComponent)
		);
		const address = fc
			.constantFrom(...routes, ['nowhere'], ['s', ''])
			.chain((segments) =>
				fc
					.tuple(...segments.map((part) => (part === null ? parameter : fc.constant(part))))
					.map((parts) => `/${parts.join('/')}`)
			);
		const query = fc
			.dictionary(
				fc.constantFrom('q', 'year', 'page', 'union', 'below', 'limit', 'cursor', '/action'),
				fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('2026', '-1', '1e9', open)),
				{ maxKeys: 3 }
			)
			.map((fields) => new URLSearchParams(toWellFormed(fields)).toString());
		const path = fc
			.tuple(address, fc.option(query, { nil: '' }))
			.map(([at, search]) => (search ? `${at}?${search}` : at));
		const name = fc.oneof(
			fc.constantFrom('code', 'home.overall', 'home.comment', '__proto__', 'submission_id'),
			fc.string({ maxLength: 8 })
		);
		const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constant(guess()));
		const sent = fc.record({
			path,
			form: fc.option(fc.dictionary(name, value, { maxKeys: 6 }), { nil: undefined })
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(sent, { minLength: 50, maxLength: 50, size: 'max' }),
				async (all) => {
					const answers = await Promise.all(
						all.map(({ path, form }) =>
							form ? post(toWellFormed(form), path) : request(`${server.url}${path}`)
						)
					);
					for (const answer of answers) expectNoTrace(answer);
				}
			),
			{ numRuns: 60, endOnFailure: true }
		);
		expect(server.ballots()).toBe(before);
	});

	test.each(['text/plain', 'application/json', 'multipart/form-data', 'image/png', ''])(
		'a body that is none, of type %j',
		async (type) => {
			const before = server.ballots();
			const headers = { origin: server.url, 'content-type': type };
			const url = `${server.url}/s/${server.surveys.open}`;
			expectNoTrace(await request(url, { method: 'POST', headers }));
			expect(server.ballots()).toBe(before);
		}
	);

	test('a body that is too large', async () => {
		expect((await post({ ...rated, 'home.comment': 'x'.repeat(600_000) })).status).toBe(413);
	});

	test('ten thousand fields', async () => {
		const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`f${n}`, '1']));
		expectNoTrace(await post({ ...rated, ...many }));
	});

	test('headers that are too large, or take too long, end the connection', async () => {
		const large = await speak(`GET / HTTP/1.1\r\nHost: a\r\nX-A: ${'a'.repeat(40_000)}\r\n\r\n`);
		expect(large).toContain('431');
		expect(await speak('GET / HTTP/1.1\r\nHost: a\r\n')).toContain('408');
	}, 120_000);
});

describe('wrong codes', () => {
	test('are turned away after a hundred, kindly; a right code still goes through', async () => {
		const answers: Answer[] = [];
		for (let n = 0; n < 130; n++) answers.push(await post({ ...rated, code: guess() }));
		const last = answers.at(-1);
		expect(last?.status).toBe(429);
		expect(last?.body).toContain('输错码的次数太多');
		// What was ticked is still there.
		expect(last?.body).toMatch(/checked/);
		const before = server.ballots();
		expect((await post({ ...rated, code: server.takeCode() })).status).toBe(200);
		expect(server.ballots()).toBe(before + 1);
	});
});

/** Half a surrogate cannot be sent in a form. */
function toWellFormed(form: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(form).map(([name, value]) => [name.toWellFormed(), value.toWellFormed()])
	);
}

/** Sends these bytes and nothing more; what came back when the server ended the connection. */
function speak(bytes: string): Promise<string> {
	return new Promise((resolve) => {
		const socket = connect(server.port, 'localhost', () => socket.write(bytes));
		let said = '';
		socket.on('data', (chunk) => (said += chunk.toString()));
		socket.on('error', () => resolve(said));
		socket.on('close', () => resolve(said));
	});
}
