import type { Fraction } from './fraction.ts';
import type { Level, Subject } from './words.ts';

/** The levels that have a rubric (考核验收细则): annexes 1, 2 and 3. */
export const rubricLevels = ['grassroots', 'intermediate', 'county'] as const satisfies Level[];
export type RubricLevel = (typeof rubricLevels)[number];

/** The five sections (考核项目) of article 3, in the order of the annexes. */
export const sectionIds = ['organisation', 'rights', 'work', 'effect', 'trust'] as const;
export type SectionId = (typeof sectionIds)[number];
export const sectionNames: Record<SectionId, string> = {
	organisation: '组织健全',
	rights: '维权到位',
	work: '工作规范',
	effect: '作用明显',
	trust: '职工信赖'
};

/**
 * What a measured criterion is computed from:
 * - `rate`: the satisfaction rate of one survey of the union itself;
 * - `coverage`: the share of subordinate unions that held the appraisal;
 * - `mean-of-rates`: the mean of the units' rates, each unit weighing the same (not the pooled rate).
 */
export const measureKinds = ['rate', 'coverage', 'mean-of-rates'] as const;
export type MeasureKind = (typeof measureKinds)[number];

/**
 * Whose ratings a measure rests on; for coverage, which unions are counted.
 * - `members`: members of the union itself (annex 1, 职工信赖 2);
 * - `independent_unions`: independent grassroots unions below it (annexes 2 and 3, item 1);
 * - `subordinate_chairs`: all chairs of grassroots unions below it (annex 2, item 2);
 * - `sampled_unions`: members of randomly drawn unions below it (annex 2, item 3);
 * - `intermediate_and_sampled_chairs`: all chairs of the intermediate unions below it and those of
 *   randomly drawn grassroots unions of different kinds (annex 3, item 2).
 */
export const measureElectorates = [
	'members',
	'independent_unions',
	'subordinate_chairs',
	'sampled_unions',
	'intermediate_and_sampled_chairs'
] as const;
export type MeasureElectorate = (typeof measureElectorates)[number];

/** How a criterion of 职工信赖 is fed from survey results instead of being entered by staff. */
export interface Measure {
	kind: MeasureKind;
	subject: Subject;
	/** The number itself is enough (以上). */
	threshold: Fraction;
	electorate: MeasureElectorate;
	/** Kinds of union below of which every chair must be asked (`intermediate_and_sampled_chairs` alone). */
	whole_kinds?: string[];
	/** In Chinese, shown beside the figure. */
	note: string;
}

/** A rate that the text of a criterion names, shown by two numbers: how many, of how many. */
export interface EvidenceRate {
	kind: 'rate';
	/** Words of the criterion's text. */
	name: string;
	/** The number itself is enough (以上). */
	threshold: Fraction;
}

/** 考核内容. `points` is 单项分, in whole points. */
export interface Criterion {
	id: string;
	text: string;
	points: number;
	evidence?: EvidenceRate[];
	measure?: Measure;
}

/** A criterion that is fed from survey results. */
export interface MeasuredCriterion extends Criterion {
	measure: Measure;
}

/** The criteria that share one cell of 单项分 in the annex. */
export interface CriterionGroup {
	points: number;
	criteria: Criterion[];
}

export interface RubricSection {
	id: SectionId;
	title: string;
	points: number;
	groups: CriterionGroup[];
}

/** A kind of union a rubric applies to; `id` is the value of a union's `kind` everywhere. */
export interface UnionKind {
	id: string;
	name: string;
}

/** 一票否决: where it applies, no total counts. The annexes have none. */
export interface Veto {
	/** `veto.<n>`, from 1. */
	id: string;
	text: string;
}

/** One annex: `rubrics/<id>.yaml`. */
export interface Rubric {
	id: RubricLevel;
	title: string;
	source: string;
	level: RubricLevel;
	applies_to: UnionKind[];
	/** 分类考核依据, verbatim. */
	basis: string[];
	sections: RubricSection[];
	vetoes?: Veto[];
}

