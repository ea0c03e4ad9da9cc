/** Whether something has the form of the token in a holder's link: 16 bytes in base64url. */
export function isToken(token: unknown): token is string {
	return typeof token === 'string' && /^[A-Za-z0-9_-]{22}$/.test(token);
}
