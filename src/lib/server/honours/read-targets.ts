import type { Scope } from '$lib/domain/permission';
import { targetProgress, type TargetProgress } from '$lib/domain/target';
import type { HeldTitle } from '$lib/domain/title';
import type { App } from '../app';
import type { Database } from '../database/open';
import { unionsInScope } from '../unions/search-unions';
import { heldTitles } from './list-honours';
import { searchHonours } from './search-honours';

/** Progress of the grassroots unions below one union, or of all in reach. */
export interface TargetsOf {
	/** null: all in reach together */
	union: { id: string; name: string } | null;
	progress: TargetProgress[];
}

type Unions = Awaited<ReturnType<typeof unionsInScope>>;

/**
 * Progress towards the targets of article 3 in `year`: of all grassroots unions in reach (below `below`, if given), then
 * of those below each of `parts`, which are paths.
 */
export async function readTargets(
	{ db, rubrics }: Pick<App, 'db' | 'rubrics'>,
	scope: Scope | null,
	{ year, below: top }: { year: number; below: string | null }
): Promise<TargetsOf[]> {
	const filter = { text: '', kind: null, below: top };
	const unions = await unionsInScope(db, scope, { ...filter, level: 'grassroots' });
	const titles = await titlesByUnion(db, scope, top);
	const progressOf = (some: Unions) =>
		targetProgress(
			rubrics.rules.targets,
			some.map(({ id }) => titles.get(id) ?? []),
			year
		);
	const parts = await unionsInScope(db, scope, { ...filter, level: 'intermediate' });
	const below = unionsBelow(unions);
	return [
		{ union: null, progress: progressOf(unions) },
		...parts.map(({ id, name, path }) => ({
			union: { id, name },
			progress: progressOf(below.get(path) ?? [])
		}))
	];
}

/** The unions by the path of each union above them: one walk, however many parts there are. */
function unionsBelow(unions: Unions): Map<string, Unions> {
	const below = new Map<string, Unions>();
	for (const union of unions) {
		for (let end = union.path.indexOf('/', 1); end > 0; end = union.path.indexOf('/', end + 1)) {
			const path = union.path.slice(0, end + 1);
			const there = below.get(path);
			if (there) there.push(union);
			else below.set(path, [union]);
		}
	}
	return below;
}

async function titlesByUnion(
	db: Database,
	scope: Scope | null,
	below: string | null
): Promise<Map<string, HeldTitle[]>> {
	const filter = { text: '', title: null, level: null, held: null, below };
	const honours = await searchHonours(db, scope, filter);
	const ofUnions = honours.filter(({ personName }) => personName === null);
	const byUnion = Map.groupBy(ofUnions, ({ unionId }) => unionId);
	return new Map([...byUnion].map(([id, list]) => [id, heldTitles(list)]));
}
