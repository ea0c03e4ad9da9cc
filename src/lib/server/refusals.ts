import { fail, type ActionFailure } from '@sveltejs/kit';

/** Everything a person may be refused, with what to tell them: what is the matter and what to do next. */
const refusals = {
	not_found: [404, '没有找到，或者您无权查看。请从列表重新进入。'],
	forbidden: [403, '您的账号没有这项权限。如确需办理，请联系系统管理员。'],
	bad_login: [400, '用户名或密码不对。请核对后重试；忘记密码请联系系统管理员重置。'],
	too_many_logins: [429, '登录失败次数过多。请到时再试；忘记密码请联系系统管理员重置。'],
	account_locked: [
		429,
		'登录失败次数过多，账号暂时锁定，到时自动解开。急用或怀疑有人在试密码，请联系系统管理员。'
	],
	bad_code: [400, '验证码不对或已经用过。请等验证器换出下一个数再填；手机不在身边，可以用恢复码。'],
	session_over: [401, '等待验证的时间已过，请重新登录。'],
	second_factor_there: [409, '两步验证已经启用。请刷新页面查看。'],
	invitation_over: [
		404,
		'这个邀请链接已失效：用过了、过期了，或者被收回了。请向发链接的人要一个新的。'
	],
	may_not_invite: [
		403,
		'您不能这样邀请：上级工会可以邀请下级工会的主席、干事和考评员，自己任职的工会和其他角色请由系统管理员办理。'
	],
	used_password: [400, '这个密码最近用过，请换一个没有用过的。'],
	disabled_account: [403, '该账号已停用，请联系系统管理员。'],
	bad_password: [400, '当前密码不对，请重新输入。'],
	weak_password: [400, '新密码不够强，请按页面上的要求重新设置。'],
	same_password: [400, '新密码不能与当前密码相同，请换一个。'],
	passwords_differ: [400, '两次输入的新密码不一致，请重新输入。'],
	username_taken: [400, '这个用户名已被使用，请换一个。'],
	bad_address: [400, '地址不对：请写成 https://主机名 或 http://IP地址:端口，后面不要带路径。'],
	role_unclear: [400, '每行须同时选择角色和工会；不需要的行请两项都留空。'],
	role_needed: [400, '请至少分配一个角色；不再使用的账号请停用。'],
	own_account: [400, '不能停用自己，也不能取消自己的管理员角色。请由另一位管理员操作。'],
	union_closed: [409, '该工会已撤销，不能再办理新的事项。如系误撤，请先恢复。'],
	union_open: [409, '该工会没有撤销。请刷新页面查看。'],
	parent_closed: [409, '所选的工会已撤销，请另选一家。'],
	root_stays: [400, '最上一级工会不能移动、并入或撤销。'],
	same_parent: [400, '该工会现在就在所选的上级工会下面，请另选一家。'],
	own_subtree: [400, '不能移到自己或自己的下级工会下面，请另选一家。'],
	merged_with_itself: [400, '不能并入自己，请另选一家。'],
	other_level: [400, '只能并入同一层级的工会，请另选一家。'],
	has_unions_below: [409, '该工会还有下级工会。请先移动它们，或改用“并入”。'],
	survey_under_way: [409, '该工会还有草稿或没有计票的问卷。请先删除草稿、截止计票或作废，再办理。'],
	placed_in_round: [
		409,
		'该工会（或其下级工会）在上级工会的考核批次里有没有确定的申报。请等考评确定后再办理。'
	],
	stale: [409, '页面内容已经变化（可能有人同时操作）。请刷新页面后再试。'],
	wrong_state: [409, '问卷当前状态不能进行这项操作。请刷新页面查看最新状态。'],
	subject_taken: [409, '该工会本年度已有同一内容的问卷。如需重做，请先由上级工会将原问卷作废。'],
	subject_fixed: [
		409,
		'评议内容的类别不能改：会员评议和上级工会的评议由不同的工会组织。请另开一份。'
	],
	no_electors: [
		400,
		'名单里没有一位在任的下级工会主席，无法评议。请先登记主席任期，或扩大参评范围。'
	],
	draw_replaced: [
		409,
		'名单用的抽样不是本工会本年度有效的那一次（可能已经重新抽过）。请修改草稿，改用有效的抽样。'
	],
	electorate_shrank: [
		409,
		'印好的码已经多于名单上在任的主席（有主席离任或工会撤销）。请先“作废重印”，张数不超过现在的名单。'
	],
	no_chair: [400, '没有登记现任工会主席，不能评议主席。请先登记主席任期，或去掉“评议主席”。'],
	too_many_codes: [400, '可用的码不能超过应参评人数。请减少数量，或先把未用的码作废重发。'],
	mode_without_codes: [
		400,
		'这份问卷不用一次性码，没有印出的票。公开码请贴问卷海报，现场码请到“现场签到和投影”；要印票，请先在草稿里改成一次性码。'
	],
	codes_printed: [400, '已经印过一次性码，不能改用别的方式。请删除这份草稿，重新建一份。'],
	no_codes: [400, '还没有印制一次性码，会员无法作答。请先印码，再开启问卷。'],
	bad_slip_count: [400, '请填写要印的张数，一次 1 至 5000 张。'],
	address_not_acknowledged: [
		400,
		'手机打不开现在的地址。请先在设置里填写地址，或勾选“仍要用这个地址印”。'
	],
	slips_printed_already: [
		409,
		'这次提交已经处理过，没有再印。印出的码不能再看；如果没有印成，请勾选“作废重印”。'
	],
	own_act: [
		403,
		'须由另一个账号办理：这份评议是您起草、修改或开启的，不能由您同意或作废。请上级工会的另一位管理人员，或更上一级工会的管理人员用自己的账号办理。'
	],
	low_turnout_needs_consent: [400, '最低参评率低于规定，须先经上级工会同意。'],
	closes_in_past: [400, '截止时间已过或早于开启时间，请改为以后的时间。'],
	reason_needed: [400, '请写明理由。'],
	override_reason_needed: [400, '考评分与实测数据的建议分不同，请写明理由。'],
	score_out_of_range: [400, '分数应在 0 和该项单项分之间，以 0.5 分为一档。'],
	sheet_locked: [409, '现在不能填分：申报的状态或时间已经变化。请刷新页面，看看考核表上方的说明。'],
	bad_upload: [400, '文件没有完整收到。请刷新页面，重新选择文件再传。'],
	file_too_large: [400, '文件太大。请压缩或拆分到 20 MB 以内再传。'],
	file_type: [
		400,
		'不能用这个文件：只收图片（JPG、PNG、WebP、GIF）、PDF、Word、Excel、PPT，内容须与文件名后缀相符。'
	],
	too_many_files: [409, '这一项的材料已满 10 个。请先合并，或删去不需要的。'],
	not_own_file: [403, '只有上传的人可以删除这份材料。'],
	file_handed_in: [409, '这份材料已经随自查提交（或已据以确定考评结果），不能再删。'],
	file_lost: [404, '这份材料的文件不在了，请联系系统管理员从备份恢复。'],
	wrong_step: [409, '申报当前的状态不能进行这项操作（可能有人已经办过）。请刷新页面查看最新状态。'],
	before_self: [409, '还没有到自查时间。请在批次规定的自查时间内办理。'],
	after_self: [409, '自查时间已过。确需继续，请上级工会写明理由延长自查时间。'],
	before_review: [409, '还没有到考评时间。请在批次规定的考评时间内办理。'],
	after_review: [409, '考评时间已过。确需继续，请上级工会写明理由调整批次的时间。'],
	outside_final: [409, '现在不在复评时间内，或者批次没有安排复评。请先在批次里写明复评时间。'],
	no_round: [404, '上级工会还没有开设这一年度、这一层级的考核批次。请联系上级工会。'],
	applied_already: [409, '本单位今年已经申报，不用重复申报。请刷新页面查看进度。'],
	bad_round_dates: [400, '批次的日期前后不对，请核对自查、考评和复评的起止日期。'],
	round_empty: [400, '下面没有这一级工会，不能开设批次。请另选考核对象，或先新增工会。'],
	round_overlaps: [
		409,
		'同一年度、同一级工会已有批次（本级、上级或下级工会开设的）。一个工会一年只能参加一个批次，请先查看已有批次。'
	],
	handed_in: [409, '已经提交过自查的申报不能撤回。确有特殊情况，请与上级工会联系。'],
	not_yours_to_settle: [
		403,
		'这家工会的考评不由您办理（例如您在该工会任职）。请交其他督导人员办理。'
	],
	decide_unconfirmed: [400, '请先勾选“已核对”，再批量确定考评结果。'],
	too_many_chosen: [400, '一次最多办理 200 家。请缩小筛选范围，分几次办理。'],
	round_in_use: [409, '已有工会申报，批次不能删除。日期有变化请修改日期并写明理由。'],
	criteria_empty: [400, '还有考核内容没有填自查分。请补填，或勾选“空着的项目就这样提交”。'],
	criteria_unscored: [400, '还有考核内容没有考评分，不能确定。请考评员补齐后再确定。'],
	no_reviewer: [400, '还没有分配考评员，不能开始考评。请先分配考评员。'],
	day_needed: [400, '请填写新的自查截止日期：不早于今天，并且晚于原来的截止日期。'],
	nothing_chosen: [400, '请先在表中勾选工会，并选择考评员。'],
	draw_waiting: [
		409,
		'本年度这项抽样已有一次准备好的，还没有抽取。请先抽取，或写明理由放弃，再准备下一次。'
	],
	draw_over: [409, '这次抽样已经抽取或放弃，不能再改。请刷新页面查看结果。'],
	draw_size: [400, '抽取数不对：至少抽 1 家，且不能超过各类单位的家数。'],
	draw_kind: [
		400,
		'一家也没有抽。抽取总数够每类至少抽 1 家时，不能漏掉哪一类，请给这一类至少填 1 家。'
	],
	draw_year: [400, '只能抽今年和去年的样本，请重新选择年度。'],
	draw_reviewed: [
		409,
		'这个工会本年度的申报已在考评或已经确定，所属单位的满意率已经知道，不能再准备或抽取样本。确有必要的，先在申报里退回自查（已确定的先复评，再退回），并写明理由。'
	],
	bad_seed: [400, '种子不合要求：6 至 64 位随机产生的数字或英文字母，不能是 111111、123456 之类。'],
	wrong_title: [400, '称号与对象不符：模范职工之家授予工会，优秀工会工作者授予个人。请重新选择。'],
	inspected_before_award: [400, '复查年度不能早于授予年度，也不能晚于今年，请核对。'],
	improvement_changed: [
		409,
		'这一条刚刚被别人改过，您的改动没有保存。请刷新页面看看现在的内容，再改。'
	],
	improvement_closed: [409, '这一条已经办结，不能再改。确需修改，请先“重新办理”。'],
	improvement_published: [409, '这一条已经公示过，不能删除。请改用“撤回公示”。'],
	question_unknown: [400, '没有这道题。请从列表中重新选择“针对的题目”，或选“不针对某一题”。'],
	outcome_needed: [400, '办结须写明结果，没有完成的写明原因。'],
	honour_revoked: [409, '这项称号已经撤销，不再复查。'],
	own_reviewers: [403, '所选工会里有您自己任职的工会，其考评员须由其他人员分派。请去掉它后再试。'],
	own_round: [403, '您任职的工会参加了本批次，批次时间须由其他人员调整。请交其他督导人员办理。'],
	own_review: [403, '您参加过这份申报的考评，考评结果须由其他人员确定。请交其他督导人员办理。'],
	own_honour: [403, '不能登记自己所在工会或其现任主席的称号。请由上级工会的其他人员办理。'],
	honour_too_high: [403, '市级以上称号须由县级以上工会登记、复查和撤销。请把文件交上级工会办理。'],
	document_needed: [400, '市级以上称号须填写文号，便于核对。'],
	revoked_before_award: [400, '撤销年度不能早于授予年度，请核对。'],
	code_taken: [400, '组织代码已被使用，请核对。'],
	kind_of_other_level: [400, '单位类型与工会层级不符，请重新选择单位类型。'],
	parent_too_low: [400, '上级工会的层级不能低于本工会，请核对层级或另选上级工会。'],
	child_too_high: [400, '本工会的层级不能低于下级工会，请核对层级或先修改下级工会。'],
	parent_unknown: [400, '没有找到这个上级工会。请从列表中选择，或输入准确的组织代码。'],
	union_unknown: [400, '没有找到这个工会。请从列表中选择，或输入准确的组织代码。'],
	term_overlaps: [400, '任期日期不对：新任期须晚于以往各任的开始和结束日期。'],
	term_in_future: [400, '任职日期不能晚于今天。请在到任当天或之后登记。'],
	custody_never_counts: [400, '按现行规则，这样保管的票箱不计入考核，不能选用。'],
	mode_needs_consent: [
		400,
		'按现行规则，这样收票须先经上级工会同意。请联系上级工会在本问卷页面写明理由并同意。'
	],
	poster_without_paper: [
		400,
		'公开码没有发票数可以核对，不能另发纸质票。请改用一次性码，或去掉纸质票。'
	],
	custody_needs_consent: [400, '按现行规则，票箱这样保管须先经上级工会同意。'],
	invitation_unknown: [404, '这个链接已失效。请向发链接的工会干事要一个新的。'],
	sheet_made_already: [
		409,
		'这一位的钥匙单已经做好，不能再做一张。单子丢了或印坏了，请工会干事先点“作废重做”。'
	],
	holder_is_chair: [400, '工会主席不能保管钥匙单：被评议的人不能开箱。请换一位保管人。'],
	holder_twice: [400, '三张钥匙单要由三个不同的人保管。这个姓名或这张单子已经在另一个位置上。'],
	bad_public_key: [400, '没有收到有效的公开钥匙。请刷新页面重新制作钥匙单。'],
	sheets_missing: [409, '三张钥匙单还没有都做好。请先做齐三张，再演练。'],
	rehearsal_failed: [
		400,
		'演练没有通过：页面内容已经变化，或者不是这张钥匙单。请刷新页面再扫一次。'
	],
	sheets_disagree: [
		409,
		'演练停止：您和另一位保管人算出的结果不一致。请三人当面核对各自钥匙单上的指纹和页面显示的是否相同；不同就不要开启问卷，请联系上级工会。'
	],
	sheets_not_rehearsed: [409, '三位保管人还没有都演练过，不能开启。请到“钥匙单”页面查看还差谁。'],
	not_closed: [409, '问卷还没有截止，或者已经计过票，现在不能开箱。'],
	wrong_box_key: [400, '这两张钥匙单打不开这只票箱。请确认是本问卷的钥匙单，再试一次。'],
	paper_not_due: [409, '现在不能办理纸质票：问卷还没有截止、已经计票，或没有采用纸质票。'],
	paper_entered_already: [409, '纸质票票数已经有人录入。请由另一个人复核；录错了请先撤回重录。'],
	paper_not_entered: [409, '还没有人录入纸质票票数，或者刚刚撤回。请刷新页面。'],
	paper_same_person: [403, '不能复核自己录入的票数。请换一个人用自己的账号复核。'],
	paper_missing: [409, '纸质票票数还没有录入并复核，不能开箱。请先办完“纸质票”。'],
	reconciled_already: [409, '票数已经核对签字，不能再改。确有差错，请上级工会作废后重做。'],
	does_not_add_up: [
		400,
		'印制数不等于发出、剩余、损坏三项之和。请重新清点；确实对不上的，勾选“如实记录”再提交，结果将不计入考核。'
	],
	no_meeting: [409, '这份问卷不是现场码问卷，不用签到。'],
	meeting_without_paper: [
		400,
		'现场码不能同时发纸质票：一个人可能既领票又领纸票。请选一种；有人没带手机的，可以借用别人的手机（用无痕窗口），或改用一次性码加纸质票。'
	],
	attendance_above_eligible: [
		400,
		'到会人数不能超过开启时固定的应参评人数。请核对签到；应参评人数填错了的，只能由上级工会作废后重做。'
	],
	attendance_not_higher: [400, '到会人数只能改多，不能改少或不变。请填重新清点后的总人数。'],
	passage_unknown: [
		400,
		'意见里没有这几个字（要一字不差，包括标点和空格）。请从意见里复制，再试一次。'
	],
	reason_repeats: [400, '理由里又写了要隐去的文字。理由会公开显示并永久保留，请换个说法。'],
	comment_redacted: [409, '这条意见已经整条隐去，或刚刚有人改过。请刷新页面再看。'],
	comment_unsealed: [
		409,
		'这份结果是系统升级前计票的，意见的指纹连着原文写进了日志，隐去会使核验不能通过，不能办理。'
	],
	two_witnesses: [400, '请填写两位监票人的姓名，不能是同一个人。'],
	import_file_missing: [400, '请选择一个有内容的文件。'],
	import_state: [409, '这次导入的状态已经变化（可能有人同时操作）。请刷新页面查看。'],
	import_wrong: [400, '还有行没有改正，不能导入。请下载标好问题的表格，改正后重新上传。'],
	import_nothing: [400, '这个文件与系统里的数据一样，没有要写入的内容。'],
	history_wrong: [400, '数据有变化或有误，没有保存。请核对后再提交。'],
	history_rows: [400, '一次最多导入 1000 行，说明不要太长。请拆成几个文件分别导入。'],
	history_twice: [
		409,
		'这一年的数据已经录入（待批准或已批准），没有保存。要更正，先撤回原来的；已批准的，请上级工会撤销。'
	],
	own_history: [403, '录入的人不能批准自己录入的数据。请由上级工会的另一个人批准。'],
	not_own_history: [403, '只有录入的人可以撤回。请联系录入的人，或请上级工会退回。'],
	evidence_missing: [
		409,
		'还没有佐证材料（扫描件或照片），不能批准。请打开这一条添加，或退回并写明要补的材料。'
	],
	evidence_settled: [409, '这条数据已经批准或退回，佐证材料不能再增减。'],
	nothing_ticked: [400, '请先在表中勾选要办理的数据。'],
	year_has_history: [
		409,
		'这一年已有历史数据（待批准或已批准），不能再开同一内容的问卷。历史数据有误的，先由上级工会撤销。'
	],
	sheet_too_large: [413, '文件超过 20 MB。请删去无关的工作表和图片，或拆成几个文件分别导入。'],
	sheet_bomb: [
		400,
		'文件解开后大得不正常，没有读取。请新建一个表格，把内容“选择性粘贴为数值”，另存后再试。'
	],
	sheet_damaged: [400, '文件已损坏，无法读取。请用表格软件打开，另存为 .xlsx 后再试。'],
	sheet_not_table: [400, '这不是表格文件。请选择 .xlsx 或 .csv 文件。'],
	sheet_old: [400, '这是旧格式（.xls）的文件。请用表格软件打开，另存为 .xlsx 后再试。'],
	sheet_password: [400, '文件设有密码。请用表格软件打开，去掉密码，另存后再试。'],
	sheet_web_page: [
		400,
		'这其实是一个网页，只是改了名字（有些系统这样“导出 Excel”）。请用表格软件打开，另存为 .xlsx 后再试。'
	],
	sheet_empty: [400, '表格里没有内容。请在第一个工作表里填好表头和数据后再试。'],
	sheet_rows: [400, '超过 50000 行。请拆成几个文件分别导入。'],
	sheet_columns: [400, '列太多（最多 100 列）。请删去表格右边无关的列。'],
	sheet_cell: [400, '这一格的文字太长（最多 2000 个字）。请删短后再试。'],
	sheet_error_cell: [400, '这一格是公式错误。请改成数值或文字后再试。'],
	sheet_encoding: [
		400,
		'认不出这个 .csv 文件的文字编码。请用表格软件打开，另存为 .xlsx 或“CSV UTF-8”后再试。'
	],
	sheet_quotes: [400, '这一行的双引号不成对，无法分列。请改正，或另存为 .xlsx 后再试。']
} as const satisfies Record<string, readonly [number, string]>;

