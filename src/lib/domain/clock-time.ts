/**
 * Times as people in China read them. Instants are stored as ISO UTC; China is UTC+8 the whole year (no summer time
 * since 1991) and the platform records no earlier instants, so plain arithmetic gives the same answer in every browser
 * and needs no time-zone data.
 */
const offset = 8 * 60 * 60 * 1000;

const localForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;
const instantForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/;

/** A datetime-local value ("2026-11-22T09:00", also with seconds) in Asia/Shanghai as ISO UTC; null if it is none. */
export function shanghaiToInstant(local: string): string | null {
	const minutes = local.replace(/(T\d\d:\d\d):\d\d(\.\d{1,3})?$/, '$1');
	if (!localForm.test(minutes)) return null;
	const seconds = local.slice(minutes.length) || ':00';
	const shifted = Date.parse(`${minutes}${seconds}Z`);
	if (Number.isNaN(shifted)) return null;
	const instant = new Date(shifted - offset).toISOString();
	// Engines read 30 February as 2 March; what does not come back unchanged was no date.
	return instantToShanghai(instant) === minutes ? instant : null;
}

/** An instant as the value of a datetime-local input, to the minute; null if it is no ISO UTC instant. */
export function instantToShanghai(instant: string): string | null {
	if (!instantForm.test(instant)) return null;
	const time = Date.parse(instant);
	if (Number.isNaN(time)) return null;
	const local = new Date(time + offset).toISOString().slice(0, 16);
	return localForm.test(local) ? local : null;
}

/** "2026年11月22日 09:00"; null if it is no ISO UTC instant. */
export function formatShanghai(instant: string): string | null {
	const local = instantToShanghai(instant);
	if (local === null) return null;
	const [year, month, day] = [local.slice(0, 4), local.slice(5, 7), local.slice(8, 10)];
	return `${year}年${Number(month)}月${Number(day)}日 ${local.slice(11)}`;
}

/** The calendar year in China: 2025-12-31T16:00Z is already 2026. */
export function shanghaiYear(instant: string): number | null {
	const local = instantToShanghai(instant);
	return local === null ? null : Number(local.slice(0, 4));
}
