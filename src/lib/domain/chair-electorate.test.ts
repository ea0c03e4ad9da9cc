import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	chooseElectors,
	countVoters,
	electorateText,
	judgedKinds,
	judgeElectorate,
	summariseKinds,
	type ElectorKind,
	type JudgedKind,
	type SubordinateUnit
} from './chair-electorate.ts';

const unit = fc.record({
	unionId: fc.uuid(),
	code: fc.string({ minLength: 1 }),
	name: fc.string(),
	level: fc.constantFrom('grassroots' as const),
	kind: fc.constantFrom('enterprise', 'institution', 'joint'),
	vacant: fc.boolean()
});
const units: fc.Arbitrary<SubordinateUnit[]> = fc.uniqueArray(unit, {
	selector: ({ unionId }) => unionId,
	maxLength: 40
});

const nameOf = (kind: string) => kind;

function kind(id: string, units: number, listed: number, level = 'grassroots' as const) {
	return { kind: id, name: id, level, units, listed, vacant: 0 } satisfies ElectorKind;
}

function area(id: string, units: number, listed: number): JudgedKind {
	return { ...ticked(id, units, listed), level: 'intermediate' };
}

/** Listed because somebody ticked the kind. */
function ticked(id: string, units: number, listed: number): JudgedKind {
	return { ...kind(id, units, listed), drawn: 0, drawable: true };
}

/** Listed by a draw. */
function drawn(id: string, units: number, listed: number, drawable = true): JudgedKind {
	return { ...kind(id, units, listed), drawn: listed, drawable };
}

describe('chooseElectors', () => {
	it('asks everybody where no kinds are named', () => {
		fc.assert(
			fc.property(units, (all) => {
				const electors = chooseElectors(all, { kinds: null, drawId: null }, new Set());
				expect(electors.map(({ unionId }) => unionId)).toEqual(all.map((one) => one.unionId));
				expect(electors.some(({ drawn }) => drawn)).toBe(false);
			})
		);
	});

	it('asks each union once, of a named kind or drawn, and nobody else', () => {
		fc.assert(
			fc.property(units, fc.func(fc.boolean()), (all, toss) => {
				const drawn = new Set(all.filter(({ unionId }) => toss(unionId)).map((one) => one.unionId));
				const electors = chooseElectors(all, { kinds: ['joint'], drawId: 'd' }, drawn);
				const wanted = all.filter((one) => one.kind === 'joint' || drawn.has(one.unionId));
				expect(electors.map(({ unionId }) => unionId)).toEqual(wanted.map((one) => one.unionId));
				expect(electors.filter((one) => one.drawn).every((one) => one.kind !== 'joint')).toBe(true);
				expect(countVoters(electors)).toBe(wanted.filter((one) => !one.vacant).length);
			})
		);
	});
});

describe('summariseKinds', () => {
	it('adds up to the units below and to the list', () => {
		fc.assert(
			fc.property(units, (all) => {
				const electors = chooseElectors(all, { kinds: ['enterprise'], drawId: null }, new Set());
				const kinds = summariseKinds(all, electors, nameOf);
				const sum = (pick: (one: ElectorKind) => number) =>
					kinds.reduce((total, one) => total + pick(one), 0);
				expect(sum(({ units: n }) => n)).toBe(all.length);
				expect(sum(({ listed }) => listed)).toBe(electors.length);
				expect(sum(({ vacant }) => vacant)).toBe(electors.length - countVoters(electors));
			})
		);
	});
});

describe('electorateText', () => {
	it('says something else of every other list', () => {
		fc.assert(
			fc.property(units, (all) => {
				const survey = { id: 's', unionId: 'u', year: 2026 };
				const plan = { kinds: null, drawId: null };
				const text = (list: SubordinateUnit[]) =>
					electorateText(survey, {
						...{ plan, kinds: [] },
						electors: chooseElectors(list, plan, new Set())
					});
				const texts = all.map((_, index) => text(all.toSpliced(index, 1)));
				expect(new Set([...texts, text(all)]).size).toBe(all.length + 1);
			})
		);
	});
});

