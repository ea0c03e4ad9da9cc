/** A signed-in office account without a browser. */
export class Office {
	readonly #url: string;
	readonly #cookies = new Map<string, string>();

	constructor(url: string) {
		this.#url = url;
	}

	get(path: string): Promise<Response> {
		return this.#fetch(path, {});
	}

	/** Sends a form as a browser without scripts does. */
	post(path: string, body: URLSearchParams): Promise<Response> {
		return this.#fetch(path, { method: 'POST', body });
	}

	async login(username: string, password: string): Promise<void> {
		const fields = new URLSearchParams({ username, password });
		const answer = await this.post('/office/login', fields);
		if (answer.status !== 303) throw new Error(`login refused: ${answer.status}`);
	}

	/** The cookies as a browser context takes them. */
	cookiesFor(url: string): { name: string; value: string; url: string }[] {
		return [...this.#cookies].map(([name, value]) => ({ name, value, url: `${url}/office` }));
	}

	async #fetch(path: string, init: RequestInit): Promise<Response> {
		const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		const answer = await fetch(`${this.#url}${path}`, {
			...init,
			redirect: 'manual',
			headers: { cookie, origin: this.#url, accept: 'text/html' }
		});
		for (const line of answer.headers.getSetCookie()) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			if (name && value !== undefined) this.#cookies.set(name, value);
		}
		return answer;
	}
}
