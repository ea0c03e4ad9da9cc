import { readFileSync } from 'node:fs';
import { cellsOf, commitsOf, pagesOf, type Cell, type Pages, type Value } from './sqlite-pages';

/**
 * The attacks that broke "two tables without a common key". Each is given what a thief has, and two shapes that tell the
 * rows of the table of codes from those of the table of answers; each returns which answer belongs to which code (hex).
 */
export interface Shape {
	/** The code's HMAC, if this is a row that marks one as used. */
	code(row: Value[]): Buffer | null;
	/** The stored answer, if this is such a row. */
	answer(row: Value[]): Buffer | null;
	/** A number in the row of an answer that tells its place in time; without one its place on the page does. */
	rank?(row: Value[]): number;
}

export type Links = Map<string, Buffer>;

/** From one copy of the file: rows lie on their page in the order in which they came. */
export function linkByOffsets(file: string, shape: Shape): Links {
	const { count, page } = pagesOf(readFileSync(file));
	const cells: Cell[] = [];
	for (let number = 2; number <= count; number++) cells.push(...oldestFirst(page(number), page));
	const codes = cells.flatMap(({ row }) => shape.code(row) ?? []);
	const rows = cells.map(({ row }) => row).filter((row) => shape.answer(row) !== null);
	if (shape.rank) rows.sort((a, b) => (shape.rank?.(a) ?? 0) - (shape.rank?.(b) ?? 0));
	return pair(
		codes,
		rows.flatMap((row) => shape.answer(row) ?? [])
	);
}

function oldestFirst(page: Buffer, pages: Pages): Cell[] {
	return cellsOf(page, pages).sort((a, b) => b.offset - a.offset);
}

/** From the write-ahead log: what is new in the same commit belongs together. */
export function linkByCommits(file: string, shape: Shape): Links {
	const original = pagesOf(readFileSync(file));
	const latest = new Map<number, Buffer>();
	const pages: Pages = (number) => latest.get(number) ?? original.page(number);
	const seen = new Set<string>();
	const links: Links = new Map();
	for (const written of commitsOf(readFileSync(`${file}-wal`))) {
		for (const [number, page] of written) latest.set(number, page);
		const rows = [...written.values()].flatMap((page) =>
			cellsOf(page, pages).map(({ row }) => row)
		);
		const fresh = (bytes: Buffer | null) => (bytes && isNew(seen, bytes) ? [bytes] : []);
		const codes = rows.flatMap((row) => fresh(shape.code(row)));
		const answers = rows.flatMap((row) => fresh(shape.answer(row)));
		if (codes.length === 1 && answers.length === 1) pair(codes, answers, links);
	}
	return links;
}

/** From backups made while people vote: what is new since the last one belongs together. */
export function linkBySnapshots(snapshots: { codes: Buffer[]; answers: Buffer[] }[]): Links {
	const seen = new Set<string>();
	const links: Links = new Map();
	for (const snapshot of snapshots) {
		const codes = snapshot.codes.filter((bytes) => isNew(seen, bytes));
		const answers = snapshot.answers.filter((bytes) => isNew(seen, bytes));
		if (codes.length === 1 && answers.length === 1) pair(codes, answers, links);
	}
	return links;
}

export interface Written {
	/** The number of the transaction that wrote the row: PostgreSQL keeps it with every row. */
	xmin: number;
	bytes: Buffer;
}

/** From rows of one transaction. */
export function linkByTransaction(codes: Written[], answers: Written[]): Links {
	const byTransaction = new Map(answers.map(({ xmin, bytes }) => [xmin, bytes]));
	return linkEach(codes, ({ xmin }) => byTransaction.get(xmin));
}

/** From rows of transactions that follow each other; the cluster's other databases may have numbers in between. */
export function linkByNextTransaction(codes: Written[], answers: Written[]): Links {
	const sorted = answers.toSorted((a, b) => a.xmin - b.xmin);
	return linkEach(codes, ({ xmin }) => sorted.find((answer) => answer.xmin > xmin)?.bytes);
}

function linkEach(codes: Written[], find: (code: Written) => Buffer | undefined): Links {
	const links: Links = new Map();
	for (const code of codes) {
		const answer = find(code);
		if (answer) links.set(code.bytes.toString('hex'), answer);
	}
	return links;
}

function pair(codes: Buffer[], answers: Buffer[], links: Links = new Map()): Links {
	codes.forEach((code, index) => {
		const answer = answers[index];
		if (answer) links.set(code.toString('hex'), answer);
	});
	return links;
}

function isNew(seen: Set<string>, bytes: Buffer): boolean {
	const key = bytes.toString('latin1');
	if (seen.has(key)) return false;
	seen.add(key);
	return true;
}
