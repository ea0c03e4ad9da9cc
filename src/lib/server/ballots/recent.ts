/** The most recently used values, at most `limit` of them. */
export interface Recent<V> {
	get(key: string): V | undefined;
	set(key: string, value: V): void;
	delete(key: string): void;
}

export function createRecent<V>(limit: number): Recent<V> {
	// A Map iterates in the order of insertion, so its first key is the one that was not used for longest.
	const values = new Map<string, V>();
	const set = (key: string, value: V): void => {
		values.delete(key);
		values.set(key, value);
		const [oldest] = values.keys();
		if (values.size > limit && oldest !== undefined) values.delete(oldest);
	};
	const get = (key: string): V | undefined => {
		const value = values.get(key);
		if (value !== undefined) set(key, value);
		return value;
	};
	return { get, set, delete: (key) => void values.delete(key) };
}
