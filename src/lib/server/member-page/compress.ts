import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compressBytes = promisify(gzip);

function takesGzip({ headers }: Request): boolean {
	return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(headers.get('accept-encoding') ?? '');
}

function isPage({ headers }: Response): boolean {
	return headers.get('content-type')?.startsWith('text/html') ?? false;
}

/**
 * The answer, compressed if the browser takes gzip: many unions run without a proxy that would do it. Public pages only:
 * their answers hold no secret of anybody but the one who asked, so a compressed length tells nothing (BREACH). They are
 * never stored, so there is no Vary.
 */
export async function compress(request: Request, response: Response): Promise<Response> {
	if (!isPage(response) || !takesGzip(request)) return response;
	const bytes = await compressBytes(await response.arrayBuffer());
	const headers = new Headers(response.headers);
	headers.set('Content-Encoding', 'gzip');
	headers.set('Content-Length', String(bytes.length));
	return new Response(new Uint8Array(bytes), { status: response.status, headers });
}
