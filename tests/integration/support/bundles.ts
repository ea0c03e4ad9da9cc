import { sql } from 'kysely';
import type { BundleKind } from '$lib/domain/verify/bundle-kind';
import { BundleError } from '$lib/domain/verify/problems';
import { verifyBundle, type Tallier, type Verified } from '$lib/domain/verify/verify-bundle';
import type { App } from '$lib/server/app';
import { writeBundle } from '$lib/server/verification/bundle';
import type { Engine } from './engines';
import { surveyRow } from './box';

/** A whole bundle as one text. */
export async function bundleText(app: App, surveyId: string, kind: BundleKind): Promise<string> {
	const parts = writeBundle(app.db, await surveyRow(app, surveyId), kind);
	return (await Array.fromAsync(parts)).join('');
}

export function verifyText(text: string | Uint8Array, tallier?: Tallier): Promise<Verified> {
	const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
	return verifyBundle(inChunks(bytes), tallier);
}

async function* inChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += 4000) yield bytes.subarray(at, at + 4000);
}

/** What the verifier objects to, or null. */
export async function problemOf(text: string | Uint8Array): Promise<string | null> {
	try {
		await verifyText(text);
		return null;
	} catch (error) {
		if (error instanceof BundleError) return error.problem;
		throw error;
	}
}

/** Takes away what keeps honest programs from changing what is written once: an attacker owns the database. */
export async function dropTriggers(engine: Engine, app: App): Promise<void> {
	if (engine.name === 'SQLite') {
		const { rows } = await sql<{ name: string }>`
			select name from sqlite_master where type = 'trigger'`.execute(app.db);
		for (const { name } of rows) await sql`drop trigger ${sql.ref(name)}`.execute(app.db);
		await sql`pragma foreign_keys = off`.execute(app.db);
		return;
	}
	const { rows } = await sql<{ name: string; on: string }>`
		select distinct trigger_name as name, event_object_table as on
		from information_schema.triggers where trigger_schema = current_schema()`.execute(app.db);
	for (const { name, on } of rows)
		await sql`drop trigger ${sql.ref(name)} on ${sql.table(on)}`.execute(app.db);
	const keys = await sql<{ name: string; on: string }>`
		select conname as name, conrelid::regclass::text as on from pg_constraint
		where contype = 'f'`.execute(app.db);
	for (const { name, on } of keys.rows)
		await sql`alter table ${sql.raw(on)} drop constraint ${sql.ref(name)}`.execute(app.db);
}
