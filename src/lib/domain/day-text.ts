import type { Days } from './round-dates.ts';

/** "11月22日" of 2026-11-22. */
export function dayText(day: string): string {
	return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}

/**
 * "11月1日至30日", "11月1日至12月20日", with the year where it changes, and before it where it is not the `usual` one.
 */
export function daysText({ from, to }: Days, usual = Number(from.slice(0, 4))): string {
	if (Number(from.slice(0, 4)) !== usual) return `${from.slice(0, 4)}年${daysText({ from, to })}`;
	if (from === to) return dayText(from);
	if (from.slice(0, 7) === to.slice(0, 7)) return `${dayText(from)}至${Number(to.slice(8, 10))}日`;
	const year = from.slice(0, 4) === to.slice(0, 4) ? '' : `${to.slice(0, 4)}年`;
	return `${dayText(from)}至${year}${dayText(to)}`;
}
