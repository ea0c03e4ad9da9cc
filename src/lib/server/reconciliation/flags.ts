import { paperAccounted } from '$lib/domain/paper-count';
import type { ResultFlag } from '$lib/domain/result-validity';
import { readBox } from '../ballots/read-box';
import type { Survey } from '../database/schema/survey';
import type { Database } from '../database/open';
import type { Transaction } from '../database/transaction';
import { fromJson, toJson, type Json } from '../database/values';
import { readPaperAccount } from '../paper/read-paper';
import { countLeftovers } from './leftovers';

type Flagged = Pick<Survey, 'id' | 'mode' | 'eligible' | 'issued'>;

/** Everything the account of a survey's ballots finds wrong; to be asked after closing only. */
export async function findFlags(db: Database, survey: Flagged): Promise<ResultFlag[]> {
	// No slips, no account.
	if (survey.mode === 'poster') return [];
	const { used } = await countLeftovers(db, survey.id);
	const account = await readSigned(db, survey.id);
	const paper = await readPaperAccount(db, survey.id);
	const { ballots } = await readBox(db, survey.id);
	// Until somebody has signed for it, every code that is not void may have been handed out.
	const handedOut = (account?.handed_out ?? survey.issued) + (paper?.handed_out ?? 0);
	const flags: ResultFlag[] = [];
	if (used > 0) flags.push('leftover_used');
	if (account && ballots > account.handed_out) flags.push('more_used_than_handed_out');
	if (await exceedsAttendance(db, survey)) flags.push('more_tickets_than_attending');
	if (handedOut > survey.eligible) flags.push('more_handed_out_than_eligible');
	const slips = account
		? account.printed === account.handed_out + account.leftover_voided + account.spoiled
		: true;
	if (!slips || (paper && !paperAccounted(paper))) flags.push('printed_not_accounted');
	return flags;
}

/** Cannot be, unless somebody wrote past the server. */
async function exceedsAttendance(db: Database, { id, mode, issued }: Flagged): Promise<boolean> {
	if (mode !== 'meeting') return false;
	const meeting = await db
		.selectFrom('meeting')
		.select('attending')
		.where('survey_id', '=', id)
		.executeTakeFirst();
	return issued > (meeting?.attending ?? 0);
}

/** As it is stored beside a result: null if nothing is wrong. */
export function flagsColumn(flags: ResultFlag[]): Json<ResultFlag[]> | null {
	return flags.length > 0 ? toJson(flags) : null;
}

/** Brings the results of a counted survey up to what is known now. Flags are added, never taken away. */
export async function raiseFlags(trx: Transaction, survey: Flagged): Promise<void> {
	const found = await findFlags(trx, survey);
	// What counting saw of the box cannot be seen again later.
	const flags = (await wasTampered(trx, survey.id)) ? ['box_tampered' as const, ...found] : found;
	await trx
		.updateTable('result')
		.set({ flags: flagsColumn(flags) })
		.where('survey_id', '=', survey.id)
		.execute();
}

async function wasTampered(trx: Transaction, surveyId: string): Promise<boolean> {
	const rows = await trx
		.selectFrom('result')
		.select('flags')
		.where('survey_id', '=', surveyId)
		.execute();
	return rows.some(({ flags }) => flags !== null && fromJson(flags).includes('box_tampered'));
}

export function readSigned(db: Database, surveyId: string) {
	return db
		.selectFrom('reconcile')
		.selectAll()
		.where('survey_id', '=', surveyId)
		.executeTakeFirst();
}
