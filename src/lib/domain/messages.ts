import type { CodeError } from './ballot-code.ts';
import type { ElectorateFault } from './chair-electorate.ts';
import type { EligibilityReason, Verdict, YearReason } from './eligibility.ts';
import { formatPercent, formatThreshold } from './percent.ts';
import type { ReconciliationProblem } from './reconciliation.ts';
import type { ValidityReason } from './result-validity.ts';
import { titleNames, titleRankNames } from './rules.ts';
import type { ProposalReason } from './scoring-proposal.ts';
import type { TitleRequirement } from './title.ts';
import { subjectNames } from './words.ts';
import type { CellState } from './year-cell.ts';

/** Every typed code of the domain as Chinese text; the only place where a code becomes a sentence. */
export const verdictNames: Record<Verdict, string> = {
	eligible: '符合',
	ineligible: '不符合',
	undetermined: '无法判定'
};

export const cellNames: Record<CellState, string> = {
	reached: '达标',
	below: '未达标',
	missing: '无结果',
	void: '作废',
	not_counted: '不计入',
	other_person: '非现任主席',
	suppressed: '人数不足',
	pending: '待定',
	unknown_person: '被评人不明'
};

const validityMessages: Record<ValidityReason, string> = {
	voided: '该次评议已作废',
	more_returned_than_issued: '收回票数多于发放票数，该次评议作废',
	box_tampered: '票箱里的票与收票时的记录不符（有票丢失或被改动），不计入考核，请上级工会核查',
	leftover_used: '剩余票中有已经用来作答的，不计入考核',
	more_used_than_handed_out: '用来作答的票多于发出的票，不计入考核',
	more_handed_out_than_eligible: '发出的票多于应参评人数，不计入考核',
	more_tickets_than_attending: '发出的现场票多于签到人数，不计入考核',
	printed_not_accounted: '印制的票与发出、剩余、损坏的票数对不上，不计入考核',
	mode_never_counts: '这种方式收来的意见仅供参考，不计入考核',
	mode_without_consent: '采用的评议方式须经上级工会同意，未取得同意，不计入考核',
	turnout_too_low: '参评率未达到最低要求，且未经上级工会同意，不计入考核',
	approval_refused: '上级工会没有批准该数据，不计入考核',
	suppressed: '有效票数过少，为保护参评的人，不公布结果',
	not_yet_counted: '该次评议尚未计票',
	mode_consent_requested: '采用的评议方式正在等待上级工会同意',
	turnout_consent_requested: '参评率未达到最低要求，正在等待上级工会同意',
	approval_waiting: '该数据正在等待上级工会审核'
};

const proposalMessages: Record<ProposalReason, string> = {
	reached: '达到标准，建议得满分',
	below: '未达到标准，建议得0分',
	missing: '本年度没有评议结果，无法判定',
	void: '本年度评议已作废，无法判定',
	excluded: '本年度评议结果不计入考核，无法判定',
	suppressed: '有效票数过少，结果不公布，无法判定',
	pending: '本年度评议结果尚未确定，无法判定',
	no_units: '所属没有独立基层工会，无法判定',
	not_sampled: '尚未抽样，无法判定',
	sample_open: '抽中的单位有的结果未定或不公布，暂时无法判定',
	other_electorate: '参评的主席不是附件要求的范围，无法判定'
};

const codeMessages: Record<CodeError, string> = {
	empty: '请输入票上的16位数字',
	characters: '评议码只有数字，请检查是否输入了其他字符',
	length: '评议码应为16位数字，请核对是否多输或少输',
	check: '评议码有误，请对照票上的数字逐位核对'
};

export function validityMessage(reason: ValidityReason): string {
	return validityMessages[reason];
}

export function proposalMessage(reason: ProposalReason): string {
	return proposalMessages[reason];
}

/** Why the chairs who were asked are not those whom the annex names. */
export function electorateMessage(fault: ElectorateFault): string {
	switch (fault.code) {
		case 'grassroots_left_out':
			return `所属基层工会没有都列入名单（缺：${fault.kinds.join('、')}）`;
		case 'kinds_left_out':
			return `产业、乡镇街道、园区工会的主席须全部参评，名单有缺（${fault.kinds.join('、')}）`;
		case 'no_grassroots':
			return '名单里没有随机抽取的基层工会主席';
		case 'one_kind':
			return '抽取的基层工会只有一种类型，应抽取不同类型';
		case 'not_drawn':
			return '基层工会主席既不是全部参评，也不是只由随机抽样产生：不能自行指定某几类';
		case 'kinds_not_drawn':
			return `抽取的基层工会缺少有的类型（${fault.kinds.join('、')}），应抽取不同类型`;
		case 'list_changed':
			return '现存的名单与开启时写进日志的名单不一致，请上级工会核查';
	}
}

export function codeMessage(error: CodeError): string {
	return codeMessages[error];
}

export function reconciliationMessage({ code, left, right }: ReconciliationProblem): string {
	if (code === 'more_returned_than_issued') {
		return `收回${left}张，多于发放的${right}张，该次评议作废`;
	}
	if (code === 'more_issued_than_eligible') return `发放${left}张，多于应参评的${right}人`;
	if (code === 'parts_do_not_add_up') return `各项票数合计${left}张，与收回的${right}张不符`;
	return `票数有误：${left}`;
}

export function eligibilityMessage(reason: EligibilityReason): string {
	switch (reason.code) {
		case 'run_reached':
			return `截至${reason.last_year}年，会员评家和会员评议工会主席满意率已连续${reason.years}年达标`;
		case 'chair_unknown':
			return '现任工会主席尚未登记';
		case 'title_held':
			return `已获得${titleName(reason.title)}称号`;
		case 'title_absent':
			return `未获得${titleName(reason.title)}称号`;
		case 'title_revoked':
			return `${titleName(reason.title)}称号已被撤销`;
		case 'title_unknown':
			return `是否获得${titleName(reason.title)}称号尚未登记`;
		default:
			return yearMessage(reason);
	}
}

function yearMessage(reason: YearReason): string {
	const start = `${reason.year}年${subjectNames[reason.subject]}`;
	if (reason.code === 'below') {
		const rate = formatPercent(reason.rate, { thresholds: [reason.threshold] });
		return `${start}满意率为${rate}，未达到${formatThreshold(reason.threshold)}`;
	}
	// What became of somebody else's appraisal does not matter to this chair.
	const known = reason.code === 'other_person' ? [] : reason.because;
	const because = known.map(validityMessage).join('；');
	return `${start}：${because || plainYearMessages[reason.code]}`;
}

const plainYearMessages: Record<Exclude<YearReason['code'], 'below'>, string> = {
	missing: '没有评议结果',
	void: validityMessages.voided,
	not_counted: '结果不计入考核',
	other_person: '被评议人不是现任工会主席，年限须从现任主席起重新计算',
	suppressed: validityMessages.suppressed,
	pending: '结果尚未确定',
	unknown_person: '记录中没有被评议人，无法确认是否为现任工会主席'
};

function titleName({ title, minimum_rank }: TitleRequirement): string {
	return `${titleRankNames[minimum_rank]}以上${titleNames[title]}`;
}
