import { expect, it } from 'vitest';
import { streamHtml } from './stream-html';

function* pieces(made: string[], ended: () => void): Generator<string> {
	try {
		for (let i = 0; i < 100; i++) {
			made.push(`<p>${i}</p>`);
			yield `<p>${i}</p>`;
		}
	} finally {
		ended();
	}
}

it('arrives whole and in order', async () => {
	const made: string[] = [];
	const text = await new Response(streamHtml(pieces(made, () => {}))).text();
	expect(text).toBe(made.join(''));
	expect(made).toHaveLength(100);
});

it('makes no more than the receiver has room for, and stops when it goes away', async () => {
	const made: string[] = [];
	let over = false;
	const reader = streamHtml(pieces(made, () => (over = true))).getReader();
	await reader.read();
	for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
	expect(made.length).toBeLessThan(5);
	await reader.cancel();
	expect(over).toBe(true);
});
