import { canonicalJson } from '$lib/domain/canonical-json';

/** What an act changed, field by field, as `detail` of an audit line has it. */
export type Changes = {
	before: Record<string, unknown>;
	after: Record<string, unknown>;
};

/** The fields that differ, with their old and new values; fields of one side alone are null on the other. */
export function changesBetween(before: object, after: object): Changes {
	const [old, now] = [Object.entries(before), Object.entries(after)].map(
		(entries) => new Map<string, unknown>(entries)
	) as [Map<string, unknown>, Map<string, unknown>];
	const fields = [...new Set([...old.keys(), ...now.keys()])].filter(
		(field) => canonicalJson(old.get(field) ?? null) !== canonicalJson(now.get(field) ?? null)
	);
	const pick = (from: Map<string, unknown>) =>
		Object.fromEntries(fields.map((field) => [field, from.get(field) ?? null]));
	return { before: pick(old), after: pick(now) };
}
