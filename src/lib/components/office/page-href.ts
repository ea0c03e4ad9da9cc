/** The present address with another page of its list. */
export function pageHref(search: URLSearchParams, page: number): string {
	const query = new URLSearchParams(search);
	query.set('page', String(page));
	return `?${query}`;
}
