import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guardApostrophe, guardFormula, unguard } from './guard-formula';

const tricky = fc.string({
	unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '＝', 'a', '1', ' ', '工')
});

test('what is guarded comes back as it was, and is no formula in between', () => {
	fc.assert(
		fc.property(tricky, (text) => {
			expect(unguard(guardFormula(text))).toBe(text);
			expect(unguard(guardApostrophe(text))).toBe(text);
			expect(guardFormula(text)).not.toMatch(/^[=+\-@\t\r]/);
		})
	);
});

test.each(['云溪纺织工会', '', "O'Neill", 'a=b'])('%j is left alone', (text) => {
	expect(guardFormula(text)).toBe(text);
});
