import { levelNames, levels, type Level } from '../words.ts';
import type { KnownUnion, UnionImport, UnionRow, UnionWrite } from './judge-unions.ts';
import type { UnionKey } from './columns.ts';
import type { RowReader } from './row-reader.ts';

/** Where a row's union will lie: a row of the file or a union that is there; null: as it is, or unknown. */
type Above = { row: UnionRow } | { union: KnownUnion } | null;

const rank = (level: Level) => levels.indexOf(level);

/**
 * Finds each row's place in the tree as it will be, adds what is wrong with it to the row's problems, and gives what to
 * write; null where the row cannot be written.
 */
export function placeUnions(
	rows: readonly UnionRow[],
	reader: RowReader<UnionKey>,
	given: UnionImport
): (UnionWrite | null)[] {
	const tree = new TreeToBe(rows, given);
	for (const row of rows) checkParent(row, reader, given, tree);
	checkWaysUp(rows, reader, tree);
	for (const row of rows) checkLevels(row, reader, tree);
	return rows.map((row) => (row.problems.length > 0 ? null : tree.writeOf(row)));
}

/** The tree with the file's rows in it. */
class TreeToBe {
	readonly #rows = new Map<string, UnionRow>();
	readonly #byId: Map<string, KnownUnion>;
	readonly #children: Map<string | null, KnownUnion[]>;
	readonly #writes = new Map<UnionRow, UnionWrite>();

	constructor(
		rows: readonly UnionRow[],
		readonly given: UnionImport
	) {
		for (const row of rows) if (row.code !== undefined) this.#rows.set(row.code, row);
		const known = [...given.known.values()];
		this.#byId = new Map(known.map((union) => [union.id, union]));
		this.#children = Map.groupBy(known, ({ parentId }) => parentId);
	}

	childrenOf(union: KnownUnion): KnownUnion[] {
		return this.#children.get(union.id) ?? [];
	}

	rowOf(union: KnownUnion): UnionRow | undefined {
		return this.#rows.get(union.code);
	}

	union(id: string | null): KnownUnion | undefined {
		return id === null ? undefined : this.#byId.get(id);
	}

	/** What the parent column names. */
	find(code: string): Above {
		const row = this.#rows.get(code);
		if (row) return { row };
		const union = this.given.known.get(code);
		return union ? { union } : null;
	}

	/** What lies above a row's union, by the file or as it is. */
	above(row: UnionRow): Above {
		if (row.parent) return this.find(row.parent);
		const union = this.union(row.known?.parentId ?? null);
		if (!union) return null;
		const above = this.rowOf(union);
		return above ? { row: above } : { union };
	}

	levelOf(above: Above): Level | undefined {
		if (above === null) return undefined;
		return 'row' in above ? (above.row.level ?? above.row.known?.level) : above.union.level;
	}

	writeOf(row: UnionRow): UnionWrite {
		const done = this.#writes.get(row);
		if (done) return done;
		const { known } = row;
		const id = known?.id ?? this.given.newId();
		const [parentId, path] = this.#placeOf(row, id);
		const write: UnionWrite = {
			...{ id, parentId, path, isNew: !known, closed: false },
			isMoved: known !== undefined && known.parentId !== parentId,
			code: row.code ?? '',
			name: row.name ?? known?.name ?? '',
			level: row.level ?? known?.level ?? 'grassroots',
			kind: row.kind ?? known?.kind ?? '',
			industry: row.industry ?? known?.industry ?? '',
			independent: row.independent ?? known?.independent ?? false,
			members: row.members ?? known?.members ?? 0,
			foundedOn: row.foundedOn === undefined ? (known?.foundedOn ?? null) : row.foundedOn
		};
		this.#writes.set(row, write);
		return write;
	}

	/** The parent's id and the union's path; a union that stays keeps both, known or not what is above. */
	#placeOf(row: UnionRow, id: string): [string | null, string] {
		const above = this.above(row);
		if (above === null) return [row.known?.parentId ?? null, row.known?.path ?? `/${id}/`];
		// What lies below a row that cannot be written is not written either.
		if ('row' in above && above.row.problems.length > 0) return [null, `/${id}/`];
		const parent = 'row' in above ? this.writeOf(above.row) : above.union;
		return [parent.id, `${parent.path}${id}/`];
	}
}

