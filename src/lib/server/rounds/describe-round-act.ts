import type { AuditLine } from '../audit/read-audit';
import type { Act } from '../audit/describe-survey-act';

const acts: Record<string, string> = { open: '开设批次', change_dates: '修改日期' };

/** One act on a round in Chinese. */
export function describeRoundAct({ id, at, by, action, detail }: AuditLine): Act {
	const reason = typeof detail['reason'] === 'string' ? `，理由：${detail['reason']}` : '';
	return { id, at, by, text: `${acts[action] ?? action}${reason}` };
}
