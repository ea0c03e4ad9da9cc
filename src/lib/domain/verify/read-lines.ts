import { BundleError } from './problems.ts';

/** No line of ours is longer: the questionnaires are the longest. */
const longest = 8_000_000;

/** Lines of UTF-8 without their line break; the last one must have one. Throws BundleError `format`. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
	const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
	let rest = '';
	for await (const chunk of chunks) {
		const lines = (rest + decode(decoder, chunk)).split('\n');
		rest = lines.pop() ?? '';
		if (rest.length > longest) throw new BundleError('format');
		yield lines;
	}
	if (rest + decode(decoder) !== '') throw new BundleError('format');
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
	try {
		return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
	} catch (error) {
		if (error instanceof TypeError) throw new BundleError('format');
		throw error;
	}
}
