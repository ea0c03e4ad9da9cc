import { Agent, request } from 'node:http';

export interface Reply {
	status: number;
	body: string;
	/** From the first byte sent to the last received. */
	milliseconds: number;
}

export interface Measured {
	perSecond: number;
	/** Milliseconds that half, and 99 of 100, of the requests stayed below. */
	median: number;
	p99: number;
	replies: Reply[];
}

/** Posts every form, `together` at a time over as many kept connections, as fast as the answers come back. */
export async function sendAll(
	url: URL,
	forms: string[],
	together: number,
	headers: Record<string, string> = {}
): Promise<Measured> {
	const agent = new Agent({ keepAlive: true, maxSockets: together });
	const replies: Reply[] = [];
	const queue = [...forms];
	const started = performance.now();
	const sendNext = async () => {
		for (let form = queue.pop(); form !== undefined; form = queue.pop())
			replies.push(await post(url, form, agent, headers));
	};
	await Promise.all(Array.from({ length: together }, sendNext));
	const seconds = (performance.now() - started) / 1000;
	agent.destroy();
	const times = replies.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
	const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0;
	return { perSecond: forms.length / seconds, median: at(0.5), p99: at(0.99), replies };
}

function post(
	url: URL,
	form: string,
	agent: Agent,
	headers: Record<string, string>
): Promise<Reply> {
	const started = performance.now();
	return new Promise((resolve, reject) => {
		const sent = request(url, {
			agent,
			method: 'POST',
			headers: {
				'content-type': 'application/x-www-form-urlencoded',
				'content-length': Buffer.byteLength(form),
				...headers
			}
		});
		sent.once('error', reject);
		sent.once('response', (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.once('error', reject);
			response.once('end', () =>
				resolve({
					status: response.statusCode ?? 0,
					body: Buffer.concat(parts).toString(),
					milliseconds: performance.now() - started
				})
			);
		});
		sent.end(form);
	});
}
