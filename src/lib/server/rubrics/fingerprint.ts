import { createHash } from 'node:crypto';
import type { Questionnaire } from '../../domain/questionnaire.ts';

/**
 * SHA-256 (32 bytes) of a set of questionnaires: what a survey freezes and every ballot is bound to.
 * The same for any order of the set and of the fields; different for any change a member could see.
 */
export function questionnaireHash(questionnaires: readonly Questionnaire[]): Buffer {
	const set = questionnaires.toSorted((a, b) => (a.id < b.id ? -1 : 1));
	return createHash('sha256').update(canonicalJson(set), 'utf8').digest();
}

/** JSON without white space, the fields of objects in the order of their UTF-16 units. */
export function canonicalJson(value: unknown): string {
	return JSON.stringify(value, (_key, part: unknown) => (isObject(part) ? sortFields(part) : part));
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sortFields(value: Record<string, unknown>): Record<string, unknown> {
	const sorted = Object.keys(value).toSorted();
	return Object.fromEntries(sorted.map((key) => [key, value[key]]));
}
