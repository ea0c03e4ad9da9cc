/** JSON without white space, the fields of objects in the order of their UTF-16 units. */
export function canonicalJson(value: unknown): string {
	return JSON.stringify(value, (_key, part: unknown) => (isObject(part) ? sortFields(part) : part));
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sortFields(value: Record<string, unknown>): Record<string, unknown> {
	const sorted = Object.keys(value).toSorted();
	return Object.fromEntries(sorted.map((key) => [key, value[key]]));
}
