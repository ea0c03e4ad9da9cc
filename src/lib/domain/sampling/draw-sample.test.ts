import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawKey, drawSample, hashNonce } from './draw-sample.ts';
import { hashFrame, makeFrame, frameText, type FrameUnit } from './frame.ts';
import { allocateProportionally, countKinds } from './strata.ts';

const nonce = '5c'.repeat(32);
const of = { union: 'YX-01', year: 2026, purpose: 'member_rates' } as const;

function makeUnits(count: number, kinds = ['enterprise', 'joint', 'institution']): FrameUnit[] {
	return Array.from({ length: count }, (_, n) => ({
		...{ id: `id${n}`, code: `U-${String(n).padStart(4, '0')}`, name: `第${n}厂工会` },
		kind: kinds[n % kinds.length] ?? ''
	}));
}

function draw(units: readonly FrameUnit[], seed: string, size: number) {
	const frameHash = hashFrame(makeFrame(of, units));
	const strata = allocateProportionally(countKinds(units), size);
	return drawSample({ units, frameHash, nonce, seed, strata });
}
const codes = (strata: ReturnType<typeof draw>) =>
	strata.flatMap(({ drawn }) => drawn.map(({ code }) => code));

describe('fixed vectors', () => {
	const units: FrameUnit[] = [
		{ id: 'b', code: 'B', name: '乙厂工会', kind: 'enterprise' },
		{ id: 'a', code: 'A', name: '甲厂工会', kind: 'enterprise' },
		{ id: 'c', code: 'C', name: '丙校工会', kind: 'institution' }
	];
	const frame = makeFrame(of, units);

	it('the frame is this text, whoever writes it', () => {
		expect(frameText(frame)).toBe(
			'{"format":"pingjia-frame-1","purpose":"member_rates","union":"YX-01","units":[' +
				'{"code":"A","id":"a","kind":"enterprise","name":"甲厂工会"},' +
				'{"code":"B","id":"b","kind":"enterprise","name":"乙厂工会"},' +
				'{"code":"C","id":"c","kind":"institution","name":"丙校工会"}],"year":2026}'
		);
		// sha256sum of that text.
		expect(hashFrame(frame)).toBe(
			'aace852ada58396d83b72f4941efd389be824c4792f7d25909ac70d238e0b690'
		);
	});

	it('a key is what sha256sum prints', () => {
		// printf '<nonce>\n031119\n<frame hash>\nenterprise\nA' | sha256sum
		expect(drawKey({ nonce, seed: '031119', frameHash: hashFrame(frame) }, units[1]!)).toBe(
			'876efcc60a8cb7c04a9b2aafda2f471217ae3608604917766fd2f4549eab9051'
		);
	});

	it('a commitment is what sha256sum prints', () => {
		// printf '<nonce>' | sha256sum
		expect(hashNonce(nonce)).toBe(
			'098092733757e5813a29b5b95327e3c04fc287a188f737cd47b4eebf693a3d65'
		);
	});

	it('a sample of thirty units', () => {
		expect(codes(draw(makeUnits(30), '20261122', 9))).toEqual([
			'U-0021',
			'U-0006',
			'U-0024',
			'U-0005',
			'U-0023',
			'U-0008',
			'U-0010',
			'U-0004',
			'U-0022'
		]);
	});
});

describe('a sample', () => {
	const input = fc
		.integer({ min: 1, max: 60 })
		.chain((count) =>
			fc.record({ count: fc.constant(count), size: fc.nat(count), seed: fc.string() })
		);

	it('has the sizes asked for, no unit twice, and units of the frame alone', () => {
		fc.assert(
			fc.property(input, ({ count, size, seed }) => {
				const units = makeUnits(count);
				const strata = draw(units, seed, size);
				for (const { kind, size: wanted, drawn } of strata) {
					expect(drawn.length).toBe(wanted);
					expect(drawn.every((unit) => unit.kind === kind)).toBe(true);
				}
				const drawn = codes(strata);
				expect(new Set(drawn).size).toBe(size);
				expect(drawn.every((code) => units.some((unit) => unit.code === code))).toBe(true);
			})
		);
	});

	it('does not depend on the order in which the units come', () => {
		fc.assert(
			fc.property(
				fc.shuffledSubarray(makeUnits(24), { minLength: 24 }),
				fc.string(),
				(shuffled, seed) => {
					expect(draw(shuffled, seed, 9)).toEqual(draw(makeUnits(24), seed, 9));
				}
			)
		);
	});

	it('of a larger size contains the smaller one', () => {
		fc.assert(
			fc.property(fc.string(), fc.integer({ min: 3, max: 23 }), (seed, size) => {
				const units = makeUnits(24, ['enterprise']);
				const smaller = codes(draw(units, seed, size));
				expect(codes(draw(units, seed, size + 1)).slice(0, size)).toEqual(smaller);
			})
		);
	});

	it('is another with another nonce: a seed alone says nothing about it', () => {
		const [units, frameHash] = [makeUnits(60), '0'.repeat(64)];
		const strata = allocateProportionally(countKinds(units), 12);
		const samples = Array.from({ length: 50 }, (_, n) =>
			codes(
				drawSample({ units, frameHash, nonce: hashNonce(`${n}`), seed: '031119', strata })
			).join()
		);
		expect(new Set(samples).size).toBe(50);
	});

	it('is another with another seed, and with another frame', () => {
		const units = makeUnits(60);
		const samples = Array.from({ length: 50 }, (_, n) => codes(draw(units, `seed${n}`, 12)).join());
		expect(new Set(samples).size).toBe(50);
		const renamed = units.map((unit, n) => (n === 7 ? { ...unit, name: '改名' } : unit));
		expect(codes(draw(renamed, 'seed0', 12)).join()).not.toBe(samples[0]);
	});
});

describe('uniform within a stratum', () => {
	const runs = 20_000;
	const [units, size] = [makeUnits(20, ['enterprise']), 5];
	const frameHash = hashFrame(makeFrame(of, units));
	const strata = [{ kind: 'enterprise', units: 20, size }];
	const samples = Array.from({ length: runs }, (_, n) =>
		drawSample({ units, frameHash, nonce, seed: `uniform-${n}`, strata }).flatMap(({ drawn }) =>
			drawn.map(({ code }) => code)
		)
	);
	const square = (counts: number[], expected: number) =>
		counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
	const countsOf = (list: string[], keys: number) => {
		const counts = new Map<string, number>();
		for (const key of list) counts.set(key, (counts.get(key) ?? 0) + 1);
		return [...counts.values(), ...Array.from({ length: keys - counts.size }, () => 0)];
	};

	it('every unit is drawn first as often as any other (chi-square, 19 degrees, 0.1 % bound 43.82)', () => {
		const first = samples.map(([code = '']) => code);
		expect(square(countsOf(first, 20), runs / 20)).toBeLessThan(43.82);
	});

	it('every unit is in the sample as often as any other (bound as if independent, which is stricter)', () => {
		// Without replacement the counts vary less than independent ones by (N − n) / (N − 1); the statistic is scaled back.
		const counts = countsOf(samples.flat(), 20);
		const corrected = (square(counts, (runs * size) / 20) * 19) / 15;
		expect(corrected).toBeLessThan(43.82);
	});

	it('every pair is drawn as often as any other (chi-square, 189 degrees, 0.1 % bound 254.4)', () => {
		const pairs = samples.map(([a = '', b = '']) => [a, b].sort().join());
		expect(square(countsOf(pairs, 190), runs / 190)).toBeLessThan(254.4);
	});
});
