import type { Coverage } from '$lib/domain/coverage-states';
import type { Fraction } from '$lib/domain/fraction';
import { can } from '$lib/domain/permission';
import type { Target } from '$lib/domain/rules';
import type { TargetProgress } from '$lib/domain/target';
import type { Subject } from '$lib/domain/words';
import type { Actor } from '../accounts/actor';
import type { App } from '../app';
import { readTargets } from '../honours/read-targets';
import { listWaitingHistories } from './list-histories';
import { readOverviewQuery, type OverviewQuery } from './overview-query';
import { bestFirst, firstRanked, worstFirst, type RateOrder } from './rank-units';
import { withResults, type RatedUnit } from './rated-units';
import { readCoverage } from './read-coverage';
import { fallsFirst, firstMovers, risesFirst, type Mover } from './read-movers';
import { readDistribution, type Distribution } from './read-rates';
import { settleFigures } from './settle-figures';

/** The cards of a supervisor's home page; each is the beginning of a board. */
export interface SupervisorCards {
	base: { id: string; name: string } | null;
	/** Figures of earlier years that wait for approval. */
	histories: number;
	coverage: Coverage;
	coverageThreshold: Fraction;
	distributions: { subject: Subject; distribution: Distribution }[];
	best: RatedUnit[];
	worst: RatedUnit[];
	risen: Mover[];
	fallen: Mover[];
	targets: { target: Target; progress: TargetProgress }[];
}

const SHOWN = 5;

/** Null for one who oversees nobody. */
export async function readSupervisorHome(app: App, actor: Actor): Promise<SupervisorCards | null> {
	if (!can(actor.roles, 'overview.read')) return null;
	await settleFigures(app.db);
	const { filter, base } = await readOverviewQuery(app, actor, new URLSearchParams());
	const first = async (order: RateOrder) =>
		withResults(app.db, await firstRanked(app.db, { filter, text: '', order }, SHOWN));
	const movers = { filter, text: '' };
	return {
		base: base && { id: base.id, name: base.name },
		histories: (await listWaitingHistories(app.db, actor)).length,
		coverage: await readCoverage(app.db, filter),
		coverageThreshold: app.rubrics.rules.scoring.coverage_threshold,
		distributions: [
			{ subject: 'home', distribution: await readDistribution(app.db, filter) },
			{
				subject: 'chair',
				distribution: await readDistribution(app.db, { ...filter, subject: 'chair' })
			}
		],
		best: await first(bestFirst),
		worst: await first(worstFirst),
		risen: await firstMovers(app.db, { ...movers, order: risesFirst }, SHOWN),
		fallen: await firstMovers(app.db, { ...movers, order: fallsFirst }, SHOWN),
		targets: await targetsOf(app, filter)
	};
}

async function targetsOf(app: App, { scope, year, below }: OverviewQuery['filter']) {
	const [whole] = await readTargets(app, scope, { year, below });
	return app.rubrics.rules.targets.flatMap((target, index) => {
		const progress = whole?.progress[index];
		return progress ? [{ target, progress }] : [];
	});
}
