import type { Database } from '$lib/server/database/open';

/** Rows as a server of the time would have left them, by the migration that made their tables. */
export const rowsByMigration: Record<string, [table: string, row: Record<string, unknown>][]> = {
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
	],
	'0014-rounds': [
		[
			'round',
			{
				...{ id: 'n1', union_id: 'a', year: 2026, level: 'grassroots', created_by: 'u1' },
				...{ self_from: '2026-11-01', self_to: '2026-11-30', created_at: at(1) },
				...{ review_from: '2026-12-01', review_to: '2026-12-20' }
			}
		],
		[
			'application',
			{
				...{ id: 'y1', round_id: 'n1', union_id: 'b', year: 2026, rubric: 'grassroots' },
				...{ state: 'applied', steps: 1, self_until: null, reopened: 0 }
			}
		],
		[
			'application_event',
			{
				...{ application_id: 'y1', seq: 1, act: 'apply', from_state: null, to_state: 'applied' },
				...{ reason: '', user_id: 'u1', at: at(1) }
			}
		],
		[
			'reviewer_assignment',
			{ application_id: 'y1', user_id: 'u1', assigned_by: 'u1', assigned_at: at(1) }
		]
	],
	'0015-sheet': [
		[
			'sheet_entry',
			{
				...{ assessment_id: 'm1', criterion_id: '1.1', kind: 'self', field: 'remark' },
				...{ value: '见台账', note: '', entered_by: 'u1', entered_at: at(1) }
			}
		],
		[
			'score_change',
			{
				...{ assessment_id: 'm1', seq: 1, criterion_id: '1.1', kind: 'self', field: 'remark' },
				...{ old_value: '', old_note: '', new_value: '见台账', new_note: '', reason: '' },
				...{ changed_by: 'u1', changed_at: at(1) }
			}
		],
		[
			'evidence_file',
			{
				...{ id: 'f1', assessment_id: 'm1', criterion_id: '1.1', kind: 'self', name: '台账.pdf' },
				...{ type: 'application/pdf', size: 9, sha256: 'ab', sent_by: 'u1', sent_at: at(1) }
			}
		]
	],
	'0016-draws': [
		[
			'draw',
			{
				...{ id: 'w1', union_id: 'a', year: 2026, purpose: 'member_rates', seq: 1, reason: '' },
				...{ method: 'proportional', strata: '[]', frame: '{}', frame_hash: '0'.repeat(64) },
				...{ nonce: '1'.repeat(64), nonce_hash: '2'.repeat(64) },
				...{ algorithm: 'sha256-sort-v2', rule: '{}', prepared_by: 'u1', prepared_at: at(1) },
				...{ state: 'drawn', seed: '031119', seed_source: 'present', seed_note: '掷骰子' },
				...{ witnesses: '陈敏', result: '[]', ended_by: 'u1', ended_at: at(2) }
			}
		]
	],
	'0017-superior': [
		[
			'chair_electorate',
			{ survey_id: 'q1', kinds: '["enterprise"]', draw_id: null, summary: '[]', hash: bytes(12) }
		],
		[
			'elector',
			{
				...{ survey_id: 'q1', union_id: 'b', code: 'CODE-b', name: '工会b', level: 'grassroots' },
				...{ kind: 'enterprise', drawn: 0, vacant: 0 }
			}
		]
	],
	'0018-inspections': [
		[
			'honour_inspection',
			{
				...{ honour_id: 'h1', year: 2026, outcome: 'passed', note: '' },
				...{ recorded_by: 'u1', recorded_at: at(2) }
			}
		]
	],
	'0019-api-tokens': [
		[
			'api_token',
			{
				...{ id: 'a1', user_id: 'u1', name: '考评系统', scopes: '["results"]', hash: bytes(13) },
				...{ created_at: at(1), expires_on: '2027-11-01' }
			}
		]
	],
	'0020-smallest-group': [],
	'0021-decided': [],
	'0022-getting-in': [
		['login_lock', { key: 'ab12', name_hash: 'ab12', failures: 3, since: at(1) }],
		['password_history', { id: 'w1', user_id: 'u1', hash: 'scrypt', set_at: at(1) }],
		['second_factor', { user_id: 'u1', secret: bytes(14), confirmed_at: at(1), last_step: 5 }],
		['recovery_code', { user_id: 'u1', hash: bytes(15) }],
		[
			'invitation',
			{
				...{ id: 'i1', hash: bytes(16), name: '陈静', roles: '[]', created_by: 'u1' },
				...{ created_at: at(1), expires_at: at(8) }
			}
		]
	],
	'0023-imports': [
		[
			'import',
			{
				...{ id: 'i1', noun: 'union', union_id: 'a', file_name: '工会.xlsx', sha256: '00' },
				...{
					header: '["组织代码","名称"]',
					merged: '[]',
					state: 'checked',
					note: '',
					total: 1,
					done: 1
				},
				...{ fresh: 0, changed: 1, same: 0, wrong: 0, digest: '11', created_by: 'u1' },
				...{ created_at: at(1), beat_at: at(1) }
			}
		],
		[
			'import_row',
			{
				...{
					import_id: 'i1',
					row: 2,
					cells: '["CODE-b","新名"]',
					outcome: 'changed',
					problems: '[]'
				},
				changes: '[{"field":"名称","old":"工会b","new":"新名"}]'
			}
		],
		[
			'import_union',
			{
				...{ import_id: 'i1', id: 'n', code: 'CODE-n', name: '新厂工会', level: 'grassroots' },
				...{ kind: 'enterprise', independent: 1, industry: '', parent_id: 'a', path: '/a/n/' },
				...{ member_count: 5, created_at: at(1) }
			}
		],
		[
			'member_count',
			{ union_id: 'b', year: 2024, members: 118, entered_by: 'u1', entered_at: at(1) }
		]
	],
	'0024-history': [
		['result', { ...result(), id: 'r3', year: 2022, source: 'history', mode: 'paper' }],
		['history', { result_id: 'r3', entered_by: 'u1', entered_at: at(1), origin: 'form' }],
		[
			'history_file',
			{
				...{ id: 'f2', union_id: 'b', name: '测评汇总.pdf', type: 'application/pdf', size: 9 },
				...{ sha256: 'ab', sent_by: 'u1', sent_at: at(2) }
			}
		],
		['history_evidence', { result_id: 'r3', file_id: 'f2' }]
	],
	'0025-improvements': [
		[
			'improvement',
			{
				...{ id: 'i1', union_id: 'b', year: 2026, problem: '食堂排队久', measure: '加开一个窗口' },
				...{
					owner: '陈敏',
					due_on: '2026-12-31',
					state: 'planned',
					outcome: '',
					question_id: null
				},
				...{ published: 0, published_at: null, revision: 0, created_at: at(2) }
			}
		]
	],
	'0026-publication': [
		[
			'publication',
			{
				...{ survey_id: 'q1', seq: 1, from_day: '2026-11-20', to_day: '2026-11-26' },
				...{ contact: '工会办公室 0512-6000', with_history: 0, published_by: 'u1' },
				...{ published_at: at(9), withdrawn_by: null, withdrawn_at: null },
				...{ withdrawn_reason: null, withdrawn_from: null }
			}
		],
		[
			'redaction',
			{
				...{ result_id: 'r1', text_id: 'x1', seq: 1, kind: 'whole', reason: '写了姓名' },
				...{ redacted_by: 'u1', redacted_at: at(9) }
			}
		]
	],
	'0027-audit-chain': [],
	'0028-figures': [
		[
			'figure',
			{
				...{ year: 2026, subject: 'home', union_id: 'b', result_id: 'r1', live: 1 },
				...{ standing: 'counts', rate_key: 950_000_000_000_000, turnout_key: null }
			}
		],
		['figure_due', { result_id: 'r1' }]
	],
	'0029-tree': []
};

