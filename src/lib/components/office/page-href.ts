/** The present address with another page of its list. */
export function pageHref(search: URLSearchParams, page: number): string {
	const query = new URLSearchParams(search);
	query.set('page', String(page));
	return `?${query}`;
}

/** The present address with another choice, from the first page on; an empty one takes the parameter away. */
export function choiceHref(search: URLSearchParams, name: string, value: string): string {
	const query = new URLSearchParams(search);
	query.delete('page');
	if (value === '') query.delete(name);
	else query.set(name, value);
	return `?${query}`;
}
