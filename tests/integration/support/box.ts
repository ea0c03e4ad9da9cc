import type { App } from '$lib/server/app';
import { openBox, type OpenedBox } from '$lib/server/ballots/open-box';
import type { Survey } from '$lib/server/database/schema/survey';

/** The row of a survey. */
export function surveyRow(app: App, surveyId: string): Promise<Survey> {
	return app.db
		.selectFrom('survey')
		.selectAll()
		.where('id', '=', surveyId)
		.executeTakeFirstOrThrow();
}

/** Opens the box of a survey that is shut. */
export async function openedBox(app: App, surveyId: string): Promise<OpenedBox> {
	return openBox(app, await surveyRow(app, surveyId));
}

export interface BoxTotals {
	/** What the box says of itself. */
	ballots: number;
	logSize: number;
	/** What the tables hold. */
	stored: number;
	spent: number;
	entries: number;
	logged: number;
}

/** Everything that must agree about the number of ballots of a survey. */
export async function countBox(app: App, surveyId: string): Promise<BoxTotals> {
	const { db } = app;
	const box = await db
		.selectFrom('box')
		.selectAll()
		.where('survey_id', '=', surveyId)
		.executeTakeFirstOrThrow();
	const count = async (query: { execute(): Promise<unknown[]> }) => (await query.execute()).length;
	const log = db.selectFrom('log').select('seq').where('survey_id', '=', surveyId);
	const spent = db.selectFrom('spent').select('kind').where('survey_id', '=', surveyId);
	const ballots = db.selectFrom('ballot').select('seq').where('survey_id', '=', surveyId);
	return {
		ballots: box.ballots,
		logSize: box.log_size,
		stored: await count(ballots),
		spent: await count(spent.where('kind', '=', 'ballot')),
		entries: await count(log),
		logged: await count(log.where('type', '=', 'ballot'))
	};
}
