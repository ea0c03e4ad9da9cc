import type { AuditLine } from './read-audit';

/** Who did something: a name, or the server by itself; null if nobody did. */
export function whoDid(lines: readonly AuditLine[], action: string): string | null {
	const line = lines.find((one) => one.action === action);
	return line ? (line.by ?? '到时间自动') : null;
}
