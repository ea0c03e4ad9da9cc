import type { App } from '../app';
import { newId } from '../database/id';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant, type Day } from '../database/values';
import type { HonourTable } from '../database/schema/assessment';
import { createUnion } from '../unions/create-union';
import { ensureRootUnion } from '../unions/ensure-root-union';
import type { DemoCounty, DemoGrassroots } from './county';

/** The ids of what was created, by union code. */
export interface SeededUnions {
	unionIds: Map<string, string>;
	/** Person in office in a year, by union code; years are calendar years. */
	chairOf(code: string, year: number): string;
}

interface Office {
	personId: string;
	from: number;
}

/** Creates the tree, the chairs with their terms of office, and the titles they hold. */
export async function seedUnions(
	app: App,
	county: DemoCounty,
	thisYear: number
): Promise<SeededUnions> {
	const unionIds = new Map<string, string>();
	const offices = new Map<string, Office[]>();
	const cityId = await ensureRootUnion(app.db, app.clock);
	await transaction(app.db, async (trx) => {
		const { code, name, chair } = county.county;
		const memberCount = membersBelow(county, code);
		const { city } = county;
		await trx
			.updateTable('union')
			.set({ code: city.code, name: city.name, level: 'city', kind: 'federation' })
			.where('id', '=', cityId)
			.execute();
		unionIds.set(city.code, cityId);
		offices.set(city.code, await seatChairs(trx, cityId, [city.chair], thisYear));
		const countyId = await createUnion(trx, app.clock, {
			...{ code, name, level: 'county', kind: 'county_federation', industry: '工会' },
			...{ independent: false, memberCount, parentId: cityId }
		});
		unionIds.set(code, countyId);
		offices.set(code, await seatChairs(trx, countyId, [chair], thisYear));
		for (const one of county.intermediate) {
			const id = await createUnion(trx, app.clock, {
				...one,
				...{ level: 'intermediate', independent: false, parentId: countyId },
				memberCount: membersBelow(county, one.code)
			});
			unionIds.set(one.code, id);
			offices.set(one.code, await seatChairs(trx, id, [one.chair], thisYear));
		}
		for (const one of county.grassroots) {
			const id = await createUnion(trx, app.clock, {
				...{ code: one.code, name: one.name, kind: one.kind, industry: one.industry },
				...{ level: 'grassroots', independent: true, memberCount: one.members },
				parentId: unionIds.get(one.parent) ?? countyId
			});
			unionIds.set(one.code, id);
			const seated = await seatChairs(trx, id, one.chairs, thisYear, one.change);
			offices.set(one.code, seated);
			await seedHonours(trx, app, { union: one, unionId: id, seated, thisYear });
		}
	});
	return { unionIds, chairOf: (code, year) => holderIn(offices.get(code) ?? [], year) };
}

/** Members of all unions whose code starts with `code`. */
function membersBelow(county: DemoCounty, code: string): number {
	return county.grassroots
		.filter((union) => union.code.startsWith(code))
		.reduce((sum, { members }) => sum + members, 0);
}

function holderIn(offices: Office[], year: number): string {
	const office = offices.findLast(({ from }) => from <= year) ?? offices[0];
	if (!office) throw new Error('every union of the demo has a chair');
	return office.personId;
}

async function seatChairs(
	trx: Transaction,
	unionId: string,
	names: string[],
	thisYear: number,
	change = 0
): Promise<Office[]> {
	const offices: Office[] = [];
	for (const [index, name] of names.entries()) {
		const from = index === 0 ? thisYear - 8 : thisYear + change;
		const last = index === names.length - 1;
		const personId = newId();
		await trx.insertInto('person').values({ id: personId, name }).execute();
		await trx
			.insertInto('term')
			.values({
				...{ id: newId(), union_id: unionId, person_id: personId },
				started_on: `${from}-03-01` as Day,
				ended_on: last ? null : (`${thisYear + change}-02-28` as Day)
			})
			.execute();
		offices.push({ personId, from });
	}
	return offices;
}

interface HonourContext {
	union: DemoGrassroots;
	unionId: string;
	seated: Office[];
	thisYear: number;
}

async function seedHonours(trx: Transaction, app: App, context: HonourContext): Promise<void> {
	for (const entry of [...qualifiedHome(context.union), ...context.union.honours]) {
		const [title, level, year, , revoked] = entry.split(':') as [
			HonourTable['title'],
			HonourTable['level'],
			...(string | undefined)[]
		];
		const awarded = context.thisYear + Number(year);
		const ofPerson = title === 'outstanding_worker';
		await trx
			.insertInto('honour')
			.values({
				...{ id: newId(), title, level, year: awarded },
				union_id: ofPerson ? null : context.unionId,
				person_id: ofPerson ? holderIn(context.seated, awarded) : null,
				document: `苏工发〔${awarded}〕${20 + (awarded % 7)}号`,
				revoked_year: revoked ? context.thisYear + Number(revoked) : null,
				recorded_by: null,
				recorded_at: toInstant(app.clock.now())
			})
			.execute();
	}
}

/** A union that is well run was made 合格职工之家 years ago. */
function qualifiedHome({ profile }: DemoGrassroots): string[] {
	return profile === 'weak' || profile === 'fair' ? [] : ['qualified_home:county:-6'];
}
