import type { Custody } from './rules.ts';
import { modeNames, type Mode } from './words.ts';

/** What decides which sentences are true of a survey. */
export interface PromiseFacts {
	mode: Mode;
	custody: Custody;
	/** The dispute window in days. */
	windowDays: number;
	/** Ballots, codes and keys are gone. */
	destroyed: boolean;
}

/** 我们做到的, 我们存什么, 我们做不到的. */
export const promiseKinds = ['kept', 'stored', 'cannot'] as const;
export type PromiseKind = (typeof promiseKinds)[number];
export const promiseKindNames: Record<PromiseKind, string> = {
	kept: '我们做到的',
	stored: '我们存什么、存多久',
	cannot: '我们做不到的'
};

/** What a poster survey (公开码) is, wherever it is met: on its page, on its sheet, in its form. */
export const posterNotice = '谁都可以填，一个人也可能填好几次；只听意见，不计入考核。';

interface Sentence {
	id: string;
	kind: PromiseKind;
	/** `{days}` stands for the dispute window. */
	text: string;
	/** Only for these; absent: for all. */
	modes?: readonly Mode[];
	custody?: Custody;
	destroyed?: boolean;
}

/**
 * What is promised and what cannot be: the one source of the member's card, the help and the README. The word 匿名 is said
 * of a survey whose ballots and keys are gone, and of none before.
 */
const sentences: readonly Sentence[] = [
	{
		id: 'sealed',
		kind: 'kept',
		text: '您的选择一提交就密封：系统当场把它加密放进票箱，截止后才统一开箱，只留下合计数。'
	},
	{
		id: 'trustees',
		kind: 'kept',
		custody: 'trustees',
		destroyed: false,
		text: '开箱要三位保管人中的任意两位拿出钥匙，服务器自己打不开票箱。'
	},
	{
		id: 'no_name',
		kind: 'kept',
		modes: ['slip'],
		text: '不用登录，不问姓名；票上的码与姓名没有对应。'
	},
	{ id: 'no_login', kind: 'kept', modes: ['meeting', 'poster'], text: '不用登录，不问姓名。' },
	{
		id: 'no_peeking',
		kind: 'kept',
		text: '单位和工会的人在系统里看不到谁填了、填了什么；截止前连合计数也看不到。'
	},
	{
		id: 'counts_only',
		kind: 'kept',
		text: '开箱后只留下各题的合计数，和打乱了顺序的意见；人数太少时不公布结果。'
	},
	{
		id: 'receipt',
		kind: 'kept',
		text: '回执编号里没有您的选择，谁拿到也看不出您怎么填的。'
	},
	{
		id: 'stored',
		kind: 'stored',
		destroyed: false,
		text: '存下的是加密的票、认不出原码的摘要和回执编号；不存姓名、电话、网络地址、手机型号和提交时间。'
	},
	{
		id: 'cookie',
		kind: 'stored',
		modes: ['meeting'],
		destroyed: false,
		text: '您的浏览器里记着一张票（一串随机数），只用于这次评议，直到关掉浏览器，或者截止以后再打开这个页面；服务器只存认不出它的摘要，不记是哪部手机、什么时候领的。'
	},
	{
		id: 'window',
		kind: 'stored',
		destroyed: false,
		text: '计票或作废后 {days} 天，票、码和服务器上的钥匙一起销毁；有争议时上级工会可以写明理由延长。在那以前我们只说“密封”，不说“匿名”。'
	},
	{
		id: 'destroyed',
		kind: 'stored',
		destroyed: true,
		text: '票、码和服务器上的钥匙已经销毁，只剩下合计数、公布的意见和核对用的摘要；从服务器上再也查不出谁填了什么，这次评议是匿名的。'
	},
	{ id: 'onlooker', kind: 'cannot', text: '挡住在旁边看您屏幕的人。请找个没人看的地方填。' },
	{
		id: 'given_away',
		kind: 'cannot',
		modes: ['slip'],
		text: '管住您转给别人的票。票在谁手里，谁就能投。'
	},
	{
		id: 'two_phones',
		kind: 'cannot',
		modes: ['meeting'],
		text: '挡住有人用两部手机多领一张，或者当场把二维码转给会场外的人。票数不会超过签认的到会人数：多领一张，就有一位到会的人领不到。'
	},
	{
		id: 'twice',
		kind: 'cannot',
		modes: ['poster'],
		text: '挡住不是会员的人来填，或者同一个人填好几次。所以这种方式只听意见，不计入考核。'
	},
	{
		id: 'operator',
		kind: 'cannot',
		text: '防住管服务器的人在投票期间私自改动程序。所以服务器最好由上级工会来管。'
	},
	{
		id: 'whole_disk',
		kind: 'cannot',
		custody: 'server',
		modes: ['slip'],
		destroyed: false,
		text: '有人既拍下了您的票，又拿到了整台服务器和钥匙，就可能解开您的票。所以票不要给人拍照，投完可以撕掉。'
	},
	{
		id: 'used_slip',
		kind: 'cannot',
		custody: 'trustees',
		modes: ['slip'],
		destroyed: false,
		text: '有人既拍下了您的票，又拿到了整台服务器，就能看出这张票投过没有，但看不出投了什么。'
	},
	{
		id: 'open_phone',
		kind: 'cannot',
		modes: ['meeting'],
		destroyed: false,
		text: '瞒住拿着您手机的人：浏览器没关，他就能看出这部手机交过票没有，但看不出投了什么。'
	},
	{
		id: 'hall_and_disk',
		kind: 'cannot',
		custody: 'server',
		modes: ['meeting'],
		destroyed: false,
		text: '有人记下了会场里谁先谁后领票，或者拿到了您没关浏览器的手机，又拿到了整台服务器和钥匙，就可能解开您的票。填完请关掉浏览器。'
	},
	{
		id: 'copies',
		kind: 'cannot',
		text: '收回销毁以前被人私自拷走的整个硬盘。'
	}
];

/** The sentences that are true of a survey, in the order in which they are read. */
export function promisesOf(kind: PromiseKind, facts: PromiseFacts): string[] {
	return sentences
		.filter((sentence) => sentence.kind === kind && holds(sentence, facts))
		.map(({ text }) => text.replace('{days}', String(facts.windowDays)));
}

/** Every sentence, with what it is limited to in words: for the help and the README, which speak of all surveys. */
export function allPromises(kind: PromiseKind, windowDays: number): string[] {
	return sentences
		.filter((sentence) => sentence.kind === kind)
		.map(
			(sentence) => `${limitOf(sentence)}${sentence.text.replace('{days}', String(windowDays))}`
		);
}

function holds({ modes, custody, destroyed }: Sentence, facts: PromiseFacts): boolean {
	return (
		(modes === undefined || modes.includes(facts.mode)) &&
		(custody === undefined || custody === facts.custody) &&
		(destroyed === undefined || destroyed === facts.destroyed)
	);
}

function limitOf({ modes, custody, destroyed }: Sentence): string {
	const limits = [
		...(modes ? [modes.map((mode) => modeNames[mode]).join('、')] : []),
		...(custody ? [custody === 'server' ? '钥匙由服务器保管' : '钥匙由保管人保管'] : []),
		...(destroyed === undefined ? [] : [destroyed ? '销毁以后' : '销毁以前'])
	];
	return limits.length === 0 ? '' : `（${limits.join('，')}）`;
}
