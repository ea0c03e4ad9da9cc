/** Honours that open the way to 十佳 (article 12): 模范职工之家 (model home), 优秀工会工作者 (outstanding union worker). */
export const titleKinds = ['model_home', 'outstanding_worker'] as const;
export type TitleKind = (typeof titleKinds)[number];
export const titleKindNames: Record<TitleKind, string> = {
	model_home: '模范职工之家',
	outstanding_worker: '优秀工会工作者'
};

/** Who awarded it, from low to high; 省级以上 is `province` and everything after it. */
export const titleLevels = ['county', 'city', 'province', 'national'] as const;
export type TitleLevel = (typeof titleLevels)[number];
export const titleLevelNames: Record<TitleLevel, string> = {
	county: '县级',
	city: '市级',
	province: '省级',
	national: '全国'
};

export interface Title {
	kind: TitleKind;
	level: TitleLevel;
	awarded_year: number;
	revoked_year: number | null;
}

export interface TitleRequirement {
	kind: TitleKind;
	minimum_level: TitleLevel;
}

export type TitleStatus = 'held' | 'revoked' | 'absent' | 'unknown';

/** Whether the required title is held in `year`. `titles` null: the register has not been filled in, so it is unknown. */
export function titleStatus(
	titles: readonly Title[] | null,
	requirement: TitleRequirement,
	year: number
): TitleStatus {
	if (titles === null) return 'unknown';
	const awarded = titles.filter((title) => satisfies(title, requirement, year));
	if (awarded.length === 0) return 'absent';
	return awarded.some((title) => !isRevoked(title, year)) ? 'held' : 'revoked';
}

/** At least this level: 省级以上 includes 省级. */
export function reachesLevel(level: TitleLevel, minimum: TitleLevel): boolean {
	return titleLevels.indexOf(level) >= titleLevels.indexOf(minimum);
}

function satisfies(title: Title, requirement: TitleRequirement, year: number): boolean {
	return (
		title.kind === requirement.kind &&
		reachesLevel(title.level, requirement.minimum_level) &&
		title.awarded_year <= year
	);
}

function isRevoked(title: Title, year: number): boolean {
	return title.revoked_year !== null && title.revoked_year <= year;
}
