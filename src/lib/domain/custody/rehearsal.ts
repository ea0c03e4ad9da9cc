import { x25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { pairsOf, pointsOf, type Holder, type Pair, type PublicKeys } from './box-key.ts';
import type { HolderKey } from './holder-key.ts';

/** What a holder sends at the rehearsal (演练): per survey its two points in hex. Nothing in it is secret. */
export type RehearsedPoints = Record<string, Partial<Record<Pair, string>>>;

/** The points of a holder for each of the surveys. */
export function rehearsePoints(
	holder: Holder,
	key: HolderKey,
	keys: PublicKeys,
	surveyIds: readonly string[]
): RehearsedPoints {
	return Object.fromEntries(
		surveyIds.map((id) => {
			const points = Object.entries(pointsOf(holder, key, keys, id));
			return [id, Object.fromEntries(points.map(([pair, point]) => [pair, bytesToHex(point)]))];
		})
	);
}

/**
 * Proves that whoever made `points` holds the secret half of a key, for a challenge (public half of a fresh key pair).
 * The server computes the same with the halves swapped: `secret` of the challenge, `publicKey` of the holder.
 */
export function rehearsalProof(
	secret: Uint8Array,
	publicKey: Uint8Array,
	holder: Holder,
	points: RehearsedPoints
): Uint8Array {
	const shared = x25519.getSharedSecret(secret, publicKey);
	const key = hkdf(sha256, shared, utf8ToBytes('pingjia-rehearsal-v1'), undefined, 32);
	return hmac(sha256, key, utf8ToBytes(transcript(holder, points)));
}

function transcript(holder: Holder, points: RehearsedPoints): string {
	const lines = Object.keys(points)
		.sort()
		.map((id) => [id, ...pairsOf(holder).map((pair) => points[id]?.[pair] ?? '')].join(' '));
	return [String(holder), ...lines].join('\n');
}
