import { sql, type Expression } from 'kysely';

/** The place of a word in a list, from 0, to put rows in order by; null for any other. */
export function rankOf(column: Expression<unknown>, words: readonly string[]) {
	const whens = words.map((word, place) => sql`when ${word} then ${sql.lit(place)}`);
	return sql<number | null>`case ${column} ${sql.join(whens, sql` `)} end`;
}
