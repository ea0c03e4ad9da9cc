import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coverageOf, noStates } from '$lib/domain/coverage-states';
import { compare, type Fraction } from '$lib/domain/fraction';
import { orderKey } from '$lib/domain/order-key';
import { distribute } from '$lib/domain/rate-class';
import type { App } from '$lib/server/app';
import { bestFirst, pageRanked } from '$lib/server/overview/rank-units';
import { readCoverage } from '$lib/server/overview/read-coverage';
import { fallsFirst, pageMovers } from '$lib/server/overview/read-movers';
import { readDistribution } from '$lib/server/overview/read-rates';
import { listYearRecordsOf } from '$lib/server/results/year-record';
import { makeActor } from '../support/actors';
import { describeEachEngine } from '../support/engines';
import { makeUnion } from '../support/factories';
import { boardOf } from '../support/overview';
import { makeResult } from '../support/results';

/** One unit's result of a year, or none: 满意, 不满意, 应参评 beyond those who answered, status. */
interface Made {
	satisfied: number;
	dissatisfied: number;
	absent: number;
	status: 'valid' | 'pending' | 'refused' | 'void';
}
const made: fc.Arbitrary<Made | null> = fc.option(
	fc.record({
		satisfied: fc.integer({ min: 1, max: 40 }),
		dissatisfied: fc.integer({ min: 0, max: 6 }),
		absent: fc.constantFrom(0, 0, 3, 90),
		status: fc.constantFrom('valid', 'valid', 'valid', 'valid', 'pending', 'refused', 'void')
	}),
	{ freq: 5 }
);

async function make(app: App, unionId: string, year: number, one: Made | null): Promise<void> {
	if (!one) return;
	const { satisfied, dissatisfied, absent, status } = one;
	await makeResult(app, {
		...{ unionId, year, votes: [satisfied, 0, dissatisfied], row: { status } },
		eligible: satisfied + dissatisfied + absent
	});
}

/** A year as eligibility and trends read it, unit by unit: rates that count and are shown, and how many stand where. */
async function naive(app: App, ids: string[], year: number) {
	const records = await listYearRecordsOf(app.db, ids);
	const states = { ...noStates };
	const rates = new Map<string, Fraction>();
	for (const id of ids) {
		const record = records.get(id)?.find((one) => one.year === year && one.subject === 'home');
		states[record?.standing ?? 'missing'] += 1;
		if (record?.standing === 'counts' && record.rate) rates.set(id, record.rate as Fraction);
	}
	return { states, rates };
}

describeEachEngine('what boards count in the database', (engine) => {
	test('is what comes out unit by unit, in exact fractions', async () => {
		const app = await engine.createApp();
		const rows = fc.array(fc.tuple(made, made), { minLength: 1, maxLength: 9 });
		await fc.assert(
			fc.asyncProperty(rows, async (units) => {
				const town = await makeUnion(app, { level: 'intermediate', kind: 'township' });
				const ids: string[] = [];
				for (const [before, after] of units) {
					const id = await makeUnion(app, { parentId: town });
					await make(app, id, 2025, before);
					await make(app, id, 2026, after);
					ids.push(id);
				}
				const { filter } = await boardOf(app, await makeActor(app, 'supervisor', town));
				const [last, now] = [await naive(app, ids, 2025), await naive(app, ids, 2026)];

				expect(await readCoverage(app.db, filter)).toEqual(coverageOf(now.states));
				const rates = [...now.rates.values()];
				expect(await readDistribution(app.db, filter)).toEqual({
					...{ classes: distribute(rates.map(orderKey)), rated: rates.length },
					states: now.states
				});
				const ranked = await pageRanked(app.db, { filter, text: '', order: bestFirst }, 1);
				const placeOf = (rate: Fraction) =>
					1 + rates.filter((other) => compare(other, rate) > 0).length;
				expect(new Map(ranked.rows.map(({ id, place }) => [id, place]))).toEqual(
					new Map([...now.rates].map(([id, rate]) => [id, placeOf(rate)]))
				);
				const movers = await pageMovers(app.db, { filter, text: '', order: fallsFirst }, 1);
				expect(movers.rows.map(({ unit }) => unit.id).toSorted()).toEqual(
					[...now.rates.keys()].filter((id) => last.rates.has(id)).toSorted()
				);
				for (const { unit, change } of movers.rows) {
					const [before, after] = [last.rates.get(unit.id), now.rates.get(unit.id)];
					const way = before && after ? compare(after, before) : null;
					expect({ up: 1, same: 0, down: -1 }[change.direction]).toBe(way);
				}
			}),
			{ numRuns: 8 }
		);
	});
});
