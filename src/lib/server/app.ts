import { join } from 'node:path';
import { createAuth, type Auth } from './accounts/auth';
import { isUnset, makeSetupToken } from './accounts/first-administrator';
import { readOfficeKeys, type OfficeKeys } from './accounts/office-keys';
import { createLoginLimiter, type LoginLimiter } from './accounts/tries';
import { createWrongTokenLimiter } from './api-tokens/wrong-tokens';
import { createBallotDesk, type BallotDesk } from './ballots/ballot-desk';
import { createForgetting, type Forgetting } from './database/keep-forgetting';
import { createOpenings, type Openings } from './custody/openings';
import { systemClock, type Clock } from './clock';
import { migrate } from './database/migrate';
import { openDatabase, type Database } from './database/open';
import { createImportDesk, type ImportDesk } from './imports/import-desk';
import { createLog, type Log } from './log';
import type { Rubrics } from './rubrics/assemble';
import { loadRubrics } from './rubrics/load';
import { ensureRootUnion } from './unions/ensure-root-union';

export interface Config {
	dataDir: string;
	databaseUrl: string;
	secretsDir: string;
	/** Address for QR codes until one is set in the office; may be empty. */
	publicAddress: string;
	/** The port served; part of the address guessed from this machine's network. */
	port: number;
	logLevel: string;
	demo: boolean;
	/** User name of the administrator to let in again, instead of serving; may be empty. */
	rescue: string;
}

/** Everything the server is made of, composed once. */
export interface App {
	config: Config;
	db: Database;
	clock: Clock;
	log: Log;
	keys: OfficeKeys;
	auth: Auth;
	loginLimiter: LoginLimiter;
	wrongTokens: ReturnType<typeof createWrongTokenLimiter>;
	rubrics: Rubrics;
	ballots: BallotDesk;
	openings: Openings;
	imports: ImportDesk;
	forgetting: Forgetting;
	/** Opens the page on which the first administrator is made; null once somebody has an account. */
	setupToken: string | null;
	dispose(): Promise<void>;
}

/** Reads the configuration with its defaults resolved. */
export function resolveConfig(env: {
	DATA_DIR: string;
	DATABASE_URL: string;
	SECRETS_DIR: string;
	PUBLIC_ADDRESS: string;
	PORT: number;
	LOG_LEVEL: string;
	PINGJIA_DEMO: boolean;
	PINGJIA_RESCUE: string;
}): Config {
	return {
		dataDir: env.DATA_DIR,
		databaseUrl: env.DATABASE_URL || join(env.DATA_DIR, 'pingjia.sqlite'),
		secretsDir: env.SECRETS_DIR || join(env.DATA_DIR, 'secrets'),
		publicAddress: env.PUBLIC_ADDRESS,
		port: env.PORT,
		logLevel: env.LOG_LEVEL,
		demo: env.PINGJIA_DEMO,
		rescue: env.PINGJIA_RESCUE
	};
}

/** Opens the database, brings it up to date and composes the server. `dispose` ends what was started. */
export async function createApp(config: Config, clock: Clock = systemClock): Promise<App> {
	// Before the database is touched: a mistake in the rules must not half-start a server.
	const rubrics = loadRubrics();
	const log = createLog(config.logLevel);
	const db = openDatabase(config.databaseUrl);
	const applied = await migrate(db);
	if (applied.length > 0) log.info({ applied }, 'schema migrated');
	const keys = readOfficeKeys(config.secretsDir);
	const auth = createAuth(db, keys.session);
	const root = await ensureRootUnion(db, clock);
	const ballots = createBallotDesk(db, config.secretsDir);
	const imports = createImportDesk();
	const setupToken = (await isUnset(db)) ? makeSetupToken(keys.session, root) : null;
	return {
		config,
		db,
		clock,
		log,
		keys,
		auth,
		loginLimiter: createLoginLimiter(),
		wrongTokens: createWrongTokenLimiter(),
		rubrics,
		ballots,
		openings: createOpenings(),
		imports,
		forgetting: createForgetting(),
		setupToken,
		dispose: async () => {
			await ballots.commits.drain();
			await imports.drain();
			await db.destroy();
		}
	};
}
