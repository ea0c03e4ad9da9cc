/** The portable column values: both engines store and return exactly these. */

/** A truth value in an integer column. */
export type Flag = 0 | 1;
/** An instant as ISO 8601 in UTC, written by the application: `2026-11-22T01:00:00.000Z`. */
export type Instant = string & { readonly instant: unique symbol };
/** A calendar day in Asia/Shanghai: `2026-11-22`. */
export type Day = string & { readonly day: unique symbol };
/** JSON text of a `T`. */
export type Json<T> = string & { readonly json: T };

export function toFlag(value: boolean): Flag {
	return value ? 1 : 0;
}

export function toInstant(date: Date): Instant {
	return date.toISOString() as Instant;
}

export function toJson<T>(value: T): Json<T> {
	return JSON.stringify(value) as Json<T>;
}

export function fromJson<T>(text: Json<T>): T {
	return JSON.parse(text) as T;
}
