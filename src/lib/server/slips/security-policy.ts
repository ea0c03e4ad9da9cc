import { createHash } from 'node:crypto';

/** A policy for a document that needs nothing from anywhere but its own styles and these inline scripts. */
export function printPolicy(scripts: readonly string[]): string {
	const hashes = scripts.map((script) => {
		const digest = createHash('sha256').update(script).digest('base64');
		return `'sha256-${digest}'`;
	});
	return [
		"default-src 'none'",
		"style-src 'unsafe-inline'",
		`script-src ${hashes.join(' ') || "'none'"}`,
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'"
	].join('; ');
}
