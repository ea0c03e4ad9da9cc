import { historyColumns, type HistoryColumn } from '$lib/domain/history-columns';
import { matchHeader } from '$lib/domain/import/match-header';
import type { Sheet, SheetRow } from '../spreadsheets/read-sheet';

/** What people write once beside several rows; merged figures are no figures of each row. */
const mergeable: HistoryColumn[] = ['code', 'year', 'subject', 'electorate', 'note'];

/** The rows, with what stands in a merged cell of such a column in each row that it spans. */
export function fillMerged({ header, rows, merged }: Sheet): SheetRow[] {
	const { places } = matchHeader(header, historyColumns);
	const columns = mergeable.flatMap((key) => places[key] ?? []);
	const areas = merged.filter(
		({ firstColumn, lastColumn }) => firstColumn === lastColumn && columns.includes(firstColumn)
	);
	const byRow = new Map(rows.map((row) => [row.row, row]));
	return rows.map(({ row, cells }) => {
		const filled = [...cells];
		for (const { firstRow, lastRow, firstColumn: column } of areas)
			if (row > firstRow && row <= lastRow)
				filled[column] = byRow.get(firstRow)?.cells[column] ?? '';
		return { row, cells: filled };
	});
}