/** Inserts the rows of the migrations named, in their order. */
export async function insertRows(db: Database, migrations: string[]): Promise<void> {
	for (const name of migrations)
		for (const [table, row] of rowsByMigration[name] ?? [])
			await db
				.insertInto(table as never)
				.values(row as never)
				.execute();
}

function at(day: number): string {
	return `2026-11-0${day}T01:00:00.000Z`;
}

function stamps(): Record<string, string> {
	return { created_at: at(1), updated_at: at(1) };
}

function bytes(value: number): Buffer {
	return Buffer.alloc(32, value);
}

function union(id: string, parent: string | null, path: string, level: string) {
	return {
		...{ id, code: `CODE-${id}`, name: `工会${id}`, level, kind: 'enterprise', independent: 1 },
		...{
			industry: '机械',
			parent_id: parent,
			path,
			member_count: 120,
			created_at: at(1),
			closed_at: null
		}
	};
}

function survey() {
	return {
		...{
			id: 'q1',
			union_id: 'b',
			year: 2026,
			title: '2026年度会员评家',
			mode: 'slip',
			custody: 'server'
		},
		...{ state: 'open', scheduled: 0, opens_at: at(3), closes_at: at(9), eligible: 120 },
		...{ electorate: 'members', min_turnout_num: 2, min_turnout_den: 3, rules: '{}' },
		...{ questionnaires: '[]', questionnaire_hash: bytes(7), tally_key: bytes(8), issued: 2 },
		...{ created_by: 'u1', created_at: at(1), opened_at: at(3) }
	};
}

function custodian(idx: number) {
	return {
		...{ key_set_id: 'k1', idx, role: 'auditor', name: `保管人${idx}`, public_key: bytes(idx) },
		...{ made_on: '2026-11-01', invite: bytes(11), challenge: bytes(12), locked: 1 }
	};
}

function surveySubject(subject: string, person: string | null) {
	return { survey_id: 'q1', subject, union_id: 'b', year: 2026, live: 1, person_id: person };
}

function result() {
	return {
		...{ id: 'r1', union_id: 'b', subject: 'home', year: 2025, source: 'survey', status: 'valid' },
		...{ mode: 'slip', electorate: 'members', eligible: 119, issued: 119, returned_online: 119 },
		...{ returned_paper: 0, ...counts(), rules: '{}', min_turnout_num: 2, min_turnout_den: 3 },
		...{ consent: 0, counted_at: at(1) }
	};
}

function counts() {
	return {
		...{ disclosure: 'full', favourable: 113, satisfied: 100, basically_satisfied: 13 },
		...{ dissatisfied: 6, unsure: 0, blank: 0, invalid: 0 }
	};
}
