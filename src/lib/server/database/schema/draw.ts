import type { FrozenSampling } from '$lib/domain/sampling/mean-of-sample';
import type { DrawPurpose, SizeMethod } from '$lib/domain/sampling/purpose';
import type { SeedSource } from '$lib/domain/sampling/seed';
import type { Stratum } from '$lib/domain/sampling/strata';
import type { Instant, Json } from '../values';

/** `prepared`: frame and sizes fixed, no seed yet; the other two are for ever. */
export type DrawState = 'prepared' | 'drawn' | 'abandoned';

/** With the kind's name as it was called then. */
export type NamedStratum = Stratum & { name: string };

/** A random draw among the unions below a union, for the scoring of that union. */
export interface DrawTable {
	id: string;
	union_id: string;
	year: number;
	purpose: DrawPurpose;
	/** From 1, by union, year and purpose; abandoned ones count. */
	seq: number;
	/** Why another one after the first; empty for that. */
	reason: string;
	method: SizeMethod;
	strata: Json<NamedStratum[]>;
	/** The very text that was hashed. */
	frame: string;
	/** SHA-256 in hexadecimal. */
	frame_hash: string;
	/** 32 random bytes in hexadecimal, part of every key; nobody is told before the draw. */
	nonce: string;
	/** SHA-256 of its digits, in hexadecimal: shown from the start. */
	nonce_hash: string;
	algorithm: string;
	/** By which units without a rate are treated. */
	rule: Json<FrozenSampling>;
	prepared_by: string;
	prepared_at: Instant;
	state: DrawState;
	/** Normalised. */
	seed: string | null;
	seed_source: SeedSource | null;
	/** Where the seed comes from, in words. */
	seed_note: string | null;
	/** Names of those present. */
	witnesses: string | null;
	/** Codes by stratum, in the order in which they were drawn. */
	result: Json<{ kind: string; codes: string[] }[]> | null;
	/** Why it was abandoned. */
	ended_reason: string | null;
	/** Who drew or abandoned. */
	ended_by: string | null;
	ended_at: Instant | null;
}
