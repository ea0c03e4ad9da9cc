/** All rows of a list that comes in pages, in their order; a page is asked for as an address would. */
export async function everyPage<Row>(
	read: (page: number) => Promise<{ rows: readonly Row[]; pages: number }>
): Promise<Row[]> {
	const { rows, pages } = await read(1);
	const all = [...rows];
	for (let page = 2; page <= pages; page++) all.push(...(await read(page)).rows);
	return all;
}
