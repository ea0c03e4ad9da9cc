import { at, bytes, result } from './row-values';
import type { Rows } from './rows';

export const laterRows: Record<string, Rows> = {
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
	'0029-tree': [],
	'0030-result-salt': []
};