describe('judgeElectorate', () => {
	const annex2 = { electorate: 'subordinate_chairs' } as const;
	const annex3 = {
		electorate: 'intermediate_and_sampled_chairs',
		whole_kinds: ['township', 'county_industry']
	} as const;
	const judge3 = (kinds: JudgedKind[]) =>
		judgeElectorate({ ...annex3, whole_kinds: [...annex3.whole_kinds] }, kinds).map(
			({ code }) => code
		);

	it('wants every grassroots union for annex 2; areas below may be left out', () => {
		const whole = [area('village', 2, 0), ticked('enterprise', 9, 9), ticked('joint', 3, 3)];
		expect(judgeElectorate(annex2, whole)).toEqual([]);
		expect(judgeElectorate(annex2, [...whole, ticked('institution', 4, 3)])).toEqual([
			{ code: 'grassroots_left_out', kinds: ['institution'] }
		]);
	});

	it.each<[string, JudgedKind[], string[]]>([
		[
			'all named kinds and a sample of two kinds',
			[area('township', 3, 3), drawn('a', 9, 2), drawn('b', 9, 1)],
			[]
		],
		[
			'a kind the annex does not name left out',
			[area('township', 3, 3), area('village', 5, 0), drawn('a', 9, 2), drawn('b', 9, 1)],
			[]
		],
		[
			'one township left out',
			[area('township', 3, 2), drawn('a', 9, 2), drawn('b', 9, 1)],
			['kinds_left_out']
		],
		['no grassroots chairs', [area('township', 3, 3), drawn('a', 9, 0)], ['no_grassroots']],
		[
			'a sample of one kind of two',
			[area('township', 3, 3), drawn('a', 9, 2), drawn('b', 9, 0)],
			['one_kind']
		],
		['a sample of the only kind there is', [area('township', 3, 3), drawn('a', 9, 2)], []],
		[
			'two small kinds ticked, of four',
			[area('township', 3, 3), ticked('a', 2, 2), ticked('b', 2, 2), ticked('c', 30, 0)],
			['not_drawn']
		],
		[
			'a kind ticked beside a draw of the others',
			[area('township', 3, 3), ticked('a', 9, 9), drawn('b', 9, 1), drawn('c', 9, 2)],
			['not_drawn']
		],
		[
			'a kind that was not drawn, though there were places enough',
			[area('township', 3, 3), drawn('a', 9, 2), drawn('b', 9, 1), drawn('c', 9, 0)],
			['kinds_not_drawn']
		],
		[
			'fewer places than kinds, each of another kind',
			[area('township', 3, 3), drawn('a', 9, 1), drawn('b', 9, 1), drawn('c', 9, 0)],
			[]
		],
		[
			'a kind without anybody in office, which no draw can have',
			[area('township', 3, 3), drawn('a', 9, 2), drawn('b', 9, 1), drawn('c', 1, 0, false)],
			[]
		],
		['no grassroots unions at all', [area('township', 3, 3)], []],
		['everybody', [area('township', 3, 3), ticked('a', 9, 9), ticked('b', 9, 9)], []],
		['nobody', [area('township', 3, 0), drawn('a', 9, 0)], ['kinds_left_out', 'no_grassroots']]
	])('annex 3: %s', (_, kinds, faults) => {
		expect(judge3(kinds)).toEqual(faults);
	});

	it('never takes kinds that were ticked for a sample, whichever they are', () => {
		fc.assert(
			fc.property(units, fc.subarray(['enterprise', 'institution', 'joint']), (all, picked) => {
				const electors = chooseElectors(all, { kinds: picked, drawId: null }, new Set());
				const kinds = summariseKinds(all, electors, nameOf);
				const faults = judge3(judgedKinds({ electors, kinds }, new Set()));
				expect(faults.length === 0).toBe(electors.length === all.length);
			})
		);
	});

	it('takes a draw with one of each kind, and not with a chosen union added to it', () => {
		fc.assert(
			fc.property(units, fc.func(fc.boolean()), (all, toss) => {
				const first = new Set(
					all.filter((one, n) => all.findIndex((x) => x.kind === one.kind) === n)
				);
				const sample = all.filter((one) => first.has(one) || toss(one.unionId));
				const ids = new Set(sample.map(({ unionId }) => unionId));
				const frame = new Set(all.map((one) => one.kind));
				const judge = (chosen: string[]) => {
					const electors = chooseElectors(all, { kinds: chosen, drawId: 'd' }, ids);
					const kinds = summariseKinds(all, electors, nameOf);
					return { electors, faults: judge3(judgedKinds({ electors, kinds }, frame)) };
				};
				expect(judge([]).faults).toEqual([]);
				for (const one of frame) {
					const { electors, faults } = judge([one]);
					expect(faults).toEqual(electors.length === all.length ? [] : ['not_drawn']);
				}
			})
		);
	});

	it('has nothing to say of other criteria', () => {
		expect(judgeElectorate({ electorate: 'members' }, [drawn('a', 9, 0)])).toEqual([]);
	});
});
