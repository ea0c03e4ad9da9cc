import { expect, test } from 'vitest';
import { createWrongCodeLimiter, type WrongCodeLimiter } from './wrong-code-limiter';

async function countAllowed(
	limiter: WrongCodeLimiter,
	tries: number,
	addressOf: (index: number) => string
): Promise<number> {
	let allowed = 0;
	for (let index = 0; index < tries; index++)
		if (!(await limiter.exceeds('survey', addressOf(index)))) allowed += 1;
	return allowed;
}

test('one address may be wrong a hundred times, as a factory behind one address is', async () => {
	expect(await countAllowed(createWrongCodeLimiter(), 150, () => '10.0.0.1')).toBe(100);
});

test('many addresses together may be wrong a thousand times', async () => {
	const limiter = createWrongCodeLimiter();
	expect(await countAllowed(limiter, 1200, (index) => `10.0.0.${index % 50}`)).toBe(1000);
	// Another survey has its own count.
	expect(await limiter.exceeds('another', '10.0.0.1')).toBe(false);
});
