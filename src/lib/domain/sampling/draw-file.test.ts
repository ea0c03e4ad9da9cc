import { describe, expect, it } from 'vitest';
import { checkDraw, type DrawFault, type DrawFile } from './draw-file.ts';
import { algorithm, drawSample, hashNonce } from './draw-sample.ts';
import { hashFrame, makeFrame } from './frame.ts';

const frame = makeFrame(
	{ union: 'YX-01', year: 2026, purpose: 'member_rates' },
	Array.from({ length: 8 }, (_, n) => ({
		...{ id: `id${n}`, code: `U${n}`, name: `第${n}厂工会` },
		kind: n < 5 ? 'enterprise' : 'joint'
	}))
);
const strata = [
	{ kind: 'enterprise', units: 5, size: 2 },
	{ kind: 'joint', units: 3, size: 1 }
];
const frameHash = hashFrame(frame);
const seed = '20261122';
const nonce = '5c'.repeat(32);
const drawn = drawSample({ units: frame.units, frameHash, nonce, seed, strata });
const result = drawn.map(({ kind, drawn: units }) => ({
	kind,
	codes: units.map(({ code }) => code)
}));
const file: DrawFile = {
	...{ format: 'pingjia-draw-2', algorithm, frame, frame_hash: frameHash, strata, result },
	...{ nonce_hash: hashNonce(nonce), nonce, seed }
};

describe('running a draw again', () => {
	it('finds nothing wrong with one that is as it was', () => {
		expect(checkDraw(file)).toEqual({ faults: [], frameHash, sample: result });
		const prepared = { ...file, nonce: null, seed: null, result: null };
		expect(checkDraw(prepared)).toEqual({ faults: [], frameHash, sample: null });
	});

	const [first, second] = result as [(typeof result)[0], (typeof result)[0]];
	const others = frame.units
		.filter(({ code, kind }) => kind === 'joint' && !second.codes.includes(code))
		.map(({ code }) => code);
	it.each<[string, Partial<DrawFile>, DrawFault[]]>([
		[
			'a unit in place of another',
			{ result: [first, { ...second, codes: others.slice(1) }] },
			['sample']
		],
		[
			'another order',
			{ result: [{ ...first, codes: first.codes.toReversed() }, second] },
			['sample']
		],
		['another seed', { seed: '20261123' }, ['sample']],
		['another nonce', { nonce: '5d'.repeat(32) }, ['nonce', 'sample']],
		['another commitment', { nonce_hash: '0'.repeat(64) }, ['nonce']],
		['a stratum left out', { result: [first] }, ['sample']],
		['another hash', { frame_hash: '0'.repeat(64) }, ['frame_hash']],
		[
			'more drawn than there are',
			{ strata: [strata[0]!, { ...strata[1]!, size: 4 }] },
			['strata', 'sample']
		],
		['another count of units', { strata: [strata[0]!, { ...strata[1]!, units: 4 }] }, ['strata']],
		['a nonce kept back', { nonce: null }, ['half_drawn']],
		['a nonce told too early', { seed: null, result: null }, ['half_drawn']],
		['a result without a seed', { seed: null }, ['half_drawn']],
		['a seed without a result', { result: null }, ['half_drawn', 'sample']],
		['an algorithm of another time', { algorithm: 'sha256-sort-v1' }, ['unknown_algorithm']]
	])('finds %s', (_, change, faults) => {
		expect(checkDraw({ ...file, ...change }).faults.toSorted()).toEqual(faults.toSorted());
	});

	it('finds a frame with a unit left out, renamed, twice or out of order', () => {
		const fault = (units: typeof frame.units) =>
			checkDraw({ ...file, frame: { ...frame, units } }).faults;
		expect(fault(frame.units.slice(1))).toContain('strata');
		expect(fault(frame.units.map((unit) => ({ ...unit, name: '改' })))).toContain('frame_hash');
		expect(fault([...frame.units, frame.units[0]!])).toContain('frame_order');
		expect(fault(frame.units.toReversed())).toContain('frame_order');
	});
});
