import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readForm, readFormOrNull } from './read-form';

function post(body: string, type: string): Request {
	return new Request('http://localhost/', {
		method: 'POST',
		body,
		headers: { 'content-type': type }
	});
}

const URLENCODED = 'application/x-www-form-urlencoded';

it('leaves control characters out, but not tabs and line ends', async () => {
	const form = await readForm(post('a%00=x%00y%1B%7F&b=1%09%0D%0A2', URLENCODED));
	expect([...form]).toEqual([
		['a', 'xy'],
		['b', '1\t\r\n2']
	]);
});

it.each(['multipart/form-data', 'text/plain'])(
	'refuses a body that is no form: %s',
	async (type) => {
		await expect(readForm(post('a=1', type))).rejects.toMatchObject({
			status: 400,
			body: { message: expect.stringContaining('格式不对') as string }
		});
		expect(await readFormOrNull(post('a=1', type))).toBeNull();
	}
);

it('is the one place that reads a form', () => {
	const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
		.map((file) => file.replaceAll('\\', '/'))
		.filter((file) => /\.(ts|svelte)$/.test(file) && !file.endsWith('.test.ts'));
	const reading = sources.filter((file) =>
		/\.formData\(/.test(readFileSync(join('src', file), 'utf8'))
	);
	expect(reading).toEqual(['lib/server/read-form.ts']);
});
