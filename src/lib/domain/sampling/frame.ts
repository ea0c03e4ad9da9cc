import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '../canonical-json.ts';
import type { DrawPurpose } from './purpose.ts';

/** A union that may be drawn. */
export interface FrameUnit {
	id: string;
	/** 组织代码: unique, and printed; the draw goes by it. */
	code: string;
	name: string;
	/** The stratum (层): kind of unit. */
	kind: string;
}

/** 抽样框: every union that may be drawn, for whom and for what. */
export interface Frame {
	format: 'pingjia-frame-1';
	/** The union that is scored, by its code. */
	union: string;
	year: number;
	purpose: DrawPurpose;
	/** In the order of their codes. */
	units: FrameUnit[];
}

/** Puts a frame together, whatever the order of `units`. Throws RangeError for a code that is there twice. */
export function makeFrame(
	of: Pick<Frame, 'union' | 'year' | 'purpose'>,
	units: readonly FrameUnit[]
): Frame {
	const sorted = units.toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
	const twice = sorted.find(({ code }, index) => sorted[index + 1]?.code === code);
	if (twice) throw new RangeError(`twice in the frame: ${twice.code}`);
	const { union, year, purpose } = of;
	const pick = ({ id, code, name, kind }: FrameUnit) => ({ id, code, name, kind });
	return { format: 'pingjia-frame-1', union, year, purpose, units: sorted.map(pick) };
}

/** The frame as the text that is hashed and stored. */
export function frameText(frame: Frame): string {
	return canonicalJson(frame);
}

/** SHA-256 of the frame's text, as 64 lower-case hexadecimal digits. */
export function hashFrame(frame: Frame): string {
	return hashText(frameText(frame));
}

export function hashText(text: string): string {
	return bytesToHex(sha256(utf8ToBytes(text)));
}

/** The same in groups of eight, as it is read aloud and compared on paper. */
export function groupHash(hash: string): string {
	return (hash.match(/.{1,8}/g) ?? []).join(' ');
}
