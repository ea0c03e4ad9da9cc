import { formatShanghai } from '$lib/domain/clock-time';
import type { App } from '../app';
import { issueCodes } from '../ballots/issue-codes';
import type { Survey } from '../database/schema/survey';
import type { UnionTable } from '../database/schema/union';
import { Refused } from '../refusals';
import { readPublicAddress } from '../settings/public-address';
import { listBatches } from '../surveys/list-batches';
import { renderSheet } from './sheet';
import type { SlipText } from './slip';
import { streamHtml } from './stream-html';
import { surveyAddress } from './survey-address';

/** More at once is more than a browser prints without trouble. */
export const mostSlips = 5000;

export interface PrintOrder {
	survey: Survey;
	union: UnionTable;
	size: number;
	/** Make every unused code of earlier batches void. */
	voidUnused: boolean;
	/** Batches there were when the order was written: a reload must not print, and void, a second time. */
	batchesBefore: number;
	by: string;
}

/**
 * Makes a batch of codes and gives the document that shows them, this once. Refuses `slips_printed_already`, and what `issueCodes`
 * refuses.
 */
export async function printSlips(app: App, order: PrintOrder): Promise<ReadableStream<Uint8Array>> {
	const { survey, union, size, voidUnused, by } = order;
	const before = await listBatches(app.db, survey.id);
	if (before.length !== order.batchesBefore) throw new Refused('slips_printed_already');
	const address = await readPublicAddress(app);
	const codes = await issueCodes(app, survey.id, { size, voidUnused }, by);
	const batch = (await listBatches(app.db, survey.id)).at(-1);
	if (!batch) throw new Error(`survey ${survey.id} has codes but no batch`);
	const text = slipText(survey, union, address);
	return streamHtml(
		renderSheet({
			text,
			codes,
			batch: { ...batch, voidsEarlier: voidUnused && before.length > 0 },
			back: `/office/surveys/${survey.id}`
		})
	);
}

export function slipText(survey: Survey, union: UnionTable, publicAddress: string): SlipText {
	return {
		unionName: union.name,
		title: survey.title,
		address: surveyAddress(publicAddress, survey.id),
		closes: formatShanghai(survey.closes_at)?.replace(/^\d+年/, '') ?? ''
	};
}
