/**
 * node src/draw-check.ts <file>: runs a random draw again from its exported file and compares. Exit code 0: everything that
 * the file states holds; 1: something does not, or the file cannot be read.
 */
import { readFileSync } from 'node:fs';
import { checkDraw } from './lib/domain/sampling/draw-file.ts';
import { drawFileSchema } from './lib/server/draws/draw-file-schema.ts';

function refuse(reason: string): never {
	process.stderr.write(`${reason}\n`);
	process.exit(1);
}

function readJson(path: string): unknown {
	try {
		return JSON.parse(readFileSync(path, 'utf8'));
	} catch (error) {
		refuse(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
	}
}

const path = process.argv[2];
if (!path) refuse('usage: node src/draw-check.ts <exported draw>');
const parsed = drawFileSchema.safeParse(readJson(path));
if (!parsed.success) refuse(`${path} is no exported draw`);
const { faults, frameHash, sample } = checkDraw(parsed.data);
process.stdout.write(`frame ${frameHash}, seed ${parsed.data.seed ?? '-'}\n`);
process.stdout.write(`nonce ${parsed.data.nonce ?? '-'}, its hash ${parsed.data.nonce_hash}\n`);
for (const { kind, codes } of sample ?? []) process.stdout.write(`${kind}: ${codes.join(' ')}\n`);
if (faults.length > 0) refuse(`does not hold: ${faults.join(', ')}`);
process.stdout.write(sample ? 'the same sample\n' : 'the frame holds; nothing is drawn yet\n');
