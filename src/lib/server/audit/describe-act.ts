import { roleNames } from '$lib/domain/words';
import type { Database } from '../database/open';
import { nameAct } from './act-names';
import { fieldNames } from './field-names';
import { nameIds } from './name-ids';
import type { FoundAct } from './search-audit';

/** A field of an act; `before` is undefined where the act states a value and changes none. */
export interface ActField {
	name: string;
	before?: string;
	after: string;
}

/** An act as a table shows it. */
export interface DescribedAct extends Omit<FoundAct, 'detail'> {
	/** In Chinese. */
	act: string;
	fields: ActField[];
}

/**
 * What the list leaves out, though the line has it: after a re-issue the number of codes that became void tells how many
 * ballots there are.
 */
const unshown: Record<string, readonly string[]> = { 'survey issue': ['voided', 'issued'] };

/** Acts in Chinese, with the names of what their details refer to. */
export async function describeAll(
	db: Database,
	acts: readonly FoundAct[]
): Promise<DescribedAct[]> {
	const names = await nameIds(db, listTexts(acts));
	return acts.map((act) => describeAct(act, names));
}

/** The same, slice by slice. */
export async function* describeActs(
	db: Database,
	slices: AsyncIterable<FoundAct[]>
): AsyncGenerator<DescribedAct[]> {
	for await (const slice of slices) yield await describeAll(db, slice);
}

/** An act in Chinese; `names` has what ids within its detail stand for. */
function describeAct(act: FoundAct, names: ReadonlyMap<string, string>): DescribedAct {
	const { detail, ...rest } = act;
	const hidden = ['unionId', ...(unshown[`${act.noun} ${act.action}`] ?? [])];
	const shown = Object.entries(detail).filter(([field]) => !hidden.includes(field));
	// A user name is a name, were it that of a role.
	const text = (value: unknown, field: string) =>
		field === 'username' ? String(value) : writeValue(value, names);
	return {
		...rest,
		act: nameAct(act.noun, act.action),
		fields: shown.flatMap(([field, value]) => fieldsOf(field, value, detail, text))
	};
}

/** `before` and `after` side by side, field by field; anything else as it is. */
function fieldsOf(
	field: string,
	value: unknown,
	{ before, after }: Record<string, unknown>,
	text: (value: unknown, field: string) => string
): ActField[] {
	if (!isRecord(before) || !isRecord(after))
		return [{ name: nameField(field), after: text(value, field) }];
	if (field === 'before') return [];
	if (field !== 'after') return [{ name: nameField(field), after: text(value, field) }];
	return Object.keys(after).map((key) => ({
		...{ name: nameField(key), before: text(before[key], key), after: text(after[key], key) }
	}));
}

function nameField(field: string): string {
	return fieldNames[field] ?? field;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function writeValue(value: unknown, names: ReadonlyMap<string, string>): string {
	if (value === null || value === undefined || value === '') return '（空）';
	if (typeof value === 'boolean') return value ? '是' : '否';
	if (typeof value === 'string') return names.get(value) ?? wordOf(value);
	if (Array.isArray(value))
		return value.map((one) => writeValue(one, names)).join('、') || '（空）';
	if (!isRecord(value)) return String(value);
	if (isRole(value))
		return [value.role, value.unionId].map((one) => writeValue(one, names)).join(' · ');
	return Object.entries(value)
		.map(([key, part]) => `${nameField(key)} ${writeValue(part, names)}`)
		.join('，');
}

/** A role of an account, as its acts record it. */
function isRole(value: Record<string, unknown>): value is { role: unknown; unionId: unknown } {
	return 'role' in value && 'unionId' in value;
}

function wordOf(value: string): string {
	return Object.hasOwn(roleNames, value) ? roleNames[value as keyof typeof roleNames] : value;
}

/** Every text within the details of acts: ids among them are looked up once for a whole page. */
function listTexts(acts: readonly FoundAct[]): string[] {
	return [...new Set(acts.flatMap(({ detail }) => textsIn(detail)))];
}

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (Array.isArray(value)) return value.flatMap(textsIn);
	return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
}
