import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	afterAct,
	applicationActs,
	applicationStates,
	findProblem,
	needsReason,
	selfDays,
	writableScores,
	type ApplicationAct,
	type ApplicationLife
} from './application-life.ts';
import { checkDates, isWithin, type RoundDates } from './round-dates.ts';
import { findLock } from './sheet-lock.ts';

const dates: RoundDates = {
	self: { from: '2026-03-01', to: '2026-03-31' },
	review: { from: '2026-04-01', to: '2026-04-30' },
	final: { from: '2026-05-10', to: '2026-05-20' }
};

const START = Date.UTC(2026, 1, 1);
const dayAt = (n: number) => new Date(START + n * 86_400_000).toISOString().slice(0, 10);

const days = fc.nat(150).map(dayAt);
const spanFrom = (earliest: number) =>
	fc.tuple(fc.nat(25), fc.nat(40)).map(([wait, length]) => ({
		...{ from: dayAt(earliest + wait), to: dayAt(earliest + wait + length) }
	}));
const someDates = fc
	.record({ self: spanFrom(0), review: spanFrom(20), final: fc.option(spanFrom(40)) })
	.filter((one) => checkDates(one) === null);

interface Attempt {
	/** `next`: what people mostly do. */
	act: ApplicationAct | 'next';
	wait: number;
	selfUntil: string | null;
}
const attempts: fc.Arbitrary<Attempt[]> = fc.array(
	fc.record({
		act: fc.oneof(fc.constantFrom(...applicationActs), fc.constant('next' as const)),
		// Most things happen on the same day or the next.
		wait: fc.oneof(fc.nat(1), fc.nat(1), fc.nat(12)),
		selfUntil: fc.option(days)
	}),
	{ minLength: 20, maxLength: 80, size: 'max' }
);

interface Visited {
	life: ApplicationLife | null;
	today: string;
	/** The act that led here; null: nothing happened but time. */
	act: ApplicationAct | null;
}

const nextAct = {
	...{ none: 'apply', applied: 'begin', self_review: 'submit', submitted: 'start_review' },
	...{ under_review: 'decide', decided: 'reopen' }
} as const satisfies Record<string, ApplicationAct>;

/** Everything that happens to an application when people try things as days go by; what is refused changes nothing. */
function live(tried: Attempt[], held: RoundDates): Visited[] {
	let [life, day]: [ApplicationLife | null, number] = [null, 0];
	return tried.map(({ act: wanted, wait, selfUntil }) => {
		day += wait;
		const act = wanted === 'next' ? nextAct[life?.state ?? 'none'] : wanted;
		const today = dayAt(day);
		if (findProblem(life, act, held, today) !== null) return { life, today, act: null };
		life = afterAct(life, act, act === 'extend' || act === 'return' ? selfUntil : null);
		return { life, today, act };
	});
}

const indexOf = (life: ApplicationLife | null | undefined) =>
	life ? applicationStates.indexOf(life.state) : -1;

