import { readdirSync } from 'node:fs';
import { sep } from 'node:path';

/**
 * The addresses that answer without an account, from the files of the routes, as lists of segments; a parameter is null.
 * Everything outside the office, its login, and how it looks there.
 */
export function publicRoutes(): (string | null)[][] {
	const files = readdirSync('src/routes', { recursive: true, encoding: 'utf8' });
	const routes = files
		.map((file) => file.split(sep))
		.filter((parts) => /^\+(page\.svelte|page@\.svelte|server\.ts)$/.test(parts.at(-1) ?? ''))
		.map((parts) => parts.slice(0, -1))
		.filter(([top, page]) => top !== 'office' || page === 'login' || page === 'look');
	return routes.map((parts) =>
		parts
			.filter((part) => !/^\(.*\)$/.test(part))
			.map((part) => (part.startsWith('[') ? null : part))
	);
}
