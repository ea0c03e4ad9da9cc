/** What the fields of an act's detail are called in Chinese; others are shown by their own name. */
export const fieldNames: Record<string, string> = {
	...{ name: '名称', code: '组织代码', level: '层级', kind: '类型', industry: '行业' },
	...{ independent: '独立基层工会', memberCount: '会员人数', founded_on: '成立日期' },
	...{ foundedOn: '成立日期', parentId: '上级工会', username: '用户名', roles: '角色' },
	...{ year: '年度', title: '标题', subjects: '评议对象', eligible: '应参评', mode: '方式' },
	...{ electorate: '参评范围', min_turnout: '最低参评率', custody: '票箱保管' },
	...{ opens_at: '开始', closes_at: '截止', paper: '另发纸质票', reason: '理由', note: '说明' },
	...{ min_turnout_num: '最低参评率分子', min_turnout_den: '最低参评率分母' },
	...{ unions: '工会家数', into: '并入' },
	...{ size: '张数', batch: '批次', attending: '到会人数', witnesses: '见证人' },
	...{ dates: '日期', from: '原状态', to: '新状态', reviewer: '考评员', holder: '保管人' },
	...{ purpose: '用途', seed: '种子', result: '结果', outcome: '结论', document: '文号' },
	...{ personId: '人员', startedOn: '任期开始', endedOn: '任期结束', until: '延长至' },
	...{ address: '地址', scopes: '权限', expires: '有效期至', owner: '所属账号' },
	...{ noun: '内容', fileName: '文件名', sha256: '文件的 SHA-256', rows: '行数', new: '新增' },
	...{ changed: '修改', digest: '逐行结果的 SHA-256' },
	...{
		idleMinutes: '无操作退出（分钟）',
		passwordDays: '密码有效期（天）',
		secondFactor: '两步验证'
	},
	...{ disabled: '停用', sessions: '登录', inviter: '邀请人' },
	...{ from_day: '公示首日', to_day: '公示末日', contact: '意见反映渠道' },
	...{ with_history: '列出历史数据', withdrawn_from: '由谁撤下', comment: '意见编号' },
	...{ subject: '评议内容', comments: '意见条数' },
	...{ changes: '改动', file: '文件', criterionId: '考核内容', smallest_group: '小单位保护' }
};
