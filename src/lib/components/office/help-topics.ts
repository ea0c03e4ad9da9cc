/** The sections of the help page in their order: the anchor, and the heading. */
export const helpTopics = {
	survey: '开问卷',
	modes: '一次性码、现场码和公开码',
	meeting: '会场评议（现场码）',
	codes: '印码发码',
	turnout: '参评率',
	counting: '计票与公示',
	promises: '承诺与销毁',
	rate: '满意率怎么算',
	small: '小单位为什么不显示',
	home: '工会的首页',
	improvements: '整改',
	custody: '票箱的钥匙',
	paper: '纸质票与核对票数',
	superior: '评议上级工会',
	verify: '核验',
	void: '作废与重做',
	rounds: '考核批次',
	exports: '导出和打印',
	look: '大字、深色和表格',
	rubric: '考核表',
	draws: '随机抽样',
	eligibility: '十佳资格',
	honours: '称号、复查与总体目标',
	unions: '工会与主席任期',
	accounts: '账号与密码',
	secondFactor: '两步验证',
	audit: '操作记录',
	address: '二维码地址',
	api: '数据接口'
} as const;

export type HelpTopic = keyof typeof helpTopics;