function checkParent(
	row: UnionRow,
	reader: RowReader<UnionKey>,
	given: UnionImport,
	tree: TreeToBe
): void {
	const { known, parent } = row;
	row.parentNow = tree.union(known?.parentId ?? null)?.code;
	if (parent === undefined || isOutside(row, given)) return;
	const say = (text: string) => void row.problems.push(reader.problem('parent', text));
	const now = row.parentNow;
	// What is above the topmost union of the subtree may be out of sight; it stays where it is.
	if (known && known.path === given.scope) {
		if (parent !== '' && parent !== now)
			say('这是您所管范围最上面的工会，不能由您移动。请改回原来的上级代码。');
		if (parent !== now) row.parent = undefined;
		return;
	}
	if (parent === '') return say('没有填写，请填写上级工会的组织代码。');
	if (known && parent === now) return;
	const above = tree.find(parent);
	if (above === null) return say(`没有找到代码为 ${parent} 的工会。请核对，或在表中加上这个工会。`);
	const union = 'row' in above ? above.row.known : above.union;
	if (union && !union.path.startsWith(given.scope))
		return say(`${parent} 不在您管理的范围内。请改为范围内的上级。`);
	if (union?.closed) return say(`${parent} 已经撤销，不能作上级。请另选上级。`);
	if (known) checkMove(known, given, tree, say);
}

/** What the page of a union asks before it is moved, as far as a file can answer it. */
function checkMove(
	known: KnownUnion,
	given: UnionImport,
	tree: TreeToBe,
	say: (text: string) => void
): void {
	if (given.own.has(known.path))
		return say('这是您任职的工会，不能由您移动。请改回原来的上级代码，由上级工会办理。');
	if (given.applying.has(known.id))
		return say('这个工会的申报还没有确定，不能移动。请改回原来的上级代码，考评确定后再移动。');
	if (tree.childrenOf(known).length > 0)
		say('这个工会还有下级，不能用表格移动。请改回原来的上级代码，并在工会页面移动。');
}

function isOutside({ known }: UnionRow, given: UnionImport): boolean {
	return known !== undefined && !known.path.startsWith(given.scope);
}

/** More levels than any tree of unions has. */
const DEEPEST = 20;

/** Finds rows that lie above themselves, each told the whole circle by row, and rows that lie too deep. */
function checkWaysUp(rows: readonly UnionRow[], reader: RowReader<UnionKey>, tree: TreeToBe): void {
	const depths = new Map<UnionRow, number>();
	for (const start of rows) {
		const way = new Set<UnionRow>();
		let above: Above = { row: start };
		while (above && 'row' in above && !way.has(above.row) && !depths.has(above.row)) {
			way.add(above.row);
			above = tree.above(above.row);
		}
		const rest = [...way];
		if (above && 'row' in above && way.has(above.row))
			tellCircle(rest.slice(rest.indexOf(above.row)), reader);
		let depth = depthOf(above, depths);
		for (const row of rest.reverse()) {
			depths.set(row, ++depth);
			if (depth > DEEPEST && row.problems.length === 0)
				row.problems.push(
					reader.problem('parent', `在第 ${DEEPEST} 级以下，太深了。请核对上级代码。`)
				);
		}
	}
}

function tellCircle(circle: UnionRow[], reader: RowReader<UnionKey>): void {
	const numbers = [...circle, ...circle.slice(0, 1)].map(({ file }) => file.row);
	const shown = numbers.length > 12 ? [...numbers.slice(0, 11), '…', numbers.at(-1)] : numbers;
	const text = `上级绕成了圈：第 ${shown.join(' → ')} 行。请改正其中一行。`;
	for (const row of circle) row.problems.push(reader.problem('parent', text));
}

function depthOf(above: Above, depths: ReadonlyMap<UnionRow, number>): number {
	if (above === null) return 0;
	if ('row' in above) return depths.get(above.row) ?? 0;
	return above.union.path.split('/').length - 2;
}

function checkLevels(row: UnionRow, reader: RowReader<UnionKey>, tree: TreeToBe): void {
	const level = row.level ?? row.known?.level;
	const above = tree.levelOf(tree.above(row));
	const touched = !row.known || (row.level !== undefined && row.level !== row.known.level);
	const moved = row.parent !== undefined && row.parent !== row.parentNow;
	if (level === undefined) return;
	if (above !== undefined && (touched || moved) && rank(above) < rank(level))
		row.problems.push(
			reader.problem(
				'level',
				`“${levelNames[level]}”高于上级的“${levelNames[above]}”，请核对层级或上级代码。`
			)
		);
	if (!row.known || !touched) return;
	const higher = tree.childrenOf(row.known).find((child) => {
		const childRow = tree.rowOf(child);
		return rank(childRow?.level ?? child.level) > rank(level);
	});
	if (higher)
		row.problems.push(
			reader.problem('level', `低于下级工会 ${higher.code} 的层级，请核对，或同时改下级的层级。`)
		);
}
