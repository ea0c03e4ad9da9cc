import { makeFrame, type Frame } from '$lib/domain/sampling/frame';
import type { DrawPurpose } from '$lib/domain/sampling/purpose';
import type { Database } from '../database/open';
import type { UnionTable } from '../database/schema/union';
import { existedIn } from '../unions/existed-in';

/** What is drawn from, for a union and year. */
export interface FrameScope {
	union: Pick<UnionTable, 'path' | 'code'>;
	year: number;
	purpose: DrawPurpose;
}

/**
 * The frame as the tree is now. Member rates: the independent grassroots unions below that existed at the end of the year,
 * as coverage counts them. Superior electorate: the grassroots unions below that have a chair in office.
 */
export async function buildFrame(db: Database, scope: FrameScope): Promise<Frame> {
	const { union, year, purpose } = scope;
	const units =
		purpose === 'member_rates' ? await listRated(db, scope) : await listChaired(db, union);
	return makeFrame({ union: union.code, year, purpose }, units);
}

function selectGrassroots(db: Database, { path }: Pick<UnionTable, 'path'>) {
	return (
		db
			.selectFrom('union')
			.select(['union.id', 'code', 'name', 'kind'])
			.where('path', '>', path)
			// Every character of a path sorts below `~`.
			.where('path', '<', `${path}~`)
			.where('level', '=', 'grassroots')
	);
}

function listRated(db: Database, { union, year }: FrameScope) {
	return selectGrassroots(db, union).where('independent', '=', 1).where(existedIn(year)).execute();
}

function listChaired(db: Database, union: FrameScope['union']) {
	return selectGrassroots(db, union)
		.innerJoin('term', (join) =>
			join.onRef('term.union_id', '=', 'union.id').on('term.ended_on', 'is', null)
		)
		.where('closed_at', 'is', null)
		.execute();
}
