import ts from 'typescript';
import { expect, test } from 'vitest';
import { describeEachEngine } from '../support/engines';
import { parse, parseFolder, placeOf, walk } from './source-walk';

/*
 * Rows without a value come first on SQLite and last on PostgreSQL. So a list is ordered by columns that are never
 * empty, or says where the empty ones go (`orderBy(column, (order) => order.asc().nullsLast())`).
 */

/** Empty only between two statements of one transaction. */
const NEVER_SEEN_EMPTY = ['username', 'user.username'];

/** The columns (with their tables where they are named) of every `orderBy(…)` that leaves the place of empty values open. */
function ordersIn(file: ts.SourceFile): { column: string; place: string }[] {
	return [...walk(file)].filter(ts.isCallExpression).flatMap((call) => {
		const { expression } = call;
		const [first, direction] = call.arguments;
		if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'orderBy') return [];
		if (!first || !ts.isStringLiteral(first) || (direction && !ts.isStringLiteral(direction)))
			return [];
		return [{ column: first.text, place: placeOf(first) }];
	});
}

test('the check sees what a list is ordered by', () => {
	const orders = (text: string) => ordersIn(parse('sample.ts', text)).map(({ column }) => column);
	expect(orders(`db.selectFrom('term').orderBy('term.ended_on', 'desc')`)).toEqual([
		'term.ended_on'
	]);
	expect(orders(`q.orderBy('a').orderBy('b', (order) => order.desc().nullsLast())`)).toEqual(['a']);
});

describeEachEngine('the order of lists', (engine) => {
	test('never hangs on where an engine puts the empty values', async () => {
		const db = await engine.createDatabase();
		const tables = await db.introspection.getTables();
		const mayBeEmpty = (order: string) => {
			const [name = '', table] = order.split('.').reverse();
			// An alias names no table; then every column of the name counts.
			const named = tables.filter((one) => one.name === table);
			const columns = (named.length > 0 ? named : tables).flatMap((one) => one.columns);
			return columns.some((column) => column.name === name && column.isNullable);
		};
		expect(['term.ended_on', 'ended_on', 't.ended_on'].every(mayBeEmpty)).toBe(true);
		const orders = [...parseFolder('src/lib/server'), ...parseFolder('src/routes')].flatMap(
			ordersIn
		);
		expect(orders.length).toBeGreaterThan(10);
		const open = orders.filter(({ column }) => mayBeEmpty(column));
		expect(open.filter(({ column }) => !NEVER_SEEN_EMPTY.includes(column))).toEqual([]);
	});
});
