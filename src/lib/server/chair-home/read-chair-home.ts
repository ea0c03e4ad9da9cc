import { surveyAtHand } from '$lib/components/office/next-step';
import type { App } from '../app';
import type { OwnUnion } from '../unions/own-unions';
import { readUnionHome, type UnionHome } from './read-union-home';

/** The home page of one of the reader's own unions: the one asked for, else the first; null for who has none. */
export async function readChairHome(
	app: App,
	own: readonly OwnUnion[],
	wanted: string | null
): Promise<UnionHome | null> {
	const union = own.find(({ id }) => id === wanted) ?? own[0];
	if (!union) return null;
	return readUnionHome(app, union.id, surveyAtHand(union.surveys)?.id ?? null);
}
