import cli from 'virtual:verify-cli';
import worker from 'virtual:spreadsheet-worker';
import page from 'virtual:verify-page';
import { isBuiltin } from 'node:module';
import { expect, it } from 'vitest';

it('the programs are one file each', () => {
	for (const program of [cli, worker]) {
		const imports = [...program.matchAll(/^import .* from ["']([^"']+)["']/gm)];
		expect(imports.filter(([, from]) => !isBuiltin(from ?? ''))).toEqual([]);
	}
	expect(page).not.toMatch(/\bimport[ ({]/);
	expect(page.length).toBeLessThan(120_000);
});
