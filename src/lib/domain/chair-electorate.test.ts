import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	chooseElectors,
	countVoters,
	electorateText,
	judgeElectorate,
	summariseKinds,
	type ElectorKind,
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

function area(id: string, units: number, listed: number): ElectorKind {
	return { ...kind(id, units, listed), level: 'intermediate' };
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
	const judge3 = (kinds: ElectorKind[], drawn = true) =>
		judgeElectorate({ ...annex3, whole_kinds: [...annex3.whole_kinds] }, kinds, drawn).map(
			({ code }) => code
		);

	it('wants every grassroots union for annex 2; areas below may be left out', () => {
		const whole = [area('village', 2, 0), kind('enterprise', 9, 9), kind('joint', 3, 3)];
		expect(judgeElectorate(annex2, whole, false)).toEqual([]);
		expect(judgeElectorate(annex2, [...whole, kind('institution', 4, 3)], true)).toEqual([
			{ code: 'grassroots_left_out', kinds: ['institution'] }
		]);
	});

	it.each<[string, ElectorKind[], string[]]>([
		[
			'all named kinds and a sample of two kinds',
			[area('township', 3, 3), kind('a', 9, 2), kind('b', 9, 1)],
			[]
		],
		[
			'a kind the annex does not name left out',
			[area('township', 3, 3), area('village', 5, 0), kind('a', 9, 2), kind('b', 9, 1)],
			[]
		],
		[
			'one township left out',
			[area('township', 3, 2), kind('a', 9, 2), kind('b', 9, 1)],
			['kinds_left_out']
		],
		['no grassroots chairs', [area('township', 3, 3), kind('a', 9, 0)], ['no_grassroots']],
		[
			'a sample of one kind of two',
			[area('township', 3, 3), kind('a', 9, 2), kind('b', 9, 0)],
			['one_kind']
		],
		['a sample of the only kind there is', [area('township', 3, 3), kind('a', 9, 2)], []],
		['no grassroots unions at all', [area('township', 3, 3)], []],
		['everybody', [area('township', 3, 3), kind('a', 9, 9), kind('b', 9, 9)], []],
		['nobody', [area('township', 3, 0), kind('a', 9, 0)], ['kinds_left_out', 'no_grassroots']]
	])('annex 3: %s', (_, kinds, faults) => {
		expect(judge3(kinds)).toEqual(faults);
	});

	it('lets nobody choose the grassroots chairs: all of them, or a draw', () => {
		const chosen = [area('township', 3, 3), kind('a', 2, 2), kind('b', 1, 1), kind('c', 300, 0)];
		expect(judge3(chosen, false)).toEqual(['not_drawn']);
		expect(judge3(chosen, true)).toEqual([]);
		const all = [area('township', 3, 3), kind('a', 2, 2), kind('b', 1, 1)];
		expect(judge3(all, false)).toEqual([]);
	});

	it('has nothing to say of other criteria', () => {
		expect(judgeElectorate({ electorate: 'members' }, [kind('a', 9, 0)], false)).toEqual([]);
	});
});
