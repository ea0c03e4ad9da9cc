import cli from 'virtual:verify-cli';
import page from 'virtual:verify-page';
import { expect, it } from 'vitest';

it('the programs are one file each', () => {
	const imports = [...cli.matchAll(/^import .* from ["']([^"']+)["']/gm)].map(([, from]) => from);
	expect(imports.filter((from) => !from?.startsWith('node:'))).toEqual([]);
	expect(page).not.toMatch(/\bimport[ ({]/);
	expect(page.length).toBeLessThan(120_000);
});
