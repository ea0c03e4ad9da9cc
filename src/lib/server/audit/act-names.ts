import { applicationActNames } from '$lib/domain/application-life';

/** What the audit calls things and acts in Chinese. What has no name here is shown as it is stored. */

interface NounNames {
	name: string;
	acts: Record<string, string>;
}

/** On a survey. */
export const surveyActs: Record<string, string> = {
	draft: '建立草稿',
	edit: '修改草稿',
	delete: '删除草稿',
	recount: '按现任主席更新参评名单',
	issue: '印码',
	schedule: '设为到时间自动开启',
	unschedule: '取消自动开启',
	custody: '选定票箱由谁保管',
	consent: '同意',
	open: '开启',
	close: '截止',
	count: '开箱计票',
	publish: '公示',
	withdraw: '撤下公示',
	release_comments: '放出意见',
	redact_comment: '隐去意见中的内容',
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

/** By the noun of a line, which is the name of a table. */
export const actNames: Record<string, NounNames> = {
	survey: { name: '问卷', acts: surveyActs },
	union: {
		name: '工会',
		acts: {
			...{ create: '新建', edit: '修改', move: '移动', close: '撤销', reopen: '恢复' },
			...{ merge: '并入其他工会', take_in: '并入了其他工会' }
		}
	},
	term: { name: '主席任期', acts: { start: '登记新任主席', end: '登记离任' } },
	round: { name: '考核批次', acts: { open: '开设', change_dates: '修改日期', remove: '撤销' } },
	application: {
		name: '申报',
		acts: { ...applicationActNames, assign: '指定考评员', unassign: '取消考评员' }
	},
	assessment: {
		name: '考核表',
		acts: { score: '评分', add_file: '添加佐证材料', remove_file: '移除佐证材料' }
	},
	draw: { name: '随机抽样', acts: { prepare: '固定名册', draw: '抽样', abandon: '放弃' } },
	honour: {
		name: '称号',
		acts: { record: '登记', revoke: '撤销', inspect: '登记复查', confirm: '确认登记完整' }
	},
	key_set: {
		name: '钥匙组',
		acts: {
			...{ create: '新建', invite: '发保管人链接', make_sheet: '做好钥匙单' },
			...{ clear_sheet: '作废钥匙单', rehearse: '演练' }
		}
	},
	history: {
		name: '历史数据',
		acts: {
			...{ enter: '录入', approve: '批准', refuse: '退回', take_back: '撤回', withdraw: '撤销' },
			...{ add_file: '添加佐证材料', remove_file: '删除佐证材料' }
		}
	},
	improvement: {
		name: '整改',
		acts: {
			...{ add: '登记', edit: '修改', close: '结束', reopen: '重新打开' },
			...{ publish: '公开', withdraw: '撤下', delete: '删除' }
		}
	},
	import: { name: '表格导入', acts: { upload: '上传', commit: '导入', discard: '丢弃' } },
	user: {
		name: '账号',
		acts: {
			...{ create: '新建', edit: '修改', disable: '停用', enable: '启用' },
			...{ set_password: '修改自己的密码', reset_password: '重置密码', rename: '修改自己的姓名' },
			...{ set_up: '首次设置', unlock: '解锁', sign_out: '退出登录' },
			...{ set_second_factor: '启用两步验证', remove_second_factor: '解除两步验证' },
			rescue: '在服务器上找回管理员',
			...{ renew_recovery_codes: '换恢复码', join: '应邀建立' }
		}
	},
	invitation: {
		name: '邀请',
		acts: { create: '发出', renew: '换新链接', revoke: '收回' }
	},
	setting: { name: '设置', acts: { set: '修改' } },
	api_token: { name: '数据接口令牌', acts: { create: '新建', revoke: '撤销' } }
};

/** 开启 of a survey, for instance. */
export function nameAct(noun: string, action: string): string {
	return actNames[noun]?.acts[action] ?? action;
}

/** The nouns a list can be narrowed by, with their names. */
export function listNouns(): { noun: string; name: string }[] {
	return Object.entries(actNames).map(([noun, { name }]) => ({ noun, name }));
}
