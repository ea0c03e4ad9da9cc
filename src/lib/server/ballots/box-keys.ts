import { privateKeyFrom, rawPublicKey } from './raw-key';
import { ensureSecret, readSecret } from './survey-secrets';

/** Makes the key pair of a survey's box, or finds the one an interrupted opening made; returns the public half (32 bytes). */
export function ensureTallyKey(secretsDir: string, surveyId: string): Buffer {
	return rawPublicKey(privateKeyFrom('x25519', ensureSecret(secretsDir, surveyId, 'box.key')));
}

/** The same for the key that signs the log (Ed25519). */
export function ensureLogKey(secretsDir: string, surveyId: string): Buffer {
	return rawPublicKey(privateKeyFrom('ed25519', ensureSecret(secretsDir, surveyId, 'log.key')));
}

/** The private half of the box's key; throws SecretError. */
export function readBoxKey(secretsDir: string, surveyId: string) {
	return privateKeyFrom('x25519', readSecret(secretsDir, surveyId, 'box.key'));
}
