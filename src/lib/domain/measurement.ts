import type { ElectorateFault, ElectorKind } from './chair-electorate.ts';
import type { Ratio } from './fraction.ts';
import type { Measure } from './rubric.ts';
import type { SampledUnit, SampleMean } from './sampling/mean-of-sample.ts';
import type { Proposal } from './scoring-proposal.ts';
import type { ValidityReason } from './result-validity.ts';
import type { YearRecord } from './year-record.ts';

/** A union that was founded after the year. */
export interface LaterUnit {
	unionId: string;
	name: string;
	/** A day: 2027-03-01. */
	foundedOn: string;
}

/** Somebody changed whether a union below counts in a coverage. */
export interface ScopeChange {
	unionId: string;
	name: string;
	/** Name of the account. */
	by: string;
	/** ISO UTC */
	at: string;
	/** By an account of the union that is rated by the coverage. */
	own: boolean;
	what: { field: 'independent' | 'foundedOn' | 'level'; from: string; to: string }[];
}

/** A union in the scope of a coverage that has no result that counts. */
export interface UncoveredUnit {
	unionId: string;
	name: string;
	/** Why its result does not count; empty where it has none. */
	reasons: readonly ValidityReason[];
}

export interface CoverageEvidence {
	units: number;
	covered: number;
	uncovered: UncoveredUnit[];
	/** Founded after the year and therefore not in scope; absent in what was stored before founding days were kept. */
	later?: LaterUnit[];
	/** Since the year began; absent in what was stored before they were listed. */
	changes?: ScopeChange[];
}

/** The draw behind a mean of rates, and what every drawn unit does to it. */
export interface SampleEvidence extends SampleMean {
	drawId: string;
	/** Of the draws of this union and year; above 1 where it replaced earlier ones. */
	seq: number;
	/** Draws prepared so far, abandoned ones too. */
	draws: number;
	/** Units that could have been drawn. */
	frame: number;
	units: SampledUnit[];
	/** Names of the rules by which the units' rates were computed; more than one where they differ. */
	rules: string[];
}

/** Whose chairs rated a union, by the list frozen at opening. */
export interface SuperiorEvidence {
	surveyId: string;
	/** Unions on the list, and of them without a chair in office (not counted). */
	listed: number;
	vacant: number;
	/** Every union below is on the list. */
	whole: boolean;
	kinds: ElectorKind[];
	/** The draw behind the sample of grassroots unions; null: none was drawn. */
	drawId: string | null;
	/** The draw was replaced by a later one: which of the draws stands now; absent where it was not. */
	replacedBy?: number;
	/** Why it is not the electorate of the annex; empty where it is. */
	faults: ElectorateFault[];
}

/** A measured criterion of one union and year: figure, what it rests on, and the score it proposes. */
export interface Measurement {
	measure: Measure;
	/** null where nothing that counts could be measured, or it may not be shown. */
	figure: Ratio | null;
	proposal: Proposal;
	/** The result behind a rate. */
	record: YearRecord | null;
	/** The units behind a coverage. */
	coverage: CoverageEvidence | null;
	/** The drawn units behind a mean of rates; null until there is a draw. */
	sample: SampleEvidence | null;
	/** The chairs behind a superior appraisal; null for results on paper from before, which the upper union approved. */
	superior: SuperiorEvidence | null;
}