describe('the life of an application', () => {
	it('is lived to its end by these tests', () => {
		const lives = fc.sample(fc.tuple(attempts, someDates), { numRuns: 300, seed: 1 });
		const acts = lives.flatMap(([tried, held]) => live(tried, held).map(({ act }) => act));
		expect(applicationActs.filter((act) => !acts.includes(act))).toEqual([]);
	});

	it('skips no state: one step forward, or back by a return or a re-review', () => {
		fc.assert(
			fc.property(attempts, someDates, (tried, held) => {
				const visited = live(tried, held);
				visited.forEach(({ life, act }, n) => {
					const [before, after] = [indexOf(visited[n - 1]?.life), indexOf(life)];
					if (act === null || act === 'extend') expect(after).toBe(before);
					else if (act === 'withdraw')
						expect([after, before === 0 || before === 1]).toEqual([-1, true]);
					else if (act === 'return') expect([after, before > 1 && before < 4]).toEqual([1, true]);
					else if (act === 'reopen') expect([before, after]).toEqual([4, 3]);
					else expect(after).toBe(before + 1);
				});
			})
		);
	});

	it('is written on by one side at a time, and only in its state and within its days', () => {
		fc.assert(
			fc.property(attempts, someDates, (tried, held) => {
				for (const { life, today } of live(tried, held)) {
					if (!life) continue;
					const kind = writableScores(life, held, today);
					const inFinal = held.final !== null && life.reopened && isWithin(held.final, today);
					if (kind === 'self') {
						expect(life.state).toBe('self_review');
						expect(isWithin(selfDays(life, held), today)).toBe(true);
					} else if (kind === 'review') {
						expect(life.state).toBe('under_review');
						expect(isWithin(held.review, today) || inFinal).toBe(true);
					}
					for (const one of ['self', 'review'] as const)
						expect(findLock(one, life, held, today) === null).toBe(kind === one);
				}
			})
		);
	});

	it('is decided by nobody twice without a re-review between', () => {
		fc.assert(
			fc.property(attempts, someDates, (tried, held) => {
				const acts = live(tried, held).flatMap(({ act }) =>
					act === 'decide' || act === 'reopen' ? [act] : []
				);
				expect(acts.every((act, n) => (act === 'decide') === (n % 2 === 0))).toBe(true);
			})
		);
	});

	it('is taken up again only within the days of the re-review', () => {
		fc.assert(
			fc.property(attempts, someDates, (tried, held) => {
				for (const { act, today } of live(tried, held))
					if (act === 'reopen') expect(held.final && isWithin(held.final, today)).toBe(true);
			})
		);
	});
});

describe('findProblem', () => {
	const life = (state: ApplicationLife['state'], facts: Partial<ApplicationLife> = {}) => ({
		...{ state, selfUntil: null, reopened: false },
		...facts
	});

	it.each<[string, ApplicationLife | null, ApplicationAct, string, string | null]>([
		['before self review begins', null, 'apply', '2026-02-01', null],
		['on the last day of self review', null, 'apply', '2026-03-31', null],
		['a day late', null, 'apply', '2026-04-01', 'after_self'],
		['twice', life('applied'), 'apply', '2026-03-05', 'wrong_step'],
		['too early', life('applied'), 'begin', '2026-02-28', 'before_self'],
		['on the first day', life('applied'), 'begin', '2026-03-01', null],
		['on the last day', life('self_review'), 'submit', '2026-03-31', null],
		['a day late', life('self_review'), 'submit', '2026-04-01', 'after_self'],
		[
			'within the extension',
			life('self_review', { selfUntil: '2026-04-10' }),
			'submit',
			'2026-04-10',
			null
		],
		[
			'with an extension that is none',
			life('self_review', { selfUntil: '2026-03-10' }),
			'submit',
			'2026-03-31',
			null
		],
		['too early', life('submitted'), 'start_review', '2026-03-31', 'before_review'],
		['in time', life('submitted'), 'start_review', '2026-04-01', null],
		['too late', life('submitted'), 'start_review', '2026-05-01', 'after_review'],
		['after the review', life('under_review'), 'decide', '2026-05-09', null],
		['from before the review', life('submitted'), 'decide', '2026-04-15', 'wrong_step'],
		['outside', life('decided'), 'reopen', '2026-05-09', 'outside_final'],
		['inside', life('decided'), 'reopen', '2026-05-20', null],
		['what is decided', life('decided'), 'return', '2026-04-15', 'wrong_step']
	])('%s: %o %s on %s', (_, before, act, today, problem) => {
		expect(findProblem(before, act, dates, today)).toBe(problem);
	});

	it('has no re-review in a round without one', () => {
		const without = { ...dates, final: null };
		expect(findProblem(life('decided'), 'reopen', without, '2026-05-15')).toBe('outside_final');
	});
});

it('asks for a reason where something is taken back or stretched', () => {
	expect(applicationActs.filter(needsReason)).toEqual(['return', 'reopen', 'extend']);
});
