import { fromBase64, toBase64 } from './bytes.ts';
import { readNote, writeNote, type Sign } from './signed-note.ts';

/** What the server says of the log of a survey: its size, its root, and the day (Asia/Shanghai) it said so. */
export interface Checkpoint {
	size: number;
	root: Uint8Array;
	day: string;
}

/** Names the log in its checkpoints, and the key that signs them. */
export function originOf(surveyId: string): string {
	return `pingjia/${surveyId}`;
}

/** C2SP tlog-checkpoint: origin, size, root; the day is an extension line. */
function textOf(surveyId: string, { size, root, day }: Checkpoint): string {
	return `${originOf(surveyId)}\n${size}\n${toBase64(root)}\nday ${day}\n`;
}

export function writeCheckpoint(
	surveyId: string,
	checkpoint: Checkpoint,
	key: { publicKey: Uint8Array; sign: Sign }
): string {
	return writeNote(textOf(surveyId, checkpoint), { name: originOf(surveyId), ...key });
}

/** The checkpoint in a note, whoever signed it; null if it is none of this survey. */
export function parseCheckpoint(surveyId: string, note: string): Checkpoint | null {
	const [, size, root, day] = note.split('\n', 4);
	const bytes = fromBase64(root ?? '');
	const date = /^day (\d{4}-\d\d-\d\d)$/.exec(day ?? '')?.[1];
	if (bytes?.length !== 32 || date === undefined || !/^[1-9]\d{0,14}$/.test(size ?? ''))
		return null;
	const checkpoint = { size: Number(size), root: bytes, day: date };
	return note.startsWith(`${textOf(surveyId, checkpoint)}\n`) ? checkpoint : null;
}

/** The same, if the survey's log key signed it. */
export function readCheckpoint(
	surveyId: string,
	note: string,
	publicKey: Uint8Array
): Checkpoint | null {
	const text = readNote(note, { name: originOf(surveyId), publicKey });
	const checkpoint = parseCheckpoint(surveyId, note);
	return checkpoint && text === textOf(surveyId, checkpoint) ? checkpoint : null;
}
