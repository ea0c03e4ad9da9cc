/** What a spreadsheet may be; the refusals in server/refusals.ts say the same in Chinese. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
/** All parts of an .xlsx file together, unpacked. */
export const MAX_UNPACKED_BYTES = 100 * 1024 * 1024;
/** Rows below the header, blank ones left out. */
export const MAX_ROWS = 50_000;
export const MAX_COLUMNS = 100;
/** Characters of one cell. */
export const MAX_CELL = 2_000;
/** Characters of all cells: a shared text weighs once in the file and as often as it stands in cells afterwards. */
export const MAX_CHARACTERS = 50_000_000;
/** Memory and time of the thread that reads a file: it is ended when it needs more. */
export const THREAD_MEGABYTES = 768;
export const THREAD_MS = 120_000;
/** Files read at once; others wait. Each may take the memory of a thread. */
export const THREADS = 2;
