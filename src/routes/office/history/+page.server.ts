import { can, readableScope } from '$lib/domain/permission';
import { authorise } from '$lib/server/accounts/authorise';
import { approveHistory, refuseHistory } from '$lib/server/history/decide-history';
import { readHistoryQuery } from '$lib/server/history/history-query';
import { readCautions } from '$lib/server/history/read-cautions';
import { countHistory, listHistory } from '$lib/server/history/list-history';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import { findUnionPath } from '$lib/server/unions/read-union';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'union.read');
	const { db } = event.locals.app;
	const { state, q: text, year, below, order, page } = readHistoryQuery(event.url);
	const scope = readableScope(actor.roles);
	const above = below === null ? null : await findUnionPath(db, scope, below);
	const narrowed = { scope, below: above?.path ?? null, text, year };
	const decides = can(actor.roles, 'history.decide');
	const shown = state ?? (decides ? 'pending' : 'all');
	const filter = { ...narrowed, status: shown === 'all' ? null : shown };
	const list = await listHistory(db, filter, page, order);
	const waiting = list.rows.filter(
		({ result, union }) =>
			result.status === 'pending' && can(actor.roles, 'history.decide', union.path)
	);
	const cautions = await readCautions(db, waiting);
	return {
		filter: { q: text, year, below: above && { id: above.id, name: above.name }, state: shown },
		counts: await countHistory(db, narrowed),
		list: {
			...list,
			rows: list.rows.map(({ union: { path, ...union }, enteredById, ...view }) => ({
				...{ ...view, union, own: enteredById === actor.userId },
				caution: cautions.has(view.result.id),
				decides: can(actor.roles, 'history.decide', path),
				enters: can(actor.roles, 'history.enter', path)
			}))
		},
		decides,
		enters: can(actor.roles, 'history.enter')
	};
};

export const actions: Actions = {
	approve: async (event) => {
		const actor = authorise(event, 'history.decide');
		const ids = (await readForm(event.request)).getAll('result').map(String);
		return attempt({ reason: '' }, async () => {
			const n = await approveHistory(event.locals.app, actor, { ids, consent: false });
			return { done: `已批准 ${n} 条。` };
		});
	},
	refuse: async (event) => {
		const actor = authorise(event, 'history.decide');
		const form = await readForm(event.request);
		const ids = form.getAll('result').map(String);
		const reason = String(form.get('reason') ?? '');
		return attempt({ reason }, async () => {
			const n = await refuseHistory(event.locals.app, actor, { ids, reason });
			return { done: `已退回 ${n} 条，理由已告知录入的工会。` };
		});
	}
};
