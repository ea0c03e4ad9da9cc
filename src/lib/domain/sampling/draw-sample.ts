import { hashText, type FrameUnit } from './frame.ts';
import type { Stratum } from './strata.ts';

/**
 * sha256-sort-v2. The key of a unit is the SHA-256 of
 *
 *     nonce LF seed LF frame hash LF kind LF code
 *
 * in UTF-8, written as 64 lower-case hexadecimal digits. In each stratum the units with the smallest keys are drawn.
 * The nonce is random and secret until the seed is in, so whoever types the seed cannot choose it by what it draws.
 * Afterwards anyone can repeat the draw with `printf '%s\n%s\n%s\n%s\n%s' … | sha256sum` and `sort`: a generator of
 * pseudo-random numbers would also have to fix its state, its shuffle and its way from bits to numbers. Without knowing
 * the nonce every order is as likely as any other, so every unit of a stratum is drawn with the same probability. A larger
 * sample contains the smaller one.
 */
export const algorithm = 'sha256-sort-v2';

export interface DrawnUnit extends FrameUnit {
	/** By which it was ranked in its stratum. */
	key: string;
}

/** One stratum of a drawn sample. */
export interface DrawnStratum extends Stratum {
	/** In the order in which they were drawn. */
	drawn: DrawnUnit[];
}

export interface Draw {
	units: readonly FrameUnit[];
	frameHash: string;
	/** 64 lower-case hexadecimal digits. */
	nonce: string;
	/** Normalised. */
	seed: string;
	strata: readonly Stratum[];
}

export function drawKey(
	{ nonce, seed, frameHash }: Pick<Draw, 'nonce' | 'seed' | 'frameHash'>,
	{ kind, code }: Pick<FrameUnit, 'kind' | 'code'>
): string {
	return hashText([nonce, seed, frameHash, kind, code].join('\n'));
}

/** What binds the server to a nonce before it is told: SHA-256 of its digits as text. */
export function hashNonce(nonce: string): string {
	return hashText(nonce);
}

/** The sample, whatever the order of the units. */
export function drawSample(draw: Draw): DrawnStratum[] {
	const byKind = Map.groupBy(draw.units, ({ kind }) => kind);
	return draw.strata.map((stratum) => {
		const ranked = (byKind.get(stratum.kind) ?? [])
			.map((unit) => ({ ...unit, key: drawKey(draw, unit) }))
			// Two keys alike would be a collision of SHA-256.
			.sort((a, b) => (a.key < b.key ? -1 : 1));
		return { ...stratum, drawn: ranked.slice(0, stratum.size) };
	});
}
