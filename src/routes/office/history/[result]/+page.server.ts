import { rateMarks } from '$lib/domain/rate-marks';
import { authoriseHistory } from '$lib/server/accounts/authorise';
import { approveHistory, refuseHistory } from '$lib/server/history/decide-history';
import { findCorrection } from '$lib/server/history/find-correction';
import { listHistoryFiles } from '$lib/server/history/history-files';
import { storeWholeScan } from '$lib/server/history/keep-history-file';
import { readCautions } from '$lib/server/history/read-cautions';
import { removeHistoryFile } from '$lib/server/history/remove-history-file';
import { takeBackHistory, withdrawHistory } from '$lib/server/history/withdraw-history';
import { readForm } from '$lib/server/read-form';
import { attempt, Refused } from '$lib/server/refusals';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { actor, view, may } = await authoriseHistory(event, 'union.read', event.params.result);
	const { app } = event.locals;
	const { enteredById, union, ...history } = view;
	const waits = view.result.status === 'pending';
	const own = enteredById === actor.userId;
	return {
		history: { ...history, union: { id: union.id, name: union.name } },
		files: await listHistoryFiles(app.db, actor, view.result.id),
		correction: await findCorrection(app.db, view.result.id),
		cautions: waits ? ((await readCautions(app.db, [view])).get(view.result.id) ?? null) : null,
		marks: rateMarks(app.rubrics.rules),
		...{ own, userId: actor.userId },
		may: {
			decide: waits && may('history.decide'),
			withdraw: view.result.status === 'valid' && may('history.decide'),
			enter: may('history.enter'),
			send: waits && may('history.enter'),
			takeBack: waits && own
		},
		done: event.url.searchParams.get('done')
	};
};

export const actions: Actions = {
	approve: async (event) => {
		const { actor } = await authoriseHistory(event, 'history.decide', event.params.result);
		const consent = (await readForm(event.request)).has('consent');
		return attempt({}, async () => {
			await approveHistory(event.locals.app, actor, { ids: [event.params.result], consent });
			return { done: '已批准，从现在起作数。' };
		});
	},
	refuse: async (event) => {
		const { actor } = await authoriseHistory(event, 'history.decide', event.params.result);
		const reason = String((await readForm(event.request)).get('reason') ?? '');
		return attempt({ act: 'refuse', reason }, async () => {
			await refuseHistory(event.locals.app, actor, { ids: [event.params.result], reason });
			return { done: '已退回，理由已告知录入的工会。' };
		});
	},
	withdraw: async (event) => {
		const { actor } = await authoriseHistory(event, 'history.decide', event.params.result);
		const reason = String((await readForm(event.request)).get('reason') ?? '');
		return attempt({ act: 'withdraw', reason }, async () => {
			const withdrawal = { id: event.params.result, reason, by: actor.userId };
			await withdrawHistory(event.locals.app, withdrawal);
			return { done: '已撤销，从现在起不再作数。' };
		});
	},
	takeBack: async (event) => {
		const { actor } = await authoriseHistory(event, 'history.enter', event.params.result);
		return attempt({}, async () => {
			await takeBackHistory(event.locals.app, actor, event.params.result);
			return { done: '已撤回。可以更正后重新提交。' };
		});
	},
	/** A small scan, where no script sends it in parts. */
	upload: async (event) => {
		const { actor } = await authoriseHistory(event, 'history.enter', event.params.result);
		const file = (await readForm(event.request)).get('file');
		return attempt({}, async () => {
			if (!(file instanceof File) || file.size === 0) throw new Refused('bad_upload');
			await storeWholeScan(event.locals.app, actor, event.params.result, file);
			return { done: '材料已添加。' };
		});
	},
	remove: async (event) => {
		const { actor } = await authoriseHistory(event, 'history.enter', event.params.result);
		const fileId = String((await readForm(event.request)).get('file') ?? '');
		return attempt({}, async () => {
			const removal = { resultId: event.params.result, fileId, by: actor.userId };
			await removeHistoryFile(event.locals.app, removal);
			return { done: '材料已删除。' };
		});
	}
};
