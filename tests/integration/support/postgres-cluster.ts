import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
	chownSync,
	createWriteStream,
	existsSync,
	mkdtempSync,
	readFileSync,
	rmSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgresPrograms } from './postgres-programs';

/** A PostgreSQL server of the tests' own: it listens on a socket in a private folder and nowhere else. */
export interface PostgresCluster {
	version: string;
	dataDir: string;
	logFile: string;
	/** Connection address of one of its databases. */
	urlOf(database: string): string;
	stop(): Promise<void>;
}

interface Owner {
	uid?: number;
	gid?: number;
}

/** Starts one from the first programs that work; where there are none, the reason why not. */
export async function startPostgresCluster(): Promise<PostgresCluster | { missing: string }> {
	if (process.platform === 'win32') return { missing: 'the tests start it on Unix only' };
	const folder = mkdtempSync(join(tmpdir(), 'pingjia-postgres-'));
	const owner = serverOwner();
	if (owner.uid !== undefined && owner.gid !== undefined) chownSync(folder, owner.uid, owner.gid);
	const failures: string[] = [];
	for (const programs of findPostgresPrograms(folder)) {
		try {
			return await startWith(programs, folder, owner);
		} catch (error) {
			failures.push(`${programs}: ${error instanceof Error ? error.message : String(error)}`);
		}
	}
	rmSync(folder, { recursive: true, force: true });
	return { missing: failures.join('; ') || 'no server programs found' };
}

/** PostgreSQL refuses to run as root; root starts it as somebody else. */
function serverOwner(): Owner {
	if (process.getuid?.() !== 0) return {};
	const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
	const users = lines.map((line) => line.split(':'));
	const user = ['postgres', 'nobody']
		.map((name) => users.find(([first]) => first === name))
		.find(Boolean);
	return { uid: Number(user?.[2] ?? 65534), gid: Number(user?.[3] ?? 65534) };
}

async function startWith(programs: string, folder: string, owner: Owner): Promise<PostgresCluster> {
	const dataDir = join(folder, 'data');
	rmSync(dataDir, { recursive: true, force: true });
	initialise(programs, dataDir, folder, owner);
	const logFile = join(folder, 'server.log');
	// fsync stays on, as in production: a test of durability would mean nothing without it.
	const settings = [
		'listen_addresses=',
		`unix_socket_directories=${folder}`,
		'max_connections=200'
	];
	const server = spawn(
		join(programs, 'postgres'),
		['-D', dataDir, ...settings.flatMap((setting) => ['-c', setting])],
		{ ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], env: plainEnvironment() }
	);
	const stop = stopper(server, folder);
	await ready(server, logFile);
	return {
		version: versionOf(programs),
		dataDir,
		logFile,
		urlOf: (database) =>
			`postgres://postgres@localhost/${database}?host=${encodeURIComponent(folder)}`,
		stop
	};
}

function initialise(programs: string, dataDir: string, cwd: string, owner: Owner): void {
	const flags = [
		'--username=postgres',
		'--auth=trust',
		'--encoding=UTF8',
		'--locale=C',
		'--no-sync'
	];
	const options = { ...owner, cwd, encoding: 'utf8', env: plainEnvironment() } as const;
	const { status, stderr, error } = spawnSync(
		join(programs, 'initdb'),
		['-D', dataDir, ...flags],
		options
	);
	if (error) throw error;
	if (status !== 0) throw new Error(`initdb failed: ${stderr.trim()}`);
}

function versionOf(programs: string): string {
	return spawnSync(join(programs, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout.trim();
}

/** Without PGDATA, PGPORT and the like of whoever runs the tests. */
function plainEnvironment(): NodeJS.ProcessEnv {
	return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}

/** Resolves when the server takes connections; rejects with what it said when it gave up. */
function ready(server: ChildProcess, logFile: string): Promise<void> {
	const log = createWriteStream(logFile);
	return new Promise((resolve, reject) => {
		let said = '';
		server.stderr?.on('data', (chunk: Buffer) => {
			log.write(chunk);
			if (said.length < 10_000) said += chunk.toString();
			if (said.includes('ready to accept connections')) resolve();
		});
		server.once('error', reject);
		server.once('exit', () => reject(new Error(`postgres gave up: ${said.trim()}`)));
	});
}

/** Ends the server and removes its folder; also, at once and without ceremony, when this process ends first. */
function stopper(server: ChildProcess, folder: string): () => Promise<void> {
	const abandon = () => {
		server.kill('SIGQUIT');
		removeUnderWrites(folder);
	};
	process.once('exit', abandon);
	return async () => {
		process.off('exit', abandon);
		if (server.exitCode === null) {
			const ended = new Promise((resolve) => server.once('exit', resolve));
			server.kill('SIGINT'); // "Fast": ends open connections and closes the files properly.
			await ended;
		}
		rmSync(folder, { recursive: true, force: true });
	};
}

/** Removes a folder that a server just told to end is still writing to; waits for it without an event loop. */
function removeUnderWrites(folder: string): void {
	const pause = new Int32Array(new SharedArrayBuffer(4));
	for (let attempt = 0; attempt < 50 && existsSync(folder); attempt++) {
		try {
			rmSync(folder, { recursive: true, force: true });
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error;
		}
		if (existsSync(folder)) Atomics.wait(pause, 0, 0, 50);
	}
}
