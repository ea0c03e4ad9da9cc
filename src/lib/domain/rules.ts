import type { Fraction } from './fraction.ts';
import type { Mode, Option, Subject } from './words.ts';

/** What a rate is divided by: 有效票, 收回, 发放, 应参评. */
export const denominators = ['valid', 'returned', 'issued', 'eligible'] as const;
export type Denominator = (typeof denominators)[number];

/** A way of computing the satisfaction rate (满意率); frozen into a survey when it opens. */
export interface RateRule {
	id: string;
	/** Raised with every change: a rate is printed with the rule and its version. */
	version: number;
	name: string;
	/** The options in the numerator. */
	counts: Option[];
	denominator: Denominator;
	/** Whether 不了解 is a valid answer, and so part of `valid`. */
	unsure_valid: boolean;
	/** Whether 弃权 is a valid answer, and so part of `valid`. */
	blank_valid: boolean;
	source: string;
}

export interface RateRules {
	/** The id of the rule a survey opens with. */
	default: string;
	/** The id of the rule always shown on the second line. */
	second: string;
	rules: RateRule[];
}

export interface TurnoutRule {
	/** Of eligible members; the number itself is enough. */
	minimum: Fraction;
	/** Whether a lower minimum needs the supervisor's recorded consent. */
	lower_needs_consent: boolean;
	source: string;
}

/** What happens to a result where everybody gave one and the same answer. */
export const disclosures = ['show', 'collapse'] as const;
export type UnanimityDisclosure = (typeof disclosures)[number];

export interface UnanimityRule extends Record<Option, UnanimityDisclosure> {
	source: string;
}

/** Protection of small groups. All numbers are valid ballots. */
export interface SuppressionRule {
	/** Below it neither counts nor rate nor comments are shown, unless the survey states another k. */
	k: number;
	/** The lowest k a survey may state. */
	floor: number;
	/** Below it, 满意 and 基本满意 of the item questions are only shown as their sum. */
	collapse_below: number;
	source: string;
	unanimity: UnanimityRule;
}

/** Whether ballots of a kind count for scoring, and with whose consent. */
export const scoringVerdicts = ['counts', 'supervisor_consent', 'never'] as const;
export type Scoring = (typeof scoringVerdicts)[number];

export interface ModeRule {
	scoring: Scoring;
	source: string;
}

export interface PaperRule extends ModeRule {
	/** How many people, each from their own login, must enter the same counts. */
	entry_persons: number;
}

/** Who holds the key of the ballot box. */
export const custodies = ['server', 'trustees'] as const;
export type Custody = (typeof custodies)[number];
export const custodyNames: Record<Custody, string> = {
	server: '服务器保管',
	trustees: '三位保管人（任意两位开箱）'
};

export interface CustodyRule {
	default: Custody;
	server: Scoring;
	trustees: Scoring;
	source: string;
}

/** When ballots, codes and keys are destroyed, in days. */
export interface DestructionRule {
	/** After the count, or after the survey was made void. */
	window_days: number;
	/** What one extension by the supervisor adds. */
	extension_days: number;
	source: string;
}

/** How long a result is published to the members (公示), in calendar days with the first one. */
export interface PublicationRule {
	/** What the form proposes. */
	days: number;
	shortest_days: number;
	longest_days: number;
	source: string;
}

/** What the platform proposes for a measured criterion; the reviewer decides. */
export interface ScoringRule {
	/** The satisfaction rate the annexes ask for; the lower line on charts. */
	rate_threshold: Fraction;
	/** The coverage of 会员评家 the annexes ask for. */
	coverage_threshold: Fraction;
	reached: 'full';
	missed: 'zero';
	source: string;
}

/** What a drawn unit without a rate does to the mean: counts at 0, is left out, or leaves it open. */
export const missingTreatments = ['zero', 'exclude', 'undetermined'] as const;
export type MissingTreatment = (typeof missingTreatments)[number];

/** Why a drawn unit has no rate; `raised_k`: suppressed by a stricter protection than the rules ask for, or by a
 * handful of ballots online beside paper. */
export type MissingReason = 'missing' | 'void' | 'excluded' | 'suppressed' | 'raised_k' | 'pending';

export interface SamplingRule {
	missing: Record<MissingReason, MissingTreatment>;
	source: string;
}

/** 合格职工之家, 模范职工之家, 优秀工会工作者. */
export const titles = ['qualified_home', 'model_home', 'outstanding_worker'] as const;
export type Title = (typeof titles)[number];
export const titleNames: Record<Title, string> = {
	qualified_home: '合格职工之家',
	model_home: '模范职工之家',
	outstanding_worker: '优秀工会工作者'
};

/** Who awards a title, lowest first. */
export const titleRanks = ['county', 'city', 'province', 'nation'] as const;
export type TitleRank = (typeof titleRanks)[number];
export const titleRankNames: Record<TitleRank, string> = {
	county: '县级',
	city: '市级',
	province: '省级',
	nation: '全国'
};

export interface RequiredTitle {
	holder: 'union' | 'chair';
	title: Title;
	/** This rank or a higher one (以上). */
	minimum_rank: TitleRank;
}

export interface RequiredRate {
	subject: Subject;
	threshold: Fraction;
}

/** Who may be put forward for 十佳 (article 12). */
export interface EligibilityRule {
	years: number;
	/** Whether the years must follow each other without a gap. */
	consecutive: boolean;
	/** All of them, in each of the years. */
	rates: RequiredRate[];
	/** All of them. */
	titles: RequiredTitle[];
	source: string;
}

/** How often the holders of a title are inspected again (复查, article 11). */
export interface ReinspectionRule {
	title: Title;
	/** This rank or a higher one (以上). */
	minimum_rank: TitleRank;
	/** After the award, or after the last inspection that was passed. */
	every_years: number;
	/** After an inspection that asked to put things right (限期整改). */
	rectify_years: number;
	source: string;
}

/** A target of article 3: a share of grassroots unions, or of those that reached another target. */
export interface Target {
	id: string;
	name: string;
	/** `grassroots`, or the id of an earlier target. */
	of: string;
	title: Title;
	minimum_rank: TitleRank;
	threshold: Fraction;
	source: string;
}

/** Everything in `rubrics/rules.yaml`. Each rule names the article it comes from. */
export interface Rules {
	version: number;
	rate: RateRules;
	turnout: TurnoutRule;
	suppression: SuppressionRule;
	modes: Record<Exclude<Mode, 'paper'>, ModeRule> & { paper: PaperRule };
	custody: CustodyRule;
	destruction: DestructionRule;
	publication: PublicationRule;
	scoring: ScoringRule;
	sampling: SamplingRule;
	eligibility: EligibilityRule;
	reinspection: ReinspectionRule[];
	targets: Target[];
}

/** The rate rule of that id, or undefined. */
export function findRateRule(rules: Rules, id: string): RateRule | undefined {
	return rules.rate.rules.find((rule) => rule.id === id);
}
