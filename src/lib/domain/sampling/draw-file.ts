import { algorithm, drawSample, hashNonce } from './draw-sample.ts';
import { hashFrame, makeFrame, type Frame } from './frame.ts';
import { countKinds, type Stratum } from './strata.ts';

/** A draw with everything that it takes to run it again. */
export interface DrawFile {
	format: 'pingjia-draw-2';
	algorithm: string;
	frame: Frame;
	frame_hash: string;
	strata: Stratum[];
	/** SHA-256 of the nonce, known from the start. */
	nonce_hash: string;
	/** Null before the draw. */
	nonce: string | null;
	/** Null before the draw. */
	seed: string | null;
	/** Codes by stratum, in the order in which they were drawn; null before the draw. */
	result: { kind: string; codes: string[] }[] | null;
}

/** What does not hold of a stated draw. */
export type DrawFault =
	'unknown_algorithm' | 'frame_hash' | 'frame_order' | 'strata' | 'nonce' | 'sample' | 'half_drawn';

export interface DrawCheck {
	faults: DrawFault[];
	/** As computed from the file's own frame. */
	frameHash: string;
	/** What the algorithm draws with the stated nonce and seed; null without them, or by an unknown algorithm. */
	sample: { kind: string; codes: string[] }[] | null;
}

/** Runs a draw again and compares it with what is stated. */
export function checkDraw(file: DrawFile): DrawCheck {
	const frameHash = hashFrame(file.frame);
	const known = file.algorithm === algorithm;
	const { nonce, seed, strata, frame } = file;
	const sample =
		known && nonce !== null && seed !== null
			? drawnCodes({ frameHash, nonce, seed, strata, units: frame.units })
			: null;
	const faults: [DrawFault, boolean][] = [
		['unknown_algorithm', !known],
		['frame_hash', frameHash !== file.frame_hash],
		['frame_order', !isInOrder(file.frame)],
		['strata', !fitsFrame(file)],
		['nonce', nonce !== null && hashNonce(nonce) !== file.nonce_hash],
		['half_drawn', new Set([nonce, seed, file.result].map((part) => part === null)).size > 1],
		['sample', sample !== null && !isSame(sample, file.result)]
	];
	return { frameHash, sample, faults: faults.filter(([, found]) => found).map(([fault]) => fault) };
}

function drawnCodes(draw: Parameters<typeof drawSample>[0]) {
	return drawSample(draw).map(({ kind, drawn }) => ({
		kind,
		codes: drawn.map(({ code }) => code)
	}));
}

/** Compared as text: order and all. */
function isSame(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}

function isInOrder(frame: Frame): boolean {
	const codes = frame.units.map(({ code }) => code);
	if (new Set(codes).size < codes.length) return false;
	return isSame(
		codes,
		makeFrame(frame, frame.units).units.map(({ code }) => code)
	);
}

/** Every kind of the frame once, with its number of units, and no more drawn than there are. */
function fitsFrame({ frame, strata }: DrawFile): boolean {
	const stated = strata.map(({ kind, units }) => ({ kind, units }));
	const sizes = strata.every(({ size, units }) => size >= 0 && size <= units);
	return sizes && isSame(stated, countKinds(frame.units));
}

export const drawFaultTexts: Record<DrawFault, string> = {
	unknown_algorithm: '算法名称不认识，无法重算',
	frame_hash: '抽样框的内容与所列哈希值不符',
	frame_order: '抽样框没有按组织代码排列，或有重复',
	strata: '各类单位的家数与抽样框不符，或抽取数多于家数',
	nonce: '随机数与抽取以前公布的哈希值不符',
	half_drawn: '随机数、种子和结果不齐',
	sample: '重算的结果与所列结果不同'
};
