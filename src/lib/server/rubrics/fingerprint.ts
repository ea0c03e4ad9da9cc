import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Questionnaire } from '../../domain/questionnaire.ts';

/**
 * SHA-256 (32 bytes) of a set of questionnaires: what a survey freezes and every ballot is bound to.
 * The same for any order of the set and of the fields; different for any change a member could see.
 */
export function questionnaireHash(questionnaires: readonly Questionnaire[]): Buffer {
	const set = questionnaires.toSorted((a, b) => (a.id < b.id ? -1 : 1));
	return createHash('sha256').update(canonicalJson(set), 'utf8').digest();
}
