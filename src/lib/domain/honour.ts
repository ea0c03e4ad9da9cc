import { titleNames, titleRankNames, type Title, type TitleRank } from './rules.ts';

/** Who holds a title: the union itself, or a person who chairs or chaired it. */
export type HolderKind = 'union' | 'person';

/** Every title that is registered: those the rules ask for, and 十佳 itself. */
export const honourTitles = [
	'qualified_home',
	'model_home',
	'outstanding_worker',
	'top_ten'
] as const satisfies (Title | 'top_ten')[];
export type HonourTitle = (typeof honourTitles)[number];

export const honourTitleNames: Record<HonourTitle, string> = { ...titleNames, top_ten: '十佳' };

/** Titles a union can hold, and those a person can. */
export const titlesOf: Record<HolderKind, readonly HonourTitle[]> = {
	union: ['qualified_home', 'model_home', 'top_ten'],
	person: ['outstanding_worker', 'top_ten']
};

/** 「省级模范职工之家」. */
export function honourName(title: HonourTitle, level: TitleRank, holder: HolderKind): string {
	const rank = titleRankNames[level];
	if (title !== 'top_ten') return `${rank}${titleNames[title]}`;
	return `${rank}${holder === 'union' ? '十佳模范职工之家' : '十佳工会工作者'}`;
}

/** A title in the register with its holder: the union, or a present or former chair of it. */
export interface RegisteredHonour {
	id: string;
	title: HonourTitle;
	level: TitleRank;
	year: number;
	/** 文号; may be empty */
	document: string;
	/** From this year on it is not held any more. */
	revoked_year: number | null;
	revoked_reason: string | null;
	/** null: the union itself */
	person_id: string | null;
	person_name: string | null;
}
