import { compare, type Ratio } from './fraction.ts';

/** What a row is put in order by; a rate as its exact fraction, null where there is nothing. */
export type OrderValue = string | number | Ratio | null;

export interface RowOrder<K extends string = string> {
	by: K;
	descending: boolean;
}

/** From an address: `members`, or `-members` for the largest first. Null for anything else than `keys`. */
export function parseOrder<K extends string>(
	text: string | null,
	keys: readonly K[]
): RowOrder<K> | null {
	const descending = text?.startsWith('-') ?? false;
	const by = keys.find((key) => key === (descending ? text?.slice(1) : text));
	return by === undefined ? null : { by, descending };
}

export function formatOrder({ by, descending }: RowOrder): string {
	return descending ? `-${by}` : by;
}

/** Chinese by its sound, figures inside a text by their size. */
const collator = new Intl.Collator('zh-CN', { numeric: true });

/**
 * The rows in the order that an address asks for, those without a value last whichever way it goes; as they came when it
 * asks for none. Equal ones stay as they were.
 */
export function orderRows<Row>(
	rows: readonly Row[],
	asked: string | null,
	values: Readonly<Record<string, (row: Row) => OrderValue>>
): Row[] {
	const order = parseOrder(asked, Object.keys(values));
	const valueOf = order && values[order.by];
	if (!order || !valueOf) return [...rows];
	const sign = order.descending ? -1 : 1;
	return rows
		.map((row) => ({ row, value: valueOf(row) }))
		.sort((a, b) => {
			if (a.value === null || b.value === null)
				return Number(a.value === null) - Number(b.value === null);
			return sign * compareValues(a.value, b.value);
		})
		.map(({ row }) => row);
}

function compareValues(a: NonNullable<OrderValue>, b: NonNullable<OrderValue>): number {
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	if (typeof a === 'object' && typeof b === 'object') return compare(a, b);
	return collator.compare(String(a), String(b));
}
