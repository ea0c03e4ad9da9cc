import { error } from '@sveltejs/kit';
import { levelNames } from '$lib/domain/words';
import { authoriseUnion } from '$lib/server/accounts/authorise';
import { applicantsList, walkApplicants } from '$lib/server/exports/applicants-list';
import { downloadResponse } from '$lib/server/exports/download';
import { madeBy } from '$lib/server/exports/export-notes';
import { writeSpreadsheet } from '$lib/server/exports/spreadsheet';
import { Refused } from '$lib/server/refusals';
import { readApplicantFilter } from '$lib/server/rounds/applicant-query';
import { findRound } from '$lib/server/rounds/find-round';
import type { RequestHandler } from './$types';

/** The unions of a round that the page shows, and how far each has come, as a spreadsheet. */
export const GET: RequestHandler = async (event) => {
	const { actor, union } = await authoriseUnion(event, 'round.manage', event.params.union);
	const { app } = event.locals;
	const round = await findRound(app.db, union.id, event.params.round);
	if (!round) {
		const unknown = new Refused('not_found');
		error(unknown.status, unknown.text);
	}
	const { notes, ...sheet } = applicantsList(round);
	const rows = walkApplicants(app.db, round, readApplicantFilter(actor, event.url.searchParams));
	const file = await writeSpreadsheet({ ...sheet, notes: [...madeBy(app, actor), ...notes] }, rows);
	return downloadResponse(
		`${union.name} ${round.year}年${levelNames[round.level]}考核`,
		'xlsx',
		file
	);
};
