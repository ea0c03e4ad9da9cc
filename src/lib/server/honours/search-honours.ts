import { sql } from 'kysely';
import type { HonourTitle } from '$lib/domain/honour';
import type { Scope } from '$lib/domain/permission';
import type { TitleRank } from '$lib/domain/rules';
import type { Database } from '../database/open';
import { inScope } from '../unions/scope';

export interface HonourFilter {
	/** Part of the name of the union or the person. */
	text: string;
	title: HonourTitle | null;
	level: TitleRank | null;
	/** Whether it is held still. */
	held: 'held' | 'revoked' | null;
	/** Path of a union: only what belongs to unions below it. */
	below: string | null;
}

/** A title in the register of several unions. */
export interface FoundHonour {
	id: string;
	title: HonourTitle;
	level: TitleRank;
	year: number;
	document: string;
	revoked_year: number | null;
	/** The union in whose register it stands: the holder, or the one the holder chairs or chaired last, in reach. */
	unionId: string;
	unionName: string;
	/** null: the union itself */
	personName: string | null;
}

/** All titles in reach that fit, the latest first. A county has some hundreds: pages are cut by the caller. */
export async function searchHonours(
	db: Database,
	scope: Scope | null,
	{ text, title, level, held, below }: HonourFilter
): Promise<FoundHonour[]> {
	let query = db
		.selectFrom('honour')
		.leftJoin('person', 'person.id', 'honour.person_id')
		.innerJoin('union', (join) => join.on('union.id', '=', registeredWith(scope)))
		.select(['honour.id', 'honour.title', 'honour.level', 'honour.year', 'document'])
		.select(['revoked_year', 'union.id as unionId', 'union.name as unionName'])
		.select('person.name as personName')
		.where(({ ref }) => inScope(ref('union.path'), scope))
		.orderBy('honour.year', 'desc')
		.orderBy('union.code')
		.orderBy('honour.id');
	if (title) query = query.where('honour.title', '=', title);
	if (level) query = query.where('honour.level', '=', level);
	if (held) query = query.where('revoked_year', held === 'held' ? 'is' : 'is not', null);
	if (below) query = query.where('union.path', 'like', `${below}%`);
	if (text) query = query.where(named(text));
	return query.execute();
}

/** Id of the union a title is listed with: of those that somebody chaired, the last within reach. */
function registeredWith(scope: Scope | null) {
	return sql<string>`coalesce(honour.union_id, (
		select t.union_id from term t join "union" u on u.id = t.union_id
		where t.person_id = honour.person_id and ${inScope(sql.ref('u.path'), scope)}
		order by t.started_on desc limit 1
	))`;
}

function named(text: string) {
	const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
	return sql<boolean>`(lower("union".name) like ${pattern} escape '\\'
		or lower(person.name) like ${pattern} escape '\\')`;
}
