/** A table of a spreadsheet file: its header and the rows below, blank ones left out. */
export interface Sheet {
	header: string[];
	rows: SheetRow[];
	/** Merged areas, only of .xlsx: the value stands in the first cell, all others are ''. */
	merged: MergedArea[];
}

export interface SheetRow {
	/** As the spreadsheet program numbers it, from 1. */
	row: number;
	/** As many as the header has; '' where there is nothing. Numbers as digits, days as 2024-03-01. */
	cells: string[];
}

/** Rows as `SheetRow.row`, columns from 0. */
export interface MergedArea {
	firstRow: number;
	lastRow: number;
	firstColumn: number;
	lastColumn: number;
}

/** What the two readers give: every row from the first on, with blank ones. */
export interface RawSheet {
	rows: string[][];
	merged: MergedArea[];
}
