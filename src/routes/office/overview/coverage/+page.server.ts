import { coverageParts } from '$lib/domain/coverage-states';
import { parseOrder } from '$lib/domain/row-order';
import { authorise } from '$lib/server/accounts/authorise';
import { kindName } from '$lib/server/unions/kinds';
import { listedUnitOrders, listUnits } from '$lib/server/overview/list-units';
import { openBoard } from '$lib/server/overview/open-board';
import {
	countLater,
	coverageFilter,
	listCoverage,
	readCoverage
} from '$lib/server/overview/read-coverage';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = authorise(event, 'overview.read');
	const { app } = event.locals;
	const { query, frame } = await openBoard(app, actor, event.url.searchParams);
	const { view, part, q: text, sort } = query.fields;
	const order = parseOrder(sort, listedUnitOrders);
	const parts = part ? [part] : coverageParts;
	const units =
		view === 'units'
			? await listUnits(app.db, coverageFilter(query.filter), { parts, text, order }, query.page)
			: null;
	return {
		frame,
		threshold: app.rubrics.rules.scoring.coverage_threshold,
		coverage: await readCoverage(app.db, query.filter),
		later: await countLater(app.db, query.filter),
		tree: view === 'tree' ? await listCoverage(app.db, query) : null,
		units: units && {
			...units,
			rows: units.rows.map((row) => ({ ...row, kindName: kindName(app.rubrics, row.kind) }))
		}
	};
};
