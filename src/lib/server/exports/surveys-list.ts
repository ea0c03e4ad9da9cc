import { formatShanghai } from '$lib/domain/clock-time';
import { formatThreshold } from '$lib/domain/percent';
import { custodyNames } from '$lib/domain/rules';
import {
	electorateNames,
	levelNames,
	modeNames,
	subjectNames,
	surveyStateNames
} from '$lib/domain/words';
import { number, text } from './columns';
import type { Spreadsheet } from './spreadsheet';
import type { SurveyLine } from './survey-lines';

/** The surveys of a year: what was frozen and how far each has come. How many ballots are in a box is in no list. */
export function surveysList(year: number): Spreadsheet<SurveyLine> {
	return {
		sheet: `${year}年问卷`,
		empty: '没有符合条件的问卷',
		columns: [
			text('组织代码', 9, ({ union }) => union.code),
			text('工会', 16, ({ union }) => union.name),
			text('层级', 9, ({ union }) => levelNames[union.level]),
			text('上级工会', 13, ({ union }) => union.parent_name),
			text('问卷', 16, ({ survey }) => survey.title),
			text('内容', 12, ({ survey }) => survey.subjects.map((one) => subjectNames[one]).join('、')),
			text('被评主席', 5, ({ survey }) => survey.chair_name),
			text('状态', 5, ({ survey }) => surveyStateNames[survey.state]),
			text('方式', 6, waysOf),
			text('参评范围', 5, ({ survey }) => electorateNames[survey.electorate]),
			number('应参评', 4, ({ survey }) => survey.eligible),
			text('最低参评率', 5, minTurnout),
			text('票箱钥匙', 12, ({ survey }) => custodyNames[survey.custody]),
			text('开启', 9, ({ survey }) => time(survey.opened_at)),
			text('截止', 9, ({ survey }) => time(survey.closed_at ?? survey.closes_at)),
			text('计票', 9, ({ survey }) => time(survey.counted_at)),
			text('公示', 9, ({ survey }) => time(survey.published_at)),
			text('作废', 9, ({ survey }) => time(survey.void_at)),
			text('作废理由', 16, ({ survey }) => survey.void_reason),
			text('问卷编号', 12, ({ survey }) => survey.id),
			text('问卷指纹', 15, ({ fingerprint }) => fingerprint)
		],
		notes: [
			['截止', '还没有截止的，是预定的截止时间。'],
			['问卷指纹', '开启时定下的全部内容的摘要，与张贴的通知、会员的回执和公开核对页上的一致。']
		]
	};
}

function waysOf({ survey }: SurveyLine): string {
	const remark = survey.mode === 'poster' ? '（仅供参考，不计入考核）' : '';
	return modeNames[survey.mode] + remark + (survey.paper === 1 ? '，另发纸质票' : '');
}

function minTurnout({ survey }: SurveyLine): string {
	return formatThreshold({ num: survey.min_turnout_num, den: survey.min_turnout_den });
}

function time(instant: string | null): string | null {
	return instant && formatShanghai(instant);
}
