import type { KnownUnion, UnionWrite } from '$lib/domain/import/judge-unions';
import { changesBetween, type Changes } from '../audit/changes-between';

/** What an import changes of a union that decides whether it counts in the coverage of those above. */
export interface DecidingChange {
	unionId: string;
	changes: Changes;
}

/**
 * They get a line of their own in the audit, as the same change on the union's page does: the evidence of a coverage names
 * who made them (assessments/list-scope-changes.ts).
 */
export function decidingChanges(
	writes: readonly UnionWrite[],
	known: ReadonlyMap<string, KnownUnion>
): DecidingChange[] {
	return writes.flatMap((write) => {
		const old = known.get(write.code);
		if (!old) return [];
		const changes = changesBetween(decidingOf(old), decidingOf(write));
		return Object.keys(changes.after).length === 0 ? [] : [{ unionId: write.id, changes }];
	});
}

function decidingOf({ independent, foundedOn, level }: KnownUnion) {
	return { independent, foundedOn, level };
}