/** Every criterion in the order of the annex. */
export function allCriteria(rubric: Rubric): Criterion[] {
	return rubric.sections.flatMap((section) => section.groups.flatMap((group) => group.criteria));
}

/** The criterion of that id, or undefined. */
export function findCriterion(rubric: Rubric, id: string): Criterion | undefined {
	return allCriteria(rubric).find((criterion) => criterion.id === id);
}

/** The criteria fed from survey results; the others are entered by staff and reviewers. */
export function measuredCriteria(rubric: Rubric): MeasuredCriterion[] {
	return allCriteria(rubric).filter(
		(criterion): criterion is MeasuredCriterion => criterion.measure !== undefined
	);
}

/** The highest possible score in whole points, added up from the criteria: 100 in all three annexes. */
export function rubricTotal(rubric: Rubric): number {
	return allCriteria(rubric).reduce((sum, criterion) => sum + criterion.points, 0);
}

/** Scores by criterion id, in half points (integers; 3 is 1.5 points). No entry: not scored yet. */
export type HalfPointScores = ReadonlyMap<string, number>;

/**
 * A sum of scores. `score`, `maximum` (满分 of the annex) and `applicable` (适用满分, without what is 不适用) are half
 * points; `scored` and `criteria` numbers of criteria that apply.
 */
export interface Subtotal {
	score: number;
	maximum: number;
	applicable: number;
	scored: number;
	criteria: number;
}

export interface SectionSubtotal extends Subtotal {
	id: SectionId;
	/** In the order of the section's groups. */
	groups: Subtotal[];
}

export interface RubricSubtotals extends Subtotal {
	sections: SectionSubtotal[];
}

const nothing: ReadonlySet<string> = new Set();

/** Adds up scores per group, section and rubric. Criteria in `exempt` do not apply: neither points nor score count. */
export function subtotals(
	rubric: Rubric,
	scores: HalfPointScores,
	exempt: ReadonlySet<string> = nothing
): RubricSubtotals {
	const sections = rubric.sections.map((section) => {
		const groups = section.groups.map((group) => groupSubtotal(group, scores, exempt));
		return { id: section.id, ...addSubtotals(groups), groups };
	});
	return { ...addSubtotals(sections), sections };
}

function groupSubtotal(
	{ criteria }: CriterionGroup,
	scores: HalfPointScores,
	exempt: ReadonlySet<string>
): Subtotal {
	const applying = criteria.filter(({ id }) => !exempt.has(id));
	const given = applying.flatMap(({ id }) => scores.get(id) ?? []);
	return {
		score: given.reduce((sum, score) => sum + score, 0),
		maximum: halfPointsOf(criteria),
		applicable: halfPointsOf(applying),
		scored: given.length,
		criteria: applying.length
	};
}

function halfPointsOf(criteria: readonly Criterion[]): number {
	return criteria.reduce((sum, { points }) => sum + 2 * points, 0);
}

function addSubtotals(parts: readonly Subtotal[]): Subtotal {
	const sum: Subtotal = { score: 0, maximum: 0, applicable: 0, scored: 0, criteria: 0 };
	for (const part of parts) {
		sum.score += part.score;
		sum.maximum += part.maximum;
		sum.applicable += part.applicable;
		sum.scored += part.scored;
		sum.criteria += part.criteria;
	}
	return sum;
}

/** Whether a number of half points can be given for the criterion: an integer from 0 to its points. */
export function isScore(criterion: Criterion, halfPoints: number): boolean {
	return Number.isInteger(halfPoints) && halfPoints >= 0 && halfPoints <= 2 * criterion.points;
}

/** Half points as printed: 3 is 「1.5」, 12 is 「6」. */
export function formatHalfPoints(halfPoints: number): string {
	return String(halfPoints / 2);
}
