/** Rows of a page of a list that is read whole. */
export const PAGE_ROWS = 50;

export interface ListPage<T> {
	rows: T[];
	total: number;
	/** From 1, within bounds. */
	page: number;
	pages: number;
}

/** A page of a list; one beyond the end is the last. */
export function pageOf<T>(list: readonly T[], wanted: number, size = PAGE_ROWS): ListPage<T> {
	const pages = Math.max(1, Math.ceil(list.length / size));
	const page = Math.min(Math.max(1, wanted), pages);
	return { rows: list.slice((page - 1) * size, page * size), total: list.length, page, pages };
}
