import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, inject, onTestFinished } from 'vitest';
import { createApp, type App, type Config } from '$lib/server/app';
import type { Clock } from '$lib/server/clock';
import { openDatabase, type Database } from '$lib/server/database/open';
import { testClock } from './clock';
import { testConfig } from './config';
import { postgresStorage } from './postgres-storage';
import type { Start } from './shared';
import { sqliteStorage } from './sqlite-storage';

export interface AppOptions {
	/** Default: a clock that stands at 2026-11-22 09:00 in Shanghai. */
	clock?: Clock;
	/** Overrides; with another app's `databaseUrl` the new one shares its database, as a second process would. */
	config?: Partial<Config>;
	/** `started` (default) has the root union and no account; `empty` goes through the whole first start. */
	start?: Start;
}

/** One of the database engines; whatever it creates ends with the test that asked for it. */
export interface Engine {
	name: 'SQLite' | 'PostgreSQL';
	/** The composed server with files and a database of its own. */
	createApp(options?: AppOptions): Promise<App>;
	/** A database alone; `migrated` unless told otherwise. */
	createDatabase(start?: Start): Promise<Database>;
	/** The address of a new database, for tests that open it themselves, perhaps several times. */
	createUrl(start?: Start): Promise<string>;
	/** Every file in which the engine keeps this database: pages, write-ahead log and the engine's own log. */
	dataFiles(app: App): Promise<string[]>;
}

/** How an engine makes, finds and removes the storage of one database. */
export interface Storage {
	name: Engine['name'];
	available: boolean;
	create(start: Start, folder: string): Promise<string>;
	files(url: string): Promise<string[]>;
	drop(url: string): Promise<void>;
	end(): Promise<void>;
}

/** Defines the same tests on every engine; where PostgreSQL could not be started its tests are reported as skipped. */
export function describeEachEngine(name: string, define: (engine: Engine) => void): void {
	for (const storage of [sqliteStorage(), postgresStorage()])
		describe.runIf(storage.available)(`${name} [${storage.name}]`, () => {
			const left = new Set<() => Promise<void>>();
			define(engineOn(storage, left));
			afterAll(async () => {
				for (const dispose of [...left].reverse()) await dispose();
				await storage.end();
			});
		});
}

function engineOn(storage: Storage, left: Set<() => Promise<void>>): Engine {
	const finally_ = (dispose: () => Promise<void>) => disposeAfterTest(dispose, left);

	async function createUrl(
		start: Start = 'migrated',
		folder = newFolder(finally_)
	): Promise<string> {
		const url = await storage.create(start, folder);
		finally_(() => storage.drop(url));
		return url;
	}

	return {
		name: storage.name,
		createUrl: (start) => createUrl(start),
		async createDatabase(start) {
			const db = openDatabase(await createUrl(start));
			finally_(() => db.destroy());
			return db;
		},
		async createApp({ clock = testClock(), config = {}, start = 'started' } = {}) {
			const folder = newFolder(finally_);
			const databaseUrl = config.databaseUrl ?? (await createUrl(start, folder));
			const app = await createApp({ ...testConfig(folder), ...config, databaseUrl }, clock);
			finally_(() => app.dispose());
			return app;
		},
		dataFiles: (app) => storage.files(app.config.databaseUrl)
	};
}

function newFolder(finally_: (dispose: () => Promise<void>) => void): string {
	const folder = mkdtempSync(join(inject('shared').scratch, 'test-'));
	finally_(async () => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** After the test, last made first; what a `beforeAll` made goes after the last test. */
function disposeAfterTest(dispose: () => Promise<void>, left: Set<() => Promise<void>>): void {
	left.add(dispose);
	try {
		onTestFinished(async () => {
			left.delete(dispose);
			await dispose();
		});
	} catch {
		// Outside a test there is nothing to hook into; `left` has it.
	}
}
