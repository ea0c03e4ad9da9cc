import { authorise } from '$lib/server/accounts/authorise';
import { actNames } from '$lib/server/audit/act-names';
import { readAuditQuery } from '$lib/server/audit/audit-query';
import { describeActs } from '$lib/server/audit/describe-act';
import { listActs } from '$lib/server/audit/search-audit';
import { auditList } from '$lib/server/exports/audit-list';
import { exportFiltered } from '$lib/server/exports/filtered-list';
import type { RequestHandler } from './$types';

/** The acts that the page lists, all its pages, as a spreadsheet. */
export const GET: RequestHandler = async (event) => {
	const actor = authorise(event, 'audit.read');
	const { app } = event.locals;
	const { fields, scope, filter } = await readAuditQuery(app.db, actor, event.url);
	const words = [
		fields.noun && (actNames[fields.noun]?.name ?? fields.noun),
		fields.from && `${fields.from}起`,
		fields.to && `到${fields.to}`,
		fields.q && `名称含“${fields.q}”`
	];
	const rows = describeActs(app.db, listActs(app.db, scope, filter));
	const list = { title: '操作记录', sheet: auditList, rows };
	return exportFiltered(app, actor, list, { below: fields.below?.name ?? null, filter: words });
};
