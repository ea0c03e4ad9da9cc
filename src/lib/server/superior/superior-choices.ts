import { summariseKinds, type ElectorKind } from '$lib/domain/chair-electorate';
import { rubricLevels, measuredCriteria, type Measure } from '$lib/domain/rubric';
import { turnoutChoices, type TurnoutChoice } from '$lib/domain/turnout-choices';
import type { Level } from '$lib/domain/words';
import type { App } from '../app';
import type { UnionTable } from '../database/schema/union';
import { listUnitsBelow } from '../electorates/find-electors';
import type { Rubrics } from '../rubrics/assemble';
import { kindName } from '../unions/kinds';
import { listElectorDraws, type ElectorDraw } from './elector-draws';

/** What the form of a superior appraisal says about the rated union and the rules. */
export interface SuperiorChoices {
	/** The union that is rated. */
	union: { id: string; name: string };
	/** The kinds below it; `listed` and `vacant` as if every union of the kind were asked. */
	kinds: ElectorKind[];
	draws: ElectorDraw[];
	/** Whom its annex asks; null where no annex speaks of it. */
	measure: Pick<Measure, 'electorate' | 'whole_kinds'> | null;
	/** The criterion that the result feeds: its text and points; null where no annex scores the union. */
	criterion: { text: string; points: number } | null;
	/** Fewest opinions that are shown at all. */
	smallest: number;
	/** Between which numbers a survey may state its own. */
	groups: { least: number; most: number };
	turnoutChoices: TurnoutChoice[];
}

export async function readSuperiorChoices(app: App, union: UnionTable): Promise<SuperiorChoices> {
	const { rules } = app.rubrics;
	const units = await listUnitsBelow(app.db, union);
	const all = units.map((unit) => ({ ...unit, drawn: false }));
	const found = findCriterionFed(app.rubrics, union.level);
	return {
		union: { id: union.id, name: union.name },
		kinds: summariseKinds(units, all, (kind) => kindName(app.rubrics, kind)),
		draws: await listElectorDraws(app.db, union.id, units),
		measure: found?.measure ?? null,
		criterion: found && { text: found.text, points: found.points },
		smallest: rules.suppression.k,
		groups: { least: rules.suppression.floor, most: rules.suppression.collapse_below },
		turnoutChoices: turnoutChoices(rules.turnout.minimum)
	};
}

function findCriterionFed({ rubrics }: Rubrics, level: Level) {
	const annex = rubricLevels.find((one) => one === level);
	if (!annex) return null;
	return (
		measuredCriteria(rubrics[annex]).find(({ measure }) => measure.subject === 'superior') ?? null
	);
}
