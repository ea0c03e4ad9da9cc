import { canonicalJson } from './canonical-json.ts';
import type { Measure } from './rubric.ts';
import type { Level } from './words.ts';

/** Whose chairs are asked in a superior appraisal (基层工会主席评议上级工会). */
export interface ChairPlan {
	/** Kinds of union of which every one is asked; null: every union below, of whatever kind. */
	kinds: string[] | null;
	/** The draw of further grassroots unions; null: none. */
	drawId: string | null;
}

/** A union below the one that is rated. */
export interface SubordinateUnit {
	unionId: string;
	code: string;
	name: string;
	level: Level;
	kind: string;
	/** Nobody is in office as its chair: it is listed, and not counted. */
	vacant: boolean;
}

/** A union whose chair is asked. */
export interface Elector extends SubordinateUnit {
	/** In by the draw alone. */
	drawn: boolean;
}

/** The unions of one kind below, and how many of them are on the list. */
export interface ElectorKind {
	kind: string;
	name: string;
	level: Level;
	units: number;
	listed: number;
	/** Of those listed. */
	vacant: number;
}

/** The list of a survey as it was frozen at opening, or as it would be now. */
export interface ChairElectorate {
	plan: ChairPlan;
	/** In the order of their codes. */
	electors: Elector[];
	kinds: ElectorKind[];
}

/** Those of the units below that the plan asks. */
export function chooseElectors(
	units: readonly SubordinateUnit[],
	{ kinds }: ChairPlan,
	drawn: ReadonlySet<string>
): Elector[] {
	const whole = (unit: SubordinateUnit) => kinds === null || kinds.includes(unit.kind);
	return units
		.filter((unit) => whole(unit) || drawn.has(unit.unionId))
		.map((unit) => ({ ...unit, drawn: !whole(unit) }));
}

/** Every kind below, intermediate unions before grassroots ones; `nameOf` gives a kind's printed name. */
export function summariseKinds(
	units: readonly SubordinateUnit[],
	electors: readonly Elector[],
	nameOf: (kind: string) => string
): ElectorKind[] {
	const kinds = [...Map.groupBy(units, ({ kind }) => kind)].map(([kind, all]) => {
		const listed = electors.filter((elector) => elector.kind === kind);
		const [{ level } = { level: 'grassroots' as const }] = all;
		const vacant = listed.filter((elector) => elector.vacant).length;
		return {
			...{ kind, name: nameOf(kind), level },
			...{ units: all.length, listed: listed.length, vacant }
		};
	});
	const rank = ({ level }: ElectorKind) => (level === 'grassroots' ? 1 : 0);
	return kinds.sort((a, b) => rank(a) - rank(b) || (a.kind < b.kind ? -1 : 1));
}

/** 应参评: chairs in office. */
export function countVoters(electors: readonly Pick<Elector, 'vacant'>[]): number {
	return electors.filter(({ vacant }) => !vacant).length;
}

/** The list as the text whose SHA-256 stands in entry 0 of the log. */
export function electorateText(
	survey: { id: string; unionId: string; year: number },
	{ plan, electors, kinds }: ChairElectorate
): string {
	return canonicalJson({
		...{ format: 'pingjia-electors-1', survey: survey.id, union: survey.unionId },
		...{ year: survey.year, whole_kinds: plan.kinds, draw: plan.drawId, kinds },
		electors: electors.map(({ unionId, ...elector }) => ({ union: unionId, ...elector }))
	});
}

/** Why an electorate is not the one that the annex asks for. */
export type ElectorateFault =
	/** Grassroots unions below are missing from the list (annex 2, item 2). */
	| { code: 'grassroots_left_out'; kinds: string[] }
	/** Kinds of which the annex asks every chair are missing, in part or whole (annex 3, item 2). */
	| { code: 'kinds_left_out'; kinds: string[] }
	| { code: 'no_grassroots' }
	/** Grassroots chairs picked by kind, neither all there are nor by a draw alone (annex 3, item 2: 随机抽取). */
	| { code: 'not_drawn' }
	/** Grassroots chairs of one kind alone, where there are others (annex 3, item 2: 不同类型). */
	| { code: 'one_kind' }
	/** Kinds of which nobody was drawn, though the sample was large enough for one of each. */
	| { code: 'kinds_not_drawn'; kinds: string[] }
	/** What is stored is not what the log committed to at opening. */
	| { code: 'list_changed' };

/** A kind as it is judged. */
export interface JudgedKind extends ElectorKind {
	/** Of those listed, in by the draw alone. */
	drawn: number;
	/** The draw could have had one of this kind: somebody was in office. */
	drawable: boolean;
}

/** The kinds of a list; `drawable`: those in the frame of its draw. */
export function judgedKinds(
	{ electors, kinds }: Pick<ChairElectorate, 'electors' | 'kinds'>,
	drawable: ReadonlySet<string>
): JudgedKind[] {
	return kinds.map((one) => ({
		...one,
		drawn: electors.filter(({ kind, drawn }) => drawn && kind === one.kind).length,
		drawable: drawable.has(one.kind)
	}));
}

/** What keeps an electorate from being the one that the measure names; empty where it is. */
export function judgeElectorate(
	{ electorate, whole_kinds }: Pick<Measure, 'electorate' | 'whole_kinds'>,
	kinds: readonly JudgedKind[]
): ElectorateFault[] {
	const grassroots = kinds.filter(({ level }) => level === 'grassroots');
	if (electorate === 'subordinate_chairs') {
		const left = namesOf(grassroots.filter(isLeftOut));
		return left.length > 0 ? [{ code: 'grassroots_left_out', kinds: left }] : [];
	}
	if (electorate !== 'intermediate_and_sampled_chairs') return [];
	const left = namesOf(kinds.filter((one) => whole_kinds?.includes(one.kind) && isLeftOut(one)));
	return [
		...(left.length > 0 ? [{ code: 'kinds_left_out' as const, kinds: left }] : []),
		...judgeSample(grassroots)
	];
}

/** All grassroots chairs, or those of a draw and nobody else: kinds picked by hand are no sample. */
function judgeSample(grassroots: readonly JudgedKind[]): ElectorateFault[] {
	if (!grassroots.some(isLeftOut)) return [];
	const asked = grassroots.filter(({ listed }) => listed > 0);
	if (asked.length === 0) return [{ code: 'no_grassroots' }];
	if (asked.some(({ listed, drawn }) => drawn < listed)) return [{ code: 'not_drawn' }];
	const missing = grassroots.filter(({ drawable, drawn }) => drawable && drawn === 0);
	if (missing.length === 0) return [];
	if (asked.length === 1) return [{ code: 'one_kind' }];
	const size = asked.reduce((sum, { drawn }) => sum + drawn, 0);
	// A sample smaller than the number of kinds cannot have one of each: as many kinds as units will do.
	if (asked.length >= size) return [];
	return [{ code: 'kinds_not_drawn', kinds: namesOf(missing) }];
}

function isLeftOut({ units, listed }: ElectorKind): boolean {
	return listed < units;
}

function namesOf(kinds: readonly ElectorKind[]): string[] {
	return kinds.map(({ name }) => name);
}
