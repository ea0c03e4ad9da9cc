import { appendLeaf, entryHash, type Frontier } from './merkle.ts';

/** The log at one moment. */
export interface LogMark {
	size: number;
	frontier: Frontier;
}

/** The end of a log: enough to append to it and to make a checkpoint of it. */
export interface LogHead extends LogMark {
	ballots: number;
	/**
	 * Where the ballots were last a multiple of ten. While a survey runs only this is signed, for a checkpoint says how
	 * large the log is, and nobody is to see single ballots arrive.
	 */
	mark: LogMark;
}

export const noLog: LogHead = {
	...{ size: 0, frontier: [], ballots: 0 },
	mark: { size: 0, frontier: [] }
};

const markEvery = 10;

/** The head after one more entry. */
export function growHead(head: LogHead, type: string, payload: Uint8Array): LogHead {
	const grown = {
		size: head.size + 1,
		frontier: appendLeaf(head.frontier, head.size, entryHash(type, payload))
	};
	const ballots = head.ballots + (type === 'ballot' ? 1 : 0);
	const marked = type === 'open' || (type === 'ballot' && ballots % markEvery === 0);
	return { ...grown, ballots, mark: marked ? grown : head.mark };
}

/** 32 bytes each, one after the other. */
export function packFrontier(frontier: Frontier): Uint8Array {
	const packed = new Uint8Array(frontier.length * 32);
	frontier.forEach((hash, index) => packed.set(hash, index * 32));
	return packed;
}

export function unpackFrontier(packed: Uint8Array): Frontier {
	return Array.from({ length: packed.length / 32 }, (_, index) =>
		packed.slice(index * 32, index * 32 + 32)
	);
}
