import type { NextStep } from '$lib/components/surveys/next-step';

/** What the next step of a survey is about, in a sentence. */
export const nowTexts: Record<NextStep, string> = {
	dates: '草稿的截止时间已过或早于开启时间，请先改时间。',
	chair: '要评议工会主席，须先登记现任主席：请联系上级工会或系统管理员登记。',
	print: '草稿已建好，下一步印一次性码，一人一张发给会员。',
	consent: '已经备好，正在等上级工会（没有上级工会的，由系统管理员代办）同意；同意以后就可以开启。',
	sheets: '钥匙由三位保管人保管，请他们先各做一次钥匙单演练。',
	open: '都准备好了，可以开启。',
	schedule: '都准备好了，可以定时开启。',
	wait: '已定时，到时间自动开启。',
	collect: '会员正在作答。',
	count: '已截止，正在计票，一般几秒钟。',
	paper: '已截止，等纸质票录入和复核。',
	unlock: '已截止，等两位保管人带钥匙单来开箱。',
	publish: '计票完成，请查看结果、核对票数，再公示。',
	done: '今年的评议已经办完。接下来把会员的意见变成整改。',
	void: '已作废，可以重新开一份。'
};
