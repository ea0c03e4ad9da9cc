import type { CellEdit } from '$lib/domain/score-form';
import { withStorage } from '../with-storage';

/** What somebody typed and the server does not have yet. */
export interface Draft {
	reason: string;
	edits: CellEdit[];
}

/** Where a sheet's draft lies in the browser: nobody else's, no other year's. */
export function draftKey(sheet: {
	userId: string;
	unionId: string;
	year: number;
	kind: string;
}): string {
	return `pingjia-sheet:${sheet.userId}:${sheet.unionId}:${sheet.year}:${sheet.kind}`;
}

/** Keeps a draft beyond the page; false where the browser has no room or keeps nothing. */
export function keepDraft(key: string, draft: Draft): boolean {
	return withStorage(false, (storage) => {
		if (draft.edits.length === 0) storage.removeItem(key);
		else storage.setItem(key, JSON.stringify(draft));
		return true;
	});
}

/** The draft that was kept, or null. */
export function readDraft(key: string): Draft | null {
	const text = withStorage<string | null>(null, (storage) => storage.getItem(key));
	if (text === null) return null;
	try {
		const draft: unknown = JSON.parse(text);
		return isDraft(draft) ? draft : null;
	} catch (error) {
		if (error instanceof SyntaxError) return null;
		throw error;
	}
}

function isDraft(value: unknown): value is Draft {
	return (
		typeof value === 'object' &&
		value !== null &&
		'edits' in value &&
		Array.isArray(value.edits) &&
		'reason' in value &&
		typeof value.reason === 'string'
	);
}
