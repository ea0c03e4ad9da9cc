import { titleRanks, type RequiredTitle, type Title, type TitleRank } from './rules.ts';

/** An award (article 12), such as a provincial 模范职工之家 of a union or 优秀工会工作者 of a chair. */
export interface HeldTitle {
	title: Title;
	rank: TitleRank;
	awarded_year: number;
	revoked_year: number | null;
}

/** What is asked for; a `RequiredTitle` of the rules without its holder will do. */
export type TitleRequirement = Pick<RequiredTitle, 'title' | 'minimum_rank'>;

export type TitleStatus = 'held' | 'revoked' | 'absent' | 'unknown';

/** Whether the required title is held in `year`. `titles` null: the register has not been filled in, so it is unknown. */
export function titleStatus(
	titles: readonly HeldTitle[] | null,
	requirement: TitleRequirement,
	year: number
): TitleStatus {
	if (titles === null) return 'unknown';
	const awarded = titles.filter((title) => isAwarded(title, requirement, year));
	if (awarded.length === 0) return 'absent';
	return awarded.some((title) => !isRevoked(title, year)) ? 'held' : 'revoked';
}

/** At least this rank: 省级以上 includes 省级. */
export function reachesRank(rank: TitleRank, minimum: TitleRank): boolean {
	return titleRanks.indexOf(rank) >= titleRanks.indexOf(minimum);
}

function isAwarded(held: HeldTitle, requirement: TitleRequirement, year: number): boolean {
	return (
		held.title === requirement.title &&
		reachesRank(held.rank, requirement.minimum_rank) &&
		held.awarded_year <= year
	);
}

function isRevoked(held: HeldTitle, year: number): boolean {
	return held.revoked_year !== null && held.revoked_year <= year;
}
