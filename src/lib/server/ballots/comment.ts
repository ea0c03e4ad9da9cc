// Everything invisible that could break a table, a file or a page: controls (but for the line feed) and bidi overrides.
const unprintable = /(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A comment as it is kept: line ends as forms send them (CRLF) count once, controls become spaces (PostgreSQL refuses
 * NUL), halves of surrogate pairs become U+FFFD, white space around it goes. Cleaning twice changes nothing more.
 */
export function cleanComment(text: string): string {
	const lines = text.toWellFormed().replace(/\r\n?/g, '\n');
	return lines.replace(unprintable, ' ').trim();
}
