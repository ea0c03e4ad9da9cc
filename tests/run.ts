/**
 * Everything that must hold before a change is done, in one command (npm test): style, types, build, tests.
 * A step that fails does not keep the others from running; the last line gives the totals.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const OUTPUT = 'test-output';
const TOTALS = join(OUTPUT, 'vitest.json');
const POSTGRES = join(OUTPUT, 'postgres.txt');

interface Totals {
	passed: number;
	failed: number;
	skipped: number;
}

process.chdir(join(import.meta.dirname, '..'));
rmSync(TOTALS, { force: true });
rmSync(POSTGRES, { force: true });
mkdirSync(OUTPUT, { recursive: true });

const failedSteps = [
	step('formatting', 'prettier', '--check', '--log-level', 'warn', '.'),
	step('generated types', '@sveltejs/kit', 'sync'),
	step('lint', 'eslint', '.'),
	step('types', 'svelte-check', '--threshold', 'warning', '--fail-on-warnings'),
	step('build', 'vite', 'build', '--logLevel', 'warn')
].filter((passed) => !passed).length;
const testsPassed = step(
	...(['tests', 'vitest', 'run', '--reporter=default', '--reporter=json'] as const),
	'--project=!readme',
	`--outputFile.json=${TOTALS}`
);
report(readTotals(), failedSteps, testsPassed);

/** Runs a package's program to its end and says how it went and how long it took. */
function step(name: string, packageName: string, ...args: string[]): boolean {
	console.log(`\n== ${name}`);
	const started = performance.now();
	const { status } = spawnSync(process.execPath, [programOf(packageName), ...args], {
		stdio: 'inherit'
	});
	const seconds = ((performance.now() - started) / 1000).toFixed(1);
	console.log(`== ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
	return status === 0;
}

function programOf(packageName: string): string {
	const folder = join('node_modules', packageName);
	const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
		bin: string | Record<string, string>;
	};
	return join(folder, typeof bin === 'string' ? bin : (Object.values(bin)[0] ?? ''));
}

/** A test file that could not even be loaded counts as one failed test. */
function readTotals(): Totals {
	if (!existsSync(TOTALS)) return { passed: 0, failed: 0, skipped: 0 };
	const found = JSON.parse(readFileSync(TOTALS, 'utf8')) as {
		numPassedTests: number;
		numFailedTests: number;
		numPendingTests: number;
		testResults: { status: string; assertionResults: { status: string }[] }[];
	};
	const unloaded = found.testResults.filter(
		({ status, assertionResults }) =>
			status === 'failed' && !assertionResults.some((test) => test.status === 'failed')
	);
	return {
		passed: found.numPassedTests,
		failed: found.numFailedTests + unloaded.length,
		skipped: found.numPendingTests
	};
}

function report({ passed, failed, skipped }: Totals, steps: number, testsPassed: boolean): void {
	// A run that broke without a failed test (an error outside any test, no totals) is one failure.
	const broken = !testsPassed && failed === 0 ? 1 : 0;
	const total = failed + broken + steps;
	const postgres = existsSync(POSTGRES) ? readFileSync(POSTGRES, 'utf8') : 'no test asked for it';
	console.log(`\nPostgreSQL: ${postgres}`);
	console.log(`${passed} passed, ${total} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
	process.exitCode = total > 0 ? 1 : 0;
}
