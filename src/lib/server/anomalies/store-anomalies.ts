import type { App } from '../app';

const HOUR = 3_600_000;

/** Writes down, as a bare yes, what was remarkable about the watched surveys that are over by now. */
export async function storeAnomalies(app: App): Promise<void> {
	const watched = app.ballots.watch.surveys();
	if (watched.length === 0) return;
	const over = await app.db
		.selectFrom('survey')
		.select(['id', 'opened_at', 'closed_at', 'void_at'])
		.where('id', 'in', watched)
		.where('state', 'not in', ['draft', 'open'])
		.execute();
	for (const { id, opened_at: from, closed_at: closed, void_at: voided } of over) {
		const until = closed ?? voided ?? from;
		const hours = from && until ? (Date.parse(until) - Date.parse(from)) / HOUR : 0;
		const rows = app.ballots.watch.conclude(id, hours).map((kind) => ({ survey_id: id, kind }));
		if (rows.length === 0) continue;
		await app.db
			.insertInto('anomaly')
			.values(rows)
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}
}
