import type { CellObject } from 'write-excel-file/node';

/** Excel shows more than this in a cell of the format "text" as ####. */
const LONGEST_AS_TEXT = 255;

/**
 * A cell that stays what it is. Texts are stored as strings, so nothing is computed when the file is opened; the format
 * "text" keeps `=1+1` or a code with leading zeros as it is when somebody edits the cell afterwards.
 */
export function textCell(value: string): CellObject {
	if (value.length > LONGEST_AS_TEXT) return { value, type: String };
	return { value, type: String, format: '@' };
}
