import { PART_BYTES } from '$lib/domain/evidence-limit';

export type FileOutcome =
	{ kind: 'stored'; id: string | null } | { kind: 'refused'; message: string };

const PAUSE_MS = 3_000;
const PATIENCE_MS = 45_000;

/**
 * Sends a file part by part. Where the connection is lost it waits and goes on where the server left off; it ends when the
 * file is stored or the server refuses it.
 */
export async function sendFile(
	address: string,
	file: File,
	tell: (progress: { sent: number; waiting: boolean }) => void
): Promise<FileOutcome> {
	const query = new URLSearchParams({
		...{ upload: newUploadId(), name: file.name, size: String(file.size) }
	});
	let offset = 0;
	for (;;) {
		query.set('offset', String(offset));
		const part = file.slice(offset, offset + PART_BYTES);
		const response = await put(`${address}${address.includes('?') ? '&' : '?'}${query}`, part);
		if (!response) {
			tell({ sent: offset, waiting: true });
			await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
			continue;
		}
		const answer = await readAnswer(response);
		if ('message' in answer) return { kind: 'refused', message: answer.message };
		if (answer.stored) return { kind: 'stored', id: answer.id };
		offset = answer.offset;
		tell({ sent: offset, waiting: false });
	}
}

/** Null where nothing came back. */
async function put(address: string, part: Blob): Promise<Response | null> {
	try {
		const response = await fetch(address, {
			method: 'PUT',
			headers: { 'content-type': 'application/octet-stream' },
			body: part,
			redirect: 'manual',
			signal: AbortSignal.timeout(PATIENCE_MS)
		});
		return response.status >= 502 ? null : response;
	} catch (error) {
		if (error instanceof TypeError || error instanceof DOMException) return null;
		throw error;
	}
}

async function readAnswer(
	response: Response
): Promise<{ stored: boolean; offset: number; id: string | null } | { message: string }> {
	if (response.type === 'opaqueredirect') return { message: '登录已过期，请重新登录后再传。' };
	const body: unknown = await response.json().catch((error: unknown) => {
		if (error instanceof SyntaxError || error instanceof TypeError) return null;
		throw error;
	});
	if (typeof body === 'object' && body !== null) {
		if ('offset' in body && typeof body.offset === 'number')
			return {
				...{ stored: 'stored' in body && body.stored === true, offset: body.offset },
				id: 'id' in body && typeof body.id === 'string' ? body.id : null
			};
		if ('message' in body) return { message: String(body.message) };
	}
	return { message: '服务器没有接受这个文件，请稍后再试。' };
}

function newUploadId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
