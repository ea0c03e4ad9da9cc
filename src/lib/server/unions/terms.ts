import { today, type Clock } from '../clock';
import { recordAudit } from '../audit/record-audit';
import { isUniqueViolation } from '../database/dialect';
import { newId } from '../database/id';
import type { Database } from '../database/open';
import type { Transaction } from '../database/transaction';
import type { Day } from '../database/values';
import { Refused } from '../refusals';
import { holdOpenUnion } from './lock-tree';

/** A term of office of a chair (工会主席), with the person's name. */
export interface ChairTerm {
	id: string;
	person_id: string;
	name: string;
	started_on: Day;
	/** The last day; null while in office. */
	ended_on: Day | null;
}

/** Who takes office: somebody known, or a new name. A namesake is another person, so the caller chooses. */
export type Incoming = { personId: string } | { name: string };

function selectTerms(db: Database, unionId: string) {
	return db
		.selectFrom('term')
		.innerJoin('person', 'person.id', 'term.person_id')
		.select(['term.id', 'person_id', 'name', 'started_on', 'ended_on'])
		.where('union_id', '=', unionId);
}

/** The chair in office, or undefined. */
export function currentChair(db: Database, unionId: string): Promise<ChairTerm | undefined> {
	return selectTerms(db, unionId).where('ended_on', 'is', null).executeTakeFirst();
}

/** The chairs in office of some unions, by the unions' ids. */
export async function currentChairs(
	db: Database,
	unionIds: readonly string[]
): Promise<Map<string, ChairTerm>> {
	const rows = await db
		.selectFrom('term')
		.innerJoin('person', 'person.id', 'term.person_id')
		.select(['union_id', 'term.id', 'person_id', 'name', 'started_on', 'ended_on'])
		.where('union_id', 'in', unionIds)
		.where('ended_on', 'is', null)
		.execute();
	return new Map(rows.map(({ union_id, ...term }) => [union_id, term]));
}

/** All terms of a union, the newest first. */
export function listTerms(db: Database, unionId: string): Promise<ChairTerm[]> {
	return selectTerms(db, unionId).orderBy('started_on', 'desc').execute();
}

/**
 * Puts a chair into office from `startedOn` on; the term before ends the day before. Returns the person's id.
 * Refuses `term_overlaps` unless that day is later than every day of the terms before (but for the open end of the
 * present one), `term_in_future`, and `not_found` for a person who never held office here.
 */
export async function startTerm(
	trx: Transaction,
	clock: Clock,
	term: { unionId: string; incoming: Incoming; startedOn: Day },
	by: string | null
): Promise<string> {
	if (term.startedOn > today(clock)) throw new Refused('term_in_future');
	await holdOpenUnion(trx, term.unionId);
	const [latest] = await listTerms(trx, term.unionId);
	if (latest && latest.started_on >= term.startedOn) throw new Refused('term_overlaps');
	if (latest?.ended_on && latest.ended_on >= term.startedOn) throw new Refused('term_overlaps');
	const personId = await findOrCreatePerson(trx, term.unionId, term.incoming);
	if (latest && !latest.ended_on) await endTerm(trx, latest.id, dayBefore(term.startedOn));
	await insertTerm(trx, term.unionId, personId, term.startedOn);
	await recordAudit(trx, clock, {
		userId: by,
		action: 'start',
		noun: 'term',
		nounId: term.unionId,
		detail: { personId, startedOn: term.startedOn, before: latest?.person_id ?? null }
	});
	return personId;
}

async function insertTerm(
	trx: Transaction,
	unionId: string,
	personId: string,
	startedOn: Day
): Promise<void> {
	const row = { union_id: unionId, person_id: personId, started_on: startedOn, ended_on: null };
	try {
		await trx
			.insertInto('term')
			.values({ id: newId(), ...row })
			.execute();
	} catch (error) {
		// Somebody else registered a chair at the same moment.
		if (isUniqueViolation(error)) throw new Refused('stale');
		throw error;
	}
}

async function endTerm(trx: Transaction, termId: string, lastDay: Day): Promise<void> {
	await trx.updateTable('term').set({ ended_on: lastDay }).where('id', '=', termId).execute();
}

async function findOrCreatePerson(
	trx: Transaction,
	unionId: string,
	incoming: Incoming
): Promise<string> {
	if ('name' in incoming) {
		const id = newId();
		await trx.insertInto('person').values({ id, name: incoming.name }).execute();
		return id;
	}
	const known = await selectTerms(trx, unionId)
		.where('person_id', '=', incoming.personId)
		.executeTakeFirst();
	if (!known) throw new Refused('not_found');
	return known.person_id;
}

/** The calendar day before. */
function dayBefore(day: Day): Day {
	const date = new Date(`${day}T00:00:00Z`);
	date.setUTCDate(date.getUTCDate() - 1);
	return date.toISOString().slice(0, 10) as Day;
}