export type RefusalCode = keyof typeof refusals;

/** An expected failure. Thrown, so that the transaction around it rolls back; caught only by `attempt`. */
export class Refused extends Error {
	/** @param about - what in particular, named before the text. */
	constructor(
		readonly code: RefusalCode,
		readonly about = ''
	) {
		super(code);
		this.name = 'Refused';
	}

	get status(): number {
		return refusals[this.code][0];
	}

	/** What to tell the person, in Chinese. */
	get text(): string {
		const [, text] = refusals[this.code];
		return this.about === '' ? text : `${this.about}：${text}`;
	}
}

/** What a page gets back from a refused action: the message above the form, what was typed, and no field's error. */
export interface RefusedForm<V> {
	message: string;
	values: V;
	errors: Record<string, string>;
}

/** What to tell for a code that came back in an address; null if it is none. */
export function refusalText(code: string | null): string | null {
	return code !== null && Object.hasOwn(refusals, code) ? refusals[code as RefusalCode][1] : null;
}

/** Runs a form action's one call; a refusal becomes the form's message and gives back what was typed. */
export async function attempt<T, V extends Record<string, unknown>>(
	values: V,
	act: () => Promise<T>
): Promise<T | ActionFailure<RefusedForm<V>>> {
	try {
		return await act();
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		return fail(error.status, { message: error.text, values, errors: {} });
	}
}
