import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	complete,
	postBallot,
	problemsIn,
	readSubmissionId,
	receiptIn,
	submissionIdIn
} from './support/ballot';
import { startDemo, type DemoServer } from './support/demo';
import { request } from './support/http';

let server: DemoServer;
let page: string;
beforeAll(async () => {
	server = await startDemo();
	page = `${server.url}/s/${server.surveys.open}`;
});
afterAll(() => server.stop());

const refused = expect.toSatisfy((status: number) => status >= 400 && status < 500);

function postBody(address: string, type: string, body: string, accept = 'text/html') {
	const headers = { 'content-type': type, origin: server.url, accept };
	return fetch(address, { method: 'POST', headers, body });
}

describe('no credential, no ballot', () => {
	test.each([
		'',
		' ',
		'null',
		'0000000000000000',
		'[]',
		'1'.repeat(5000),
		'１２３４',
		"' or 1=1 --"
	])('with the code %j', async (code) => {
		const before = server.ballots();
		const submission_id = await readSubmissionId(page);
		const { status, body } = await postBallot(page, { ...complete, submission_id, code });
		expect(status).toEqual(refused);
		expect(receiptIn(body)).toBeUndefined();
		expect(server.ballots()).toBe(before);
	});

	test('in no other type of content, even with a good code', async () => {
		const before = server.ballots();
		const submission_id = await readSubmissionId(page);
		const whole = { ...complete, submission_id, code: server.takeCode() };
		const bodies = [
			['application/json', JSON.stringify(whole)],
			['application/json', JSON.stringify({ ...whole, code: [whole.code] })],
			['application/json', 'null'],
			['text/plain', new URLSearchParams(whole).toString()],
			['application/x-www-form-urlencoded', ''],
			['multipart/form-data; boundary=x', '--x--'],
			['multipart/form-data', 'nonsense'],
			['application/octet-stream', 'x'.repeat(1000)],
			['application/x-www-form-urlencoded', 'x'.repeat(2_000_000)]
		] as const;
		for (const [type, body] of bodies)
			for (const accept of ['text/html', 'application/json', '*/*']) {
				const answer = await postBody(page, type, body, accept);
				expect([type, answer.status]).toEqual([type, refused]);
				expect(answer.headers.get('content-type')).toBe('text/html');
			}
		for (const action of ['?/default', '?/submit', '?code=1'])
			expect((await postBallot(page + action, whole)).status).toBe(404);
		expect(server.ballots()).toBe(before);
	});

	test('with a code sent as several fields, or as a file', async () => {
		const before = server.ballots();
		const submission_id = await readSubmissionId(page);
		const twice = new URLSearchParams({ ...complete, submission_id });
		twice.append('code', '1111');
		twice.append('code', server.takeCode());
		const file = new FormData();
		for (const [name, value] of Object.entries({ ...complete, submission_id }))
			file.append(name, value);
		file.append('code', new Blob([server.takeCode()]), 'code.txt');
		for (const body of [twice, file]) {
			const answer = await fetch(page, { method: 'POST', headers: { origin: server.url }, body });
			expect(answer.status).toBe(400);
		}
		expect(server.ballots()).toBe(before);
	});

	test('at a survey that does not exist, or has another code', async () => {
		const form = { ...complete, code: server.takeCode() };
		for (const survey of ['zzzzzzzz', '工会', 'x'.repeat(500), '..%2F..%2Fetc']) {
			const { status, body } = await postBallot(`${server.url}/s/${survey}`, form);
			expect([survey, status]).toEqual([survey, 404]);
			expect(body).toContain('没有这个编号的问卷');
		}
	});
});

describe('a ballot sent twice', () => {
	test('as the same form has the same receipt and counts once, whatever its answers', async () => {
		const before = server.ballots();
		const form = { submission_id: await readSubmissionId(page), code: server.takeCode() };
		const first = await postBallot(page, { ...complete, ...form });
		const again = await postBallot(page, { 'home.overall': '3', 'chair.overall': '3', ...form });
		expect(receiptIn(first.body)).toMatch(/^[0-9A-Z]{16}$/);
		expect(again.body).toBe(first.body);
		expect(server.ballots()).toBe(before + 1);
	});

	test('from another form is told that the code was used, and nothing else', async () => {
		const code = server.takeCode();
		const comment = { 'home.comment': '只有我知道的话' };
		const send = async () =>
			postBallot(page, {
				...{ ...complete, ...comment, code },
				submission_id: await readSubmissionId(page)
			});
		const [accepted, used] = [await send(), await send()];
		expect([accepted.status, used.status]).toEqual([200, 409]);
		expect(used.body).toContain('此码已用过');
		expect(receiptIn(used.body)).toBeUndefined();
		for (const { body } of [accepted, used]) {
			expect(body).not.toContain(comment['home.comment']);
			expect(body).not.toContain(code);
			expect(body).not.toContain('submission_id');
		}
	});
});

