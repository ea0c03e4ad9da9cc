import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { can } from '$lib/domain/permission';
import { parseYear, yearRange } from '$lib/domain/year-range';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { thisYear, today } from '$lib/server/clock';
import { parseForm } from '$lib/server/form';
import { closeImprovement, reopenImprovement } from '$lib/server/improvements/close-improvement';
import {
	closingForm,
	improvementForm,
	newImprovementForm,
	seenForm
} from '$lib/server/improvements/improvement-form';
import { listImprovements, listImprovementYears } from '$lib/server/improvements/list-improvements';
import { addImprovement, editImprovement } from '$lib/server/improvements/plan-improvement';
import { checkQuestion, listQuestions } from '$lib/server/improvements/questions';
import {
	deleteImprovement,
	publishImprovement
} from '$lib/server/improvements/publish-improvement';
import { readHistory } from '$lib/server/improvements/read-history';
import { readStartingPoints } from '$lib/server/improvements/starting-points';
import { pageOf } from '$lib/server/page-of';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Improvements on a page. */
const SHOWN = 20;

const pageNumber = z.coerce.number().int().min(1).catch(1);

export const load: PageServerLoad = async (event) => {
	const { actor, union } = await authoriseUnion(event, 'union.read', event.params.union);
	const { db, clock, rubrics } = event.locals.app;
	const { searchParams } = event.url;
	const known = await listImprovementYears(db, union.id);
	const points = await readStartingPoints(db, union.id);
	const current = thisYear(clock);
	const year = parseYear(searchParams.get('year') ?? '') ?? known[0] ?? points?.year ?? current;
	const all = await listImprovements(db, union.id, year);
	const { rows, ...paging } = pageOf(all, pageNumber.parse(searchParams.get('page')), SHOWN);
	const history = await readHistory(
		db,
		rows.map(({ id }) => id)
	);
	const questions = listQuestions(rubrics);
	return {
		union: { id: union.id, name: union.name },
		...{ year, years: yearRange(current, [...known, year]).toReversed(), ...paging },
		improvements: rows.map((one) => ({ ...one, history: history.get(one.id) ?? [] })),
		published: all.filter(({ published }) => published).length,
		points: points?.year === year ? points.questions : [],
		questions,
		wanted: questions.find(({ id }) => id === searchParams.get('question'))?.id ?? null,
		today: today(clock),
		may: { write: can(actor.roles, 'improvement.manage', union.path) }
	};
};

/** What the acts without fields of their own have in common. */
async function readSeen(event: RequestEvent, unionId: string) {
	const parsed = parseForm(seenForm, await readForm(event.request));
	return { ...parsed, seen: parsed.data && { unionId, ...parsed.data } };
}

export const actions: Actions = {
	add: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'improvement.manage', event.params.union);
		const { db, clock, rubrics } = event.locals.app;
		const { typed, data, invalid } = parseForm(newImprovementForm, await readForm(event.request));
		if (invalid) return fail(400, invalid);
		return attempt(typed, async () => {
			const { year, ...plan } = data;
			checkQuestion(rubrics, plan.questionId);
			await addImprovement(db, clock, { unionId: union.id, year }, plan, actor.userId);
			return { done: '已新增。办理中请随时更新进度，办完点“办结”。' };
		});
	},
	edit: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'improvement.manage', event.params.union);
		const { db, clock, rubrics } = event.locals.app;
		const { typed, data, invalid } = parseForm(improvementForm, await readForm(event.request));
		if (invalid) return fail(400, invalid);
		return attempt(typed, async () => {
			const { id, revision, ...plan } = data;
			checkQuestion(rubrics, plan.questionId);
			const seen = { unionId: union.id, id, revision };
			await editImprovement(db, clock, seen, plan, actor.userId);
			return { done: '修改已保存。' };
		});
	},
	close: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'improvement.manage', event.params.union);
		const { db, clock } = event.locals.app;
		const { typed, data, invalid } = parseForm(closingForm, await readForm(event.request));
		if (invalid) return fail(400, invalid);
		return attempt(typed, async () => {
			const { id, revision, ...end } = data;
			const seen = { unionId: union.id, id, revision };
			await closeImprovement(db, clock, seen, end, actor.userId);
			return { done: '已办结。' };
		});
	},
	reopen: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'improvement.manage', event.params.union);
		const { db, clock } = event.locals.app;
		const { typed, seen, invalid } = await readSeen(event, union.id);
		if (!seen) return fail(400, invalid);
		return attempt(typed, async () => {
			await reopenImprovement(db, clock, seen, actor.userId);
			return { done: '已恢复为进行中。' };
		});
	},
	publish: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'improvement.manage', event.params.union);
		const { db, clock } = event.locals.app;
		const { typed, seen, invalid } = await readSeen(event, union.id);
		if (!seen) return fail(400, invalid);
		return attempt(typed, async () => {
			await publishImprovement(db, clock, seen, true, actor.userId);
			return { done: '已公示，会员在公示页面上看得到。' };
		});
	},
	withdraw: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'improvement.manage', event.params.union);
		const { db, clock } = event.locals.app;
		const { typed, seen, invalid } = await readSeen(event, union.id);
		if (!seen) return fail(400, invalid);
		return attempt(typed, async () => {
			await publishImprovement(db, clock, seen, false, actor.userId);
			return { done: '已撤回公示，会员看不到了。' };
		});
	},
	delete: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'improvement.manage', event.params.union);
		const { db, clock } = event.locals.app;
		const { typed, seen, invalid } = await readSeen(event, union.id);
		if (!seen) return fail(400, invalid);
		return attempt(typed, async () => {
			await deleteImprovement(db, clock, seen, actor.userId);
			return { done: '已删除。' };
		});
	}
};
