import pino, { type Logger } from 'pino';

export type Log = Logger;

/**
 * The structured log of the server. What is logged is picked field by field at each place;
 * codes, answers, addresses, agents and form bodies are never among the fields.
 */
export function createLog(level: string): Log {
	return pino({ level, base: null });
}
