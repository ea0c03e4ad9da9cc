/**
 * Serves the built application. The adapter takes every request for https unless a header names the scheme, and then
 * refuses forms posted over plain http; so a request without X-Forwarded-Proto (no TLS proxy in front) is marked http here.
 */
import { createServer } from 'node:http';
import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { explainRefusedForm } from './refused-form.ts';

const host = process.env['HOST'] ?? '0.0.0.0';
const port = Number(process.env['PORT'] ?? '3000');
const shutdownSeconds = Number(process.env['SHUTDOWN_TIMEOUT'] ?? '10');

process.env['PROTOCOL_HEADER'] ??= 'x-forwarded-proto';
process.env['BODY_SIZE_LIMIT'] ??= '512K';
process.env['PORT'] = String(port);
if (process.argv.includes('--demo')) {
	process.env['PINGJIA_DEMO'] = '1';
	process.env['DATA_DIR'] ??= 'data-demo';
}
const rescued = process.argv.indexOf('--rescue');
if (rescued >= 0) {
	process.env['PINGJIA_RESCUE'] = process.argv[rescued + 1] ?? '';
	if (!process.env['PINGJIA_RESCUE']) {
		console.error('usage: npm run rescue -- <user name of an administrator>');
		process.exit(1);
	}
}

const built = new URL('../build/handler.js', import.meta.url);
if (!existsSync(built)) {
	console.error('The application is not built yet: run "npm run build" first.');
	process.exit(1);
}
const { handler } = await load();

/** Loading opens the database and checks the rules; what an operator can mend is said without a stack. */
async function load() {
	try {
		return (await import(built.href)) as { handler: (req: unknown, res: unknown) => void };
	} catch (error) {
		const mendable = error instanceof Error && ['RubricError', 'SecretError'].includes(error.name);
		console.error('The server cannot start:');
		console.error(mendable ? error.message : error);
		process.exit(1);
	}
}

const server = createServer({ requestTimeout: 60_000, headersTimeout: 20_000 }, (req, res) => {
	const scheme = req.headers['x-forwarded-proto'];
	if (scheme !== 'https' && scheme !== 'http') req.headers['x-forwarded-proto'] = 'http';
	explainRefusedForm(req, res);
	handler(req, res);
});

/** Where the server can be reached; with PORT=0 the system chose the port. */
function addresses(): string[] {
	const bound = server.address();
	const port = typeof bound === 'object' ? bound?.port : bound;
	const lan = Object.values(networkInterfaces())
		.flat()
		.filter((address) => address?.family === 'IPv4' && !address.internal)
		.map((address) => `http://${address?.address}:${port}`);
	return [`http://localhost:${port}`, ...(host === '0.0.0.0' ? lan : [])];
}

server.on('error', (error: NodeJS.ErrnoException) => {
	const reason = error.code === 'EADDRINUSE' ? `port ${port} is taken; set PORT` : error.message;
	console.error(`Cannot listen: ${reason}`);
	process.exit(1);
});
if (rescued >= 0) process.emit('sveltekit:shutdown' as never);
else server.listen(port, host, () => console.log(`评家 is running at ${addresses().join('  ')}`));

let stopping = false;
function stop(): void {
	if (stopping) return;
	stopping = true;
	// The database closes when the last answer has gone out, or when a stuck connection has had its time.
	const finish = () => process.emit('sveltekit:shutdown' as never);
	server.close(finish);
	server.closeIdleConnections();
	setTimeout(() => server.closeAllConnections(), shutdownSeconds * 1000).unref();
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
