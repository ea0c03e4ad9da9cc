/**
 * The closed vocabularies of the domain, as stored, with their Chinese names as printed.
 * One word stands for one thing everywhere: in tables, YAML, routes and pages.
 */

/** What is rated: 会员评家 (home), 会员评议工会主席 (chair), 基层工会主席评议上级工会 (superior). */
export const subjects = ['home', 'chair', 'superior'] as const;
export type Subject = (typeof subjects)[number];
export const subjectNames: Record<Subject, string> = {
	home: '会员评家',
	chair: '会员评议工会主席',
	superior: '基层工会主席评议上级工会'
};

/** The options of a rating question, in the order in which they are printed. */
export const options = ['satisfied', 'basically_satisfied', 'dissatisfied', 'unsure'] as const;
export type Option = (typeof options)[number];
export const optionNames: Record<Option, string> = {
	satisfied: '满意',
	basically_satisfied: '基本满意',
	dissatisfied: '不满意',
	unsure: '不了解'
};

/** The level of a union in the tree. The three annexes score the first three. */
export const levels = ['grassroots', 'intermediate', 'county', 'city', 'province'] as const;
export type Level = (typeof levels)[number];
export const levelNames: Record<Level, string> = {
	grassroots: '基层工会',
	intermediate: '县以下区域、行业工会',
	county: '县(市、区)总工会',
	city: '设区市总工会',
	province: '省总工会'
};

/** Who votes on a union's own home and chair: all members, or their elected representatives. */
export const memberElectorates = ['members', 'representatives'] as const;
export type MemberElectorate = (typeof memberElectorates)[number];
/** Who votes; `chairs`: the chairs of the unions below, on the union above them. */
export const electorates = [...memberElectorates, 'chairs'] as const;
export type Electorate = (typeof electorates)[number];
export const electorateNames: Record<Electorate, string> = {
	members: '全体会员',
	representatives: '会员代表',
	chairs: '下级工会主席'
};
/** How pages call one of those who vote. */
export const voterNames: Record<Electorate, string> = {
	members: '会员',
	representatives: '会员代表',
	chairs: '工会主席'
};

/** How ballots reach the box; the mode is printed beside every figure. */
export const modes = ['slip', 'meeting', 'poster', 'paper'] as const;
export type Mode = (typeof modes)[number];
export const modeNames: Record<Mode, string> = {
	slip: '一次性码',
	meeting: '现场码',
	poster: '公开码',
	paper: '纸质票'
};
/** Modes whose figures may count, where the rules say so. A poster (公开码) is none of them: it only hears opinions. */
export type CountingMode = Exclude<Mode, 'poster'>;
/** The modes a draft may choose. */
export const draftModes = ['slip', 'meeting', 'poster'] as const satisfies readonly Mode[];
export type DraftMode = (typeof draftModes)[number];

/** The life of a survey (问卷): forward only, `void` from anywhere before destruction. */
export const surveyStates = [
	'draft',
	'open',
	'closed',
	'counted',
	'published',
	'destroyed',
	'void'
] as const;
export type SurveyState = (typeof surveyStates)[number];
export const surveyStateNames: Record<SurveyState, string> = {
	draft: '草稿',
	open: '进行中',
	closed: '已截止',
	counted: '已计票',
	published: '已公示',
	destroyed: '已销毁',
	void: '作废'
};

/** Roles of an office account, each held in one union; supervisor and reviewer reach its whole subtree. */
export const roles = ['admin', 'supervisor', 'reviewer', 'chair', 'staff'] as const;
export type Role = (typeof roles)[number];
export const roleNames: Record<Role, string> = {
	admin: '系统管理员',
	supervisor: '上级工会',
	reviewer: '考评员',
	chair: '工会主席',
	staff: '工会干事'
};
