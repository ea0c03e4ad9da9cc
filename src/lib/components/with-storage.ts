/** Storage may be switched off, or full: then the page itself is all there is. */
export function withStorage<T>(otherwise: T, use: (storage: Storage) => T): T {
	try {
		return use(localStorage);
	} catch (error) {
		if (error instanceof DOMException) return otherwise;
		throw error;
	}
}
