import { fail, redirect } from '@sveltejs/kit';
import { can, readableScope } from '$lib/domain/permission';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { thisYear, today } from '$lib/server/clock';
import { transaction } from '$lib/server/database/transaction';
import { parseForm } from '$lib/server/form';
import { readForm } from '$lib/server/read-form';
import { attempt } from '$lib/server/refusals';
import { readAverages } from '$lib/server/results/read-averages';
import { readTrend } from '$lib/server/results/read-trend';
import { readSheetAccess } from '$lib/server/rounds/sheet-access';
import { listSurveys } from '$lib/server/surveys/read-survey';
import { kindName } from '$lib/server/unions/kinds';
import { listMemberCounts } from '$lib/server/unions/member-counts';
import { readMergers } from '$lib/server/unions/read-mergers';
import { countBelow, listAncestors } from '$lib/server/unions/read-union';
import { termForm } from '$lib/server/unions/term-form';
import { listTerms, startTerm } from '$lib/server/unions/terms';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { actor, union } = await authoriseUnion(event, 'union.read', event.params.union);
	const { app } = event.locals;
	const surveys = await listSurveys(app.db, union.id);
	const year = thisYear(app.clock);
	const trend = await readTrend(app, union.id);
	const sheet = await readSheetAccess(app.db, app.clock, actor, { unionId: union.id, year });
	return {
		union: { ...union, kindName: kindName(app.rubrics, union.kind) },
		ancestors: (await listAncestors(app.db, union.path)).map(({ id, name }) => ({
			...{ id, name },
			open: can(actor.roles, 'union.read', union.path.slice(0, union.path.indexOf(id)) + `${id}/`)
		})),
		...(await readMergers(app.db, readableScope(actor.roles), union)),
		below: await countBelow(app.db, union.path),
		terms: await listTerms(app.db, union.id),
		memberCounts: await listMemberCounts(app.db, union.id),
		trend,
		averages: await readAverages(
			app,
			union,
			trend.years.map(({ year }) => year)
		),
		surveys: surveys.map(({ id, title, year, state, mode, subjects, electorate, ...survey }) => ({
			...{ id, title, year, state, mode, subjects, electorate },
			chair: survey.chair_name
		})),
		year,
		today: today(app.clock),
		may: {
			manage: can(actor.roles, 'union.manage', union.path),
			place: can(actor.roles, 'union.place', union.path),
			survey: can(actor.roles, 'survey.manage', union.path),
			readSheet: sheet.rights.includes('read'),
			round: can(actor.roles, 'round.manage', union.path),
			superior: can(actor.roles, 'superior.manage', union.path),
			history: can(actor.roles, 'history.enter', union.path)
		},
		done: event.url.searchParams.get('done')
	};
};

export const actions: Actions = {
	/** Registers who took office. */
	term: async (event) => {
		const { actor, union } = await authoriseUnion(event, 'union.manage', event.params.union);
		const { app } = event.locals;
		const { typed, data, invalid } = parseForm(termForm, await readForm(event.request));
		if (invalid) return fail(400, invalid);
		return attempt(typed, async () => {
			await transaction(app.db, (trx) =>
				startTerm(trx, app.clock, { unionId: union.id, ...data }, actor.userId)
			);
			redirect(303, `/office/unions/${union.id}?done=term`);
		});
	}
};
