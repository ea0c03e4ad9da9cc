import type { Instant } from '../database/values';
import type { Weakness } from '../surveys/consent';
import { surveyActs } from './act-names';
import type { AuditLine } from './read-audit';

/** An act as a page shows it. */
export interface Act {
	id: string;
	at: Instant;
	/** null: the server itself. */
	by: string | null;
	text: string;
}

/** One act on a survey in Chinese; only what may be known before the box is opened is taken from its detail. */
export function describeSurveyAct({ id, at, by, action, detail }: AuditLine): Act {
	const alone = by === null && (action === 'open' || action === 'close') ? '到时间自动' : '';
	const size = typeof detail['size'] === 'number' ? ` ${detail['size']} 张` : '';
	const reason = typeof detail['reason'] === 'string' ? `，理由：${detail['reason']}` : '';
	const what = action === 'consent' ? agreedTo(detail) : (surveyActs[action] ?? action);
	const attending = typeof detail['attending'] === 'number' ? ` ${detail['attending']} 人` : '';
	return { id, at, by, text: `${alone}${what}${size}${attending}${reason}` };
}

const weaknessNames: Record<Weakness, string> = {
	turnout: '较低的最低参评率',
	mode: '评议方式',
	custody: '票箱保管方式'
};

/** Consents of before modes were consented to say nothing of what they were to. */
function agreedTo({ weaknesses }: AuditLine['detail']): string {
	const known = Array.isArray(weaknesses)
		? (Object.keys(weaknessNames) as Weakness[]).filter((one) => weaknesses.includes(one))
		: ['turnout' as const];
	return `同意${known.map((one) => weaknessNames[one]).join('、') || '开启'}`;
}
