import type { Instant } from '../database/values';
import type { Weakness } from '../surveys/consent';
import type { AuditLine } from './read-audit';

/** An act as a page shows it. */
export interface Act {
	id: string;
	at: Instant;
	/** null: the server itself. */
	by: string | null;
	text: string;
}

const acts: Record<string, string> = {
	draft: '建立草稿',
	edit: '修改草稿',
	recount: '按现任主席更新参评名单',
	issue: '印码',
	schedule: '设为到时间自动开启',
	unschedule: '取消自动开启',
	custody: '选定票箱由谁保管',
	open: '开启',
	close: '截止',
	count: '开箱计票',
	publish: '公示',
	void: '作废',
	review: '下载复核包',
	extend: '延长争议期',
	destroy_begin: '争议期满，开始销毁选票、码和钥匙',
	destroy: '销毁完成',
	enter_paper: '录入纸质票票数',
	withdraw_paper: '撤回纸质票票数',
	differ_paper: '复核纸质票，与录入的不一致',
	confirm_paper: '复核纸质票票数，一致',
	attendance: '签认到会人数',
	stop_tickets: '停止发现场票',
	give_tickets: '继续发现场票',
	leftover: '登记剩余票',
	reconcile: '核对票数'
};

/** One act on a survey in Chinese; only what may be known before the box is opened is taken from its detail. */
export function describeSurveyAct({ id, at, by, action, detail }: AuditLine): Act {
	const alone = by === null && (action === 'open' || action === 'close') ? '到时间自动' : '';
	const size = typeof detail['size'] === 'number' ? ` ${detail['size']} 张` : '';
	const reason = typeof detail['reason'] === 'string' ? `，理由：${detail['reason']}` : '';
	const what = action === 'consent' ? agreedTo(detail) : (acts[action] ?? action);
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
