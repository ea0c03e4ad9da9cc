/** What is wrong with a bundle, in the words of the page and of the program. */
export const problemTexts = {
	format: ['不是核验包，或者文件已损坏', 'not a bundle, or damaged'],
	order: ['内容的次序不对，或者有重复、缺少', 'lines out of order, repeated or missing'],
	other_survey: ['不是同一份问卷的内容', 'belongs to another survey'],
	checkpoint: ['检查点的签名不对', 'a checkpoint is not signed by the log key'],
	checkpoint_root: [
		'日志与检查点不符：日志被改过',
		'the log does not have the root of a checkpoint'
	],
	checkpoint_missing: ['有检查点不见了，或者是后加的', 'a checkpoint is missing or was added'],
	questionnaire: ['问卷与开启时冻结的不同', 'the questionnaires are not those frozen at opening'],
	log_entry: ['日志里有一条不合规定', 'a log entry that cannot be'],
	receipt_twice: ['同一个回执编号出现了两次', 'a receipt number appears twice'],
	ballot: ['密封的票与日志里的指纹不符', 'a sealed ballot does not have the hash in the log'],
	box: ['票箱的记录与日志不符', 'the record of the box disagrees with the log'],
	result: ['结果与计票时记入日志的不同', 'a result is not the one logged at counting'],
	returned: ['收回的票数与日志里的票数不同', 'ballots returned are not the ballots logged'],
	status: ['结果的状态与日志不符', 'the status of a result disagrees with the log'],
	comments: ['意见与计票时记入日志的不同', 'comments are not those logged at counting'],
	codes: ['码的清单与日志不符', 'the codes are not those the log commits to'],
	spent: ['已用码的清单与日志不符', 'the spent codes are not those the log commits to'],
	meeting: [
		'签到人数、发出的现场票与收到的票对不上',
		'attendance, tickets given and ballots disagree'
	],
	key: ['这把钥匙打不开这份问卷的票箱', 'the key does not belong to this box'],
	tally: ['重新计票与公布的结果不同', 'counting again gives another result'],
	unfinished: ['这份问卷还没有计票', 'this survey has not been counted']
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type Problem = keyof typeof problemTexts;

/** A bundle that does not hold; `line` is the first line that shows it, from 1. */
export class BundleError extends Error {
	constructor(
		readonly problem: Problem,
		public line = 0
	) {
		super(problemTexts[problem][1]);
		this.name = 'BundleError';
	}
}

/** Goes on only if `holds`. */
export function check(holds: unknown, problem: Problem): asserts holds {
	if (!holds) throw new BundleError(problem);
}
