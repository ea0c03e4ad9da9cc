import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** The built application, running as its own process on a port and a data folder of its own. */
export interface Server {
	/** `http://localhost:<port>` */
	url: string;
	port: number;
	/** Path of the set-up page for the first administrator; empty when somebody has an account already. */
	setupPath: string;
	dataDir: string;
	process: ChildProcess;
	/** Everything it has written to the terminal so far. */
	output(): string;
	/** Asks it to end (SIGTERM) and gives its exit code, null when a signal killed it; removes the data folder. */
	stop(): Promise<number | null>;
}

export interface ServerOptions {
	env?: Record<string, string>;
	/** An existing folder, which is then left alone; default: a new one that goes with the server. */
	dataDir?: string;
	args?: string[];
}

/** Starts the server and waits until it answers. Rejects with what it said if it ends instead. */
export async function startServer({
	env = {},
	dataDir,
	args = []
}: ServerOptions = {}): Promise<Server> {
	const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'pingjia-e2e-'));
	const child = spawn(process.execPath, [join(process.cwd(), 'src/start.ts'), ...args], {
		cwd: folder, // Whatever it needs comes with the build; nothing is looked for in the working directory.
		env: { ...plainEnvironment(), PORT: '0', DATA_DIR: folder, ...env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	const removeFolder = () => {
		if (!dataDir) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	};
	const abandon = () => {
		child.kill('SIGKILL');
		removeFolder();
	};
	process.once('exit', abandon);
	let said = '';
	const port = await new Promise<number>((resolve, reject) => {
		const listen = (chunk: Buffer) => {
			said += chunk.toString();
			const found = /running at http:\/\/localhost:(\d+)/.exec(said);
			if (found) resolve(Number(found[1]));
		};
		child.stdout.on('data', listen);
		child.stderr.on('data', listen);
		child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said}`)));
	});
	return {
		url: `http://localhost:${port}`,
		port,
		setupPath: /\/office\/setup\/\S+/.exec(said)?.[0] ?? '',
		dataDir: folder,
		process: child,
		output: () => said,
		async stop() {
			process.off('exit', abandon);
			if (child.exitCode === null && child.signalCode === null) {
				const ended = once(child, 'exit');
				child.kill('SIGTERM');
				await ended;
			}
			removeFolder();
			return child.exitCode;
		}
	};
}

/** `startServer`, stopped when the test is over. */
export async function startServerForTest(options?: ServerOptions): Promise<Server> {
	const server = await startServer(options);
	onTestFinished(async () => void (await server.stop()));
	return server;
}

/** What a fresh shell has, so that neither the test runner's variables nor the developer's reach the server. */
function plainEnvironment(): Record<string, string> {
	const kept = ['PATH', 'HOME', 'TMPDIR', 'SYSTEMROOT', 'TEMP'];
	return Object.fromEntries(
		kept.flatMap((name) => {
			const value = process.env[name];
			return value === undefined ? [] : [[name, value]];
		})
	);
}