describe('a ballot with something wrong', () => {
	test.each([
		['123', '您填了3位，少了几位', 400],
		['1234 abcd 1234 abcd', '码里只有数字', 400],
		['5000000000000001', '可能输错了一位', 400],
		['0000000000000000', '没有查到这个码', 403]
	])('code %j: %s', async (code, text, status) => {
		const submission_id = await readSubmissionId(page);
		const comment = '<b>夜班</b> & "食堂"\n第二行';
		const form = { ...complete, submission_id, code, 'home.comment': comment };
		const answer = await postBallot(page, form);
		expect(answer.status).toBe(status);
		expect(problemsIn(answer.body)).toEqual([expect.stringContaining(text)]);
		expect(answer.body).toContain(`value="${code}"`);
		expect(answer.body).toContain('&lt;b>夜班&lt;/b> &amp; "食堂"\n第二行');
		expect(submissionIdIn(answer.body)).toBe(submission_id);
	});

	test('is told everything at once', async () => {
		const { body } = await postBallot(page, { 'chair.comment': '长'.repeat(201), code: '12' });
		expect(problemsIn(body)).toEqual([
			expect.stringContaining('会员评家 · 总体评价：请选一项'),
			expect.stringContaining('会员评议工会主席 · 总体评价：请选一项'),
			expect.stringContaining('最多写200个字'),
			expect.stringContaining('您填了2位')
		]);
	});

	test('gets a new submission id in place of one that is none', async () => {
		const { status, body } = await postBallot(page, {
			...{ ...complete, code: server.takeCode(), submission_id: 'x' }
		});
		expect(status).toBe(400);
		expect(submissionIdIn(body)).toMatch(/^[0-9a-f]{32}$/);
	});
});

describe('the number of a survey, typed', () => {
	const find = (number: string) => postBallot(`${server.url}/s`, { number });

	test('leads to its page, in capitals and with letters for digits', async () => {
		const { open } = server.surveys;
		const misread = open.replace(/0/g, 'O').replace(/1/g, 'l').toUpperCase();
		for (const number of [open, ` ${misread} `, `${page}#0000000000000000`]) {
			const { status, headers } = await find(number);
			expect([status, headers['location']]).toEqual([303, `/s/${open}`]);
		}
		expect((await request(`${server.url}/s/${misread}`)).status).toBe(200);
	});

	test('is asked for again when it is none, and a code typed in its place is not shown', async () => {
		const unknown = await find('zzzzzzzz');
		expect([unknown.status, unknown.body]).toEqual([
			404,
			expect.stringContaining('value="zzzzzzzz"')
		]);
		const code = await find('1234 5678 9012 3456');
		expect(code.body).toContain('这像是票上的16位码');
		expect(code.body).not.toContain('3456');
	});
});

test('the page is the same for everybody but for the submission id', async () => {
	const bodies = await Promise.all([1, 2].map(async () => (await request(page)).body));
	const [one, other] = bodies.map((body) => body.replace(submissionIdIn(body), ''));
	expect(one).toBe(other);
	expect(bodies[0]).not.toBe(bodies[1]);
});

test('no public page carries a script, a cookie or a request for more', async () => {
	for (const path of [
		'/',
		'/s',
		'/no-such-page',
		'/s/zzzzzzzz',
		`/s/${server.surveys.published}`
	]) {
		const { headers, body } = await request(server.url + path);
		expect([path, body.includes('<script')]).toEqual([path, false]);
		expect(body).not.toMatch(/ src=|rel="(?!icon)|url\(/);
		expect(headers['content-security-policy']).toContain("default-src 'none'");
		expect(headers).not.toHaveProperty('set-cookie');
		expect(headers).not.toHaveProperty('link');
		expect(headers).not.toHaveProperty('etag');
	}
});
