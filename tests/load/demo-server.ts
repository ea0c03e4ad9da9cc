import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** The built application with the demo county, as its own process. */
export interface DemoServer {
	url: string;
	passwordOf(username: string): string;
	/** Memory the process holds now; 0 where the system does not tell. */
	rssMegabytes(): number;
	stop(): Promise<void>;
}

export async function startDemo(dataDir: string): Promise<DemoServer> {
	const child = spawn(process.execPath, ['src/start.ts', '--demo'], {
		env: { ...process.env, PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error' },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let said = '';
	const url = await new Promise<string>((resolve, reject) => {
		child.stdout.on('data', (chunk: Buffer) => {
			said += chunk.toString();
			const found = /running at (http:\/\/localhost:\d+)/.exec(said)?.[1];
			if (found) resolve(found);
		});
		child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said}`)));
	});
	return {
		url,
		passwordOf: (username) => new RegExp(`^ +${username} +(\\S+)`, 'm').exec(said)?.[1] ?? '',
		rssMegabytes: () => residentMegabytes(child.pid ?? 0),
		async stop() {
			const ended = once(child, 'exit');
			child.kill('SIGTERM');
			await ended;
		}
	};
}

function residentMegabytes(pid: number): number {
	if (process.platform !== 'linux') return 0;
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}
