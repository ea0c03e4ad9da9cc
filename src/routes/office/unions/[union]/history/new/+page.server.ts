import { fail, redirect } from '@sveltejs/kit';
import { chairsOf } from '$lib/domain/history-row';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { thisYear } from '$lib/server/clock';
import { transaction } from '$lib/server/database/transaction';
import { correctedForm } from '$lib/server/history/corrected-form';
import { checkEntries, enterHistory } from '$lib/server/history/enter-history';
import { fieldErrors, parseHistoryForm } from '$lib/server/history/history-form';
import { readHistoryContexts } from '$lib/server/history/read-context';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { union } = await authoriseUnion(event, 'history.enter', event.params.union);
	const { db, clock } = event.locals.app;
	const replaces = event.url.searchParams.get('replaces');
	const terms = (await readHistoryContexts(db, clock, [union.id])).get(union.id)?.terms ?? [];
	const year = thisYear(clock);
	const past = Array.from({ length: 10 }, (_, index) => year - 1 - index);
	return {
		union: { id: union.id, name: union.name, closed: union.closed_at !== null },
		year,
		chairs: [...new Set(terms.map(({ name }) => name))],
		inOffice: past.map((one) => ({
			...{ year: one, names: chairsOf(one, terms).map(({ name }) => name) }
		})),
		corrected: replaces === null ? null : await correctedForm(db, union.id, replaces)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'history.enter', event.params.union);
		const { app } = event.locals;
		const form = await readForm(event.request);
		const { typed, rows, note, invalid } = parseHistoryForm(form);
		if (invalid) return fail(400, invalid);
		const errors = fieldErrors(rows, await checkEntries(app, union.id, rows));
		if (Object.keys(errors).length > 0)
			return fail(400, { message: '有内容需要修改，请看标出的各项。', values: typed, errors });
		return attempt(typed, async () => {
			const replaced = typed['replaces'] || null;
			const entries = rows.map((row) => ({
				...{ unionId: union.id, row, origin: 'form' as const, note },
				replaces: replaced
			}));
			const ids = await transaction(app.db, (trx) => enterHistory(trx, app, entries, actor.userId));
			const [only] = ids;
			const answer =
				ids.length === 1
					? `/office/history/${only}?done=entered`
					: `/office/history?below=${union.id}&state=pending&year=${rows[0]?.year}&done=entered`;
			redirect(303, answer);
		});
	}
};
