/** For pages on which a key sheet is read: whatever runs there, nothing goes to another server. */
export const sheetHeaders = {
	'Content-Security-Policy': [
		"default-src 'self'",
		// The framework starts a page with a few lines inside the document.
		"script-src 'self' 'unsafe-inline'",
		"style-src 'self' 'unsafe-inline'",
		"img-src 'self' data: blob:",
		"media-src 'self' blob:",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'"
	].join('; ')
};
