/** Lets work through, `most` at a time; the others wait in the order in which they came. */
export function createGate(most: number): <T>(work: () => Promise<T>) => Promise<T> {
	const waiting: (() => void)[] = [];
	let inside = 0;
	return async (work) => {
		if (inside < most) inside++;
		else await new Promise<void>((enter) => waiting.push(enter));
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			// Whoever is next takes the place over.
			if (next) next();
			else inside--;
		}
	};
}
