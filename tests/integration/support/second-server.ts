import type { App } from '$lib/server/app';
import type { Engine } from './engines';

/**
 * Another server on the same database. SQLite is embedded in one process, whose calls would wait for each other's
 * transaction for ever if two connections shared its one thread: there it is the same server.
 */
export async function secondServer(engine: Engine, app: App): Promise<App> {
	return engine.name === 'SQLite' ? app : engine.createApp({ config: app.config });
}
