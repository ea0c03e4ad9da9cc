import { request as send } from 'node:http';

export interface Answer {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	body: string;
}

export interface Sent {
	method?: 'GET' | 'POST';
	/** Sent as they are, `Host`, `Origin` and `Cookie` too. */
	headers?: Record<string, string>;
	/** Sent as a form. */
	form?: Record<string, string>;
}

/** One request as a client could send it, without the niceties of a browser; redirects are not followed. */
export function request(url: string, { method, headers = {}, form }: Sent = {}): Promise<Answer> {
	const body = form ? new URLSearchParams(form).toString() : '';
	const type = form ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
	const options = { method: method ?? (form ? 'POST' : 'GET'), agent: false as const };
	return new Promise((resolve, reject) => {
		const sent = send(url, { ...options, headers: { accept: 'text/html', ...type, ...headers } });
		sent.once('error', reject);
		sent.once('response', (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.once('error', reject);
			response.once('end', () =>
				resolve({
					status: response.statusCode ?? 0,
					headers: response.headers,
					body: Buffer.concat(chunks).toString('utf8')
				})
			);
		});
		sent.end(body);
	});
}
