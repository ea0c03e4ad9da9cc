import {
	at,
	bytes,
	counts,
	custodian,
	result,
	stamps,
	survey,
	surveySubject,
	union
} from './row-values';
import type { Rows } from './rows';

export const earlierRows: Record<string, Rows> = {
	'0001-accounts': [
		[
			'user',
			{ id: 'u1', name: '李敏', email: 'limin@pingjia.invalid', username: 'limin', ...stamps() }
		],
		['session', { id: 's1', token: 'token', user_id: 'u1', expires_at: at(2), ...stamps() }],
		[
			'account',
			{ id: 'c1', account_id: 'u1', provider_id: 'credential', user_id: 'u1', ...stamps() }
		],
		['verification', { id: 'v1', identifier: 'a', value: 'b', expires_at: at(2), ...stamps() }]
	],
	'0002-unions': [
		['union', union('a', null, '/a/', 'county')],
		['union', union('b', 'a', '/a/b/', 'grassroots')],
		['person', { id: 'p1', name: '王建国' }],
		['person', { id: 'p2', name: '赵丽' }],
		[
			'term',
			{ id: 't1', union_id: 'b', person_id: 'p1', started_on: '2019-05-01', ended_on: '2024-04-30' }
		],
		[
			'term',
			{ id: 't2', union_id: 'b', person_id: 'p2', started_on: '2024-05-01', ended_on: null }
		],
		['role', { user_id: 'u1', union_id: 'b', role: 'chair' }]
	],
	'0003-surveys': [
		['survey', survey()],
		['survey_subject', surveySubject('home', null)],
		['survey_subject', surveySubject('chair', 'p2')],
		[
			'code_batch',
			{ survey_id: 'q1', seq: 0, size: 2, voided_before: 0, issued_by: 'u1', day: '2026-11-02' }
		],
		['box', { survey_id: 'q1', accepting: 1, ballots: 1, log_size: 2 }],
		['code', { survey_id: 'q1', mac: bytes(1) }],
		['code', { survey_id: 'q1', mac: bytes(2) }],
		['spent', { survey_id: 'q1', nullifier: bytes(1), retry_tag: bytes(3), kind: 'ballot' }],
		['log', { survey_id: 'q1', seq: 0, type: 'open', payload: bytes(4) }],
		['log', { survey_id: 'q1', seq: 1, type: 'ballot', payload: bytes(5) }],
		['ballot', { survey_id: 'q1', seq: 1, ct: bytes(6) }]
	],
	'0004-results': [
		['result', result()],
		['result_count', { result_id: 'r1', question_id: 'home.overall', position: 0, ...counts() }],
		['result_text', { result_id: 'r1', id: 'x1', question_id: 'home.comment', body: '食堂好多了' }]
	],
	'0005-assessments': [
		[
			'assessment',
			{ id: 'm1', union_id: 'b', year: 2025, rubric: 'grassroots', created_at: at(1) }
		],
		[
			'score',
			{
				...{ assessment_id: 'm1', criterion_id: '1.1', kind: 'self', half_points: 3, note: '' },
				...{ overrides: 0, scored_by: 'u1', scored_at: at(1) }
			}
		],
		[
			'honour',
			{
				...{ id: 'h1', title: 'model_home', level: 'province', union_id: 'b', person_id: null },
				...{ year: 2022, document: '苏工发[2022]1号', recorded_at: at(1) }
			}
		]
	],
	'0006-audit': [
		[
			'audit',
			{
				...{ id: 'd1', at: at(1), user_id: 'u1', action: 'open', noun: 'survey', noun_id: 'q1' },
				detail: '{}'
			}
		],
		['setting', { key: 'public_address', value: 'https://pj.example.org' }]
	],
	'0007-honour-register': [
		[
			'honour_revocation',
			{ honour_id: 'h1', reason: '复查不合格', revoked_by: 'u1', revoked_at: at(2) }
		],
		['honour_check', { holder: 'union', holder_id: 'b', checked_by: 'u1', checked_at: at(2) }]
	],
	'0008-custody': [
		[
			'key_set',
			{
				...{ id: 'k1', union_id: 'b', title: '2026年度', shared: 0 },
				...{ created_by: 'u1', created_at: at(1) }
			}
		],
		['custodian', custodian(1)],
		['custodian', custodian(2)],
		['custodian', custodian(3)],
		['survey_key_set', { survey_id: 'q1', key_set_id: 'k1', locked: 1 }],
		['key_share', { survey_id: 'q1', pair: '12', idx: 1, point: bytes(9) }]
	],
	'0009-destruction': [
		[
			'dispute_extension',
			{
				...{ survey_id: 'q1', seq: 1, until: at(9), reason: '有人举报', extended_by: 'u1' },
				extended_at: at(2)
			}
		],
		['anomaly', { survey_id: 'q1', kind: 'burst' }]
	],
	'0010-log': [
		['log_head', { survey_id: 'q1', frontier: bytes(7), mark_size: 1, mark_frontier: bytes(8) }],
		['checkpoint', { survey_id: 'q1', size: 1, note: 'pingjia/q1', day: '2026-11-02' }]
	],
	'0011-paper': [
		[
			'paper_count',
			{
				...{ survey_id: 'q1', printed: 5, handed_out: 4, leftover: 1, spoiled: 0, returned: 4 },
				...{ entered_by: 'u1', confirmed_by: null, day: '2026-11-09' }
			}
		],
		[
			'paper_answer',
			{
				...{ survey_id: 'q1', question_id: 'home.overall', satisfied: 4, dissatisfied: 0 },
				...{ basically_satisfied: 0, unsure: 0, blank: 0, invalid: 0 }
			}
		],
		['leftover', { survey_id: 'q1', mac: bytes(2) }],
		[
			'reconcile',
			{
				...{ survey_id: 'q1', printed: 2, handed_out: 1, leftover_voided: 1, leftover_used: 0 },
				...{ spoiled: 0, witness_a: '陈敏', witness_b: '王芳', day: '2026-11-09' }
			}
		]
	],
	// Beside the result of the year that may count.
	'0012-posters': [['result', { ...result(), id: 'r2', mode: 'poster' }]],
	'0013-meeting': [
		['meeting', { survey_id: 'q1', attending: 80, giving: 1 }],
		[
			'attendance',
			{
				...{ survey_id: 'q1', seq: 1, attending: 80, witness_a: '陈敏', witness_b: '王芳' },
				...{ salt: bytes(4), signed_by: 'u1', day: '2026-11-03' }
			}
		]
	]
};
