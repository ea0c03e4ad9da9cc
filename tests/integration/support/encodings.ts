/** The ways in which a text could lie in a file without being seen at first sight, each as the bytes to look for. */
export function encodingsOf(text: string): Map<string, Buffer> {
	const utf8 = Buffer.from(text, 'utf8');
	const utf16 = Buffer.from(text, 'utf16le');
	const all: [string, Buffer][] = [
		['raw', utf8],
		['hex', Buffer.from(utf8.toString('hex'))],
		['HEX', Buffer.from(utf8.toString('hex').toUpperCase())],
		['UTF-16LE', utf16],
		['UTF-16BE', Buffer.from(utf16).swap16()],
		['JSON escapes', Buffer.from(escapeJson(text))],
		['percent', Buffer.from(encodeURIComponent(text))],
		...base64Of(utf8, 'base64'),
		...base64Of(utf8, 'base64url')
	];
	return new Map(all);
}

/** What is not ASCII as `\uXXXX`. */
function escapeJson(text: string): string {
	const escape = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
	return JSON.stringify(text)
		.slice(1, -1)
		.replace(/[^\x20-\x7e]/g, escape);
}

/** A text inside a longer one begins at one of three places within a group of base64; the groups at its ends depend on the rest. */
function base64Of(bytes: Buffer, encoding: 'base64' | 'base64url'): [string, Buffer][] {
	return [0, 1, 2].map((before) => {
		const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString(encoding);
		return [`${encoding} +${before}`, Buffer.from(whole.slice(before === 0 ? 0 : 4, -4))];
	});
}
