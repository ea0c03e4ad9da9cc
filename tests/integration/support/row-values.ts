/** Days, bytes and whole rows that the rows of several migrations are made of. */
export function at(day: number): string {
	return `2026-11-0${day}T01:00:00.000Z`;
}

export function stamps(): Record<string, string> {
	return { created_at: at(1), updated_at: at(1) };
}

export function bytes(value: number): Buffer {
	return Buffer.alloc(32, value);
}

export function union(id: string, parent: string | null, path: string, level: string) {
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

export function survey() {
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

export function custodian(idx: number) {
	return {
		...{ key_set_id: 'k1', idx, role: 'auditor', name: `保管人${idx}`, public_key: bytes(idx) },
		...{ made_on: '2026-11-01', invite: bytes(11), challenge: bytes(12), locked: 1 }
	};
}

export function surveySubject(subject: string, person: string | null) {
	return { survey_id: 'q1', subject, union_id: 'b', year: 2026, live: 1, person_id: person };
}

export function result() {
	return {
		...{ id: 'r1', union_id: 'b', subject: 'home', year: 2025, source: 'survey', status: 'valid' },
		...{ mode: 'slip', electorate: 'members', eligible: 119, issued: 119, returned_online: 119 },
		...{ returned_paper: 0, ...counts(), rules: '{}', min_turnout_num: 2, min_turnout_den: 3 },
		...{ consent: 0, counted_at: at(1) }
	};
}

export function counts() {
	return {
		...{ disclosure: 'full', favourable: 113, satisfied: 100, basically_satisfied: 13 },
		...{ dissatisfied: 6, unsure: 0, blank: 0, invalid: 0 }
	};
}
