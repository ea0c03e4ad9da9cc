import { createHash } from 'node:crypto';
import { inline } from '$lib/components/member/inline';

function hashOf(text: string): string {
	return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

const sheets = [inline.page, inline.ballot, inline.results, inline.verify];

/** Nothing but the page's own styles and script; `connect-src` is for posting the ballot from inside the page. */
const policyWith = (scripts: string) =>
	[
		`default-src 'none'`,
		`style-src ${sheets.map(hashOf).join(' ')}`,
		`script-src ${scripts}`,
		`connect-src 'self'`,
		`img-src data:`,
		`form-action 'self'`,
		`base-uri 'none'`,
		`frame-ancestors 'none'`
	].join('; ');

const memberPolicy = policyWith(hashOf(inline.script));
/** The verifier is a file of its own, too large to come with every page. */
const verifyPolicy = policyWith(`'self'`);

/** No trace in caches, and nothing on the page that did not come with it. */
export function setPublicHeaders(headers: Headers, route: string | null): void {
	const verifies = route?.startsWith('/(member)/verify');
	headers.set('Content-Security-Policy', verifies ? verifyPolicy : memberPolicy);
	headers.set('Cache-Control', 'no-store');
	// With no-store there is nothing to compare a tag with, and a tag could tell one visitor from another.
	headers.delete('ETag');
}
