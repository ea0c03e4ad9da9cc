import { fail } from '@sveltejs/kit';
import { parseHead, writeHead } from '$lib/domain/audit-chain';
import { authorise } from '$lib/server/accounts/authorise';
import { listNouns } from '$lib/server/audit/act-names';
import { readAuditQuery } from '$lib/server/audit/audit-query';
import { checkChain } from '$lib/server/audit/check-chain';
import { describeAll } from '$lib/server/audit/describe-act';
import { readAuditHead } from '$lib/server/audit/read-head';
import { searchAudit } from '$lib/server/audit/search-audit';
import { readForm } from '$lib/server/read-form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'audit.read');
	const { db } = event.locals.app;
	const { fields, scope, filter, page } = await readAuditQuery(db, actor, event.url);
	const list = await searchAudit(db, scope, filter, page);
	return {
		filter: fields,
		nouns: listNouns(),
		whole: scope === null,
		head: writeHead(await readAuditHead(db)),
		list: { ...list, rows: await describeAll(db, list.rows) }
	};
};

export const actions: Actions = {
	check: async (event) => {
		authorise(event, 'audit.read');
		const form = await readForm(event.request);
		const typed = String(form.get('head') ?? '').trim();
		const noted = parseHead(typed);
		const problem =
			'记录号由序号、短横线和 16 位数字或字母组成，例如 128-3fa90c1d2e4b5a67；核验日志里的是 64 位。';
		if (typed !== '' && !noted) return fail(400, { typed, problem });
		const { head, fault, noted: onChain } = await checkChain(event.locals.app.db, noted);
		return { typed, check: { head: writeHead(head), lines: head.seq, fault, onChain } };
	}
};
