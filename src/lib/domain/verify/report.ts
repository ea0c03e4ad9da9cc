import { groupFingerprint } from './fingerprint.ts';
import { problemTexts, type BundleError } from './problems.ts';
import type { Verified } from './verify-bundle.ts';

/** Sentences of a report: Chinese and English. */
export type Sentence = readonly [zh: string, en: string];

export interface Report {
	verdict: Sentence;
	/** What was checked, and held. */
	checked: Sentence[];
	/** What follows from none of it. */
	limits: Sentence[];
}

export function reportSuccess(verified: Verified): Report {
	const { open, log, kind, tally, results } = verified;
	const { ballots, size } = log.head;
	const last = log.checkpoints.at(-1);
	return {
		verdict: ['核验通过', 'VERIFIED'],
		checked: [
			[`问卷 ${open.survey}：${open.title}`, `survey ${open.survey}`],
			[
				`问卷指纹 ${groupFingerprint(log.fingerprint)}，请与通知上的核对`,
				'fingerprint: compare it with the printed notice'
			],
			[
				`日志 ${size} 条，逐条相扣，共 ${ballots} 张票`,
				`log of ${size} entries, ${ballots} ballots`
			],
			[
				`${log.checkpoints.length} 个检查点签名都对，后一个都包含前一个；最后一个在 ${last?.day}`,
				`${log.checkpoints.length} signed checkpoints, each a prefix of the next`
			],
			['题目与开启时冻结的一致', 'questionnaires are those frozen at opening'],
			...(log.isVoid ? [['这份问卷已作废', 'the survey was made void'] as const] : []),
			...(open.mode === 'meeting'
				? [
						[
							`现场签到 ${log.meeting.attending} 人，发出 ${log.codes.codes ?? 0} 张票，都不少于收到的票`,
							`${log.meeting.attending} attended, ${log.codes.codes ?? 0} tickets given, no fewer than ballots`
						] as const
					]
				: []),
			...(results.length > 0
				? [['结果与计票时记入日志的一致', 'results are those logged at counting'] as const]
				: []),
			...(kind === 'review'
				? [
						[
							'密封的票、码和已用码与日志一致',
							'sealed ballots, codes and spent codes match the log'
						] as const
					]
				: []),
			...(tally ? [['重新计票与结果一致', 'counting again gives the same results'] as const] : [])
		],
		limits: limitsOf(verified)
	};
}

function limitsOf({ kind, tally, published, redacted, results, log }: Verified): Sentence[] {
	const paper = results.some(({ returned_paper: count }) => count > 0);
	return [
		...(kind === 'public' && !published && log.count
			? [['结果还没有公示，只核对了它的指纹', 'results are not published yet'] as const]
			: []),
		...(redacted > 0
			? [
					[
						`有 ${redacted} 条意见计票以后被隐去了内容，只核对了当时的指纹`,
						`words were taken out of ${redacted} comments; their seals hold`
					] as const
				]
			: []),
		...(tally
			? []
			: [
					[
						'没有重新计票：那需要票箱的钥匙，请在保管钥匙的地方核验',
						'ballots were not counted again: that takes the key of the box'
					] as const
				]),
		...(tally && paper
			? [['纸质票不在票箱里，没有重新计', 'paper ballots are not in the box'] as const]
			: []),
		[
			'不能证明每一票都是本人投的，也不能证明投票时程序没有被改动；发出的票数请看核对单',
			'this cannot show who cast a ballot, nor that the program was unchanged during voting'
		],
		[
			'检查点要与当时张贴、转发出去的那一份相同，才能说明没有整本重做',
			'checkpoints count where they equal the copies handed out at the time'
		]
	];
}

export function reportFailure({ problem, line }: Pick<BundleError, 'problem' | 'line'>): Report {
	const [zh, en] = problemTexts[problem];
	return {
		verdict: [`核验不通过：${zh}（第 ${line} 行）`, `FAILED: ${en} (line ${line})`],
		checked: [],
		limits: []
	};
}
