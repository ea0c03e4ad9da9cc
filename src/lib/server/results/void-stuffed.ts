import { reconciliationMessage } from '$lib/domain/messages';
import { reconcile } from '$lib/domain/reconciliation';
import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import type { Survey } from '../database/schema/survey';
import type { Transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import type { PaperShare } from '../paper/seal-paper';
import { markVoid } from '../surveys/void-survey';

interface Returned {
	survey: Survey;
	/** Ballots in the box. */
	ballots: number;
	paper: PaperShare;
}

/** Makes a survey void into which more came back than went out, altogether or on paper alone; true if it did. */
export async function voidIfStuffed(
	trx: Transaction,
	app: App,
	{ survey, ballots, paper }: Returned
): Promise<boolean> {
	// Nothing was handed out of a poster survey: there is nothing to compare with.
	if (survey.mode === 'poster') return false;
	const { eligible, issued } = survey;
	const onPaper = { returned_paper: paper.returned, eligible };
	const problem = [
		{ ...onPaper, issued: issued + paper.handedOut, returned_online: ballots },
		{ ...onPaper, issued: paper.handedOut, returned_online: 0 }
	]
		.flatMap((participation) => reconcile(participation, noCounts))
		.find(({ voids }) => voids);
	if (!problem) return false;
	const reason = reconciliationMessage(problem);
	await markVoid(trx, survey.id, {
		...{ void_at: toInstant(app.clock.now()), void_by: null, void_reason: reason }
	});
	await recordAudit(trx, app.clock, {
		...{ userId: null, action: 'void', noun: 'survey', nounId: survey.id },
		detail: { reason }
	});
	return true;
}

const noCounts = {
	...{ satisfied: 0, basically_satisfied: 0, dissatisfied: 0, unsure: 0 },
	...{ blank: 0, invalid: 0 }
};
