import { afterEach, expect } from 'vitest';
import { takeViolations } from './support/violations';

/** Whatever a test of pages is about: nothing on them was stopped by their content security policy. */
afterEach(() => {
	expect(takeViolations()).toEqual([]);
});
