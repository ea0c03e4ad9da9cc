/**
 * The offline verifier: node pingjia-verify.mjs <bundle> [--key <file>]
 * Exit code 0: everything holds; 1: something does not; 2: it was not called as it should be.
 */
import { createReadStream, readFileSync } from 'node:fs';
import { BundleError } from '$lib/domain/verify/problems';
import { reportFailure, reportSuccess, type Report } from '$lib/domain/verify/report';
import { verifyBundle } from '$lib/domain/verify/verify-bundle';
import { createTallier } from './tallier';

const usage = '用法 usage: node pingjia-verify.mjs <bundle> [--key <box key file>]';

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

function print({ verdict, checked, limits }: Report): void {
	for (const [zh, en] of checked) say(`  ✓ ${zh}\n    ${en}`);
	for (const [zh, en] of limits) say(`  · ${zh}\n    ${en}`);
	say(`${verdict[0]}  ${verdict[1]}`);
}

/** 32 bytes, or their 64 hex digits. */
function readKey(path: string): Buffer {
	const bytes = readFileSync(path);
	return bytes.length === 32 ? bytes : Buffer.from(bytes.toString('latin1').trim(), 'hex');
}

async function main(args: string[]): Promise<number> {
	const at = args.indexOf('--key');
	const keyPath = at < 0 ? null : args[at + 1];
	const [path, ...more] = at < 0 ? args : args.toSpliced(at, 2);
	if (path === undefined || more.length > 0 || keyPath === undefined) {
		say(usage);
		return 2;
	}
	try {
		const tallier = keyPath === null ? null : createTallier(readKey(keyPath));
		print(reportSuccess(await verifyBundle(createReadStream(path), tallier)));
		return 0;
	} catch (error) {
		if (error instanceof BundleError) {
			print(reportFailure(error));
			return 1;
		}
		if (!(error instanceof Error && 'syscall' in error)) throw error;
		say(`读不了文件 cannot read: ${error.message}`);
		return 2;
	}
}

process.exitCode = await main(process.argv.slice(2));
