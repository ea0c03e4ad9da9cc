import { createHash } from 'node:crypto';

/** Root of the RFC 6962 hash tree over `leaves`: leaf SHA-256(0 | leaf), node SHA-256(1 | left | right). */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
	if (leaves.length === 0) return hash();
	// An odd hash at the end moves up as it is: the same tree as the RFC's split at the largest power of two.
	let level = leaves.map((leaf) => hash(Buffer.of(0), leaf));
	while (level.length > 1) {
		level = Array.from({ length: Math.ceil(level.length / 2) }, (_, index) => {
			const [left, right] = level.slice(2 * index, 2 * index + 2) as [Buffer, Buffer?];
			return right ? hash(Buffer.of(1), left, right) : left;
		});
	}
	return level[0] as Buffer;
}

function hash(...parts: Buffer[]): Buffer {
	const sha = createHash('sha256');
	for (const part of parts) sha.update(part);
	return sha.digest();
}
