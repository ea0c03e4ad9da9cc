import { formatShanghai } from '$lib/domain/clock-time';
import { ratedUnion } from '$lib/domain/rated-union';
import { voterNames } from '$lib/domain/words';
import type { App } from '../app';
import { issueCodes } from '../ballots/issue-codes';
import { findFingerprint } from '../ballots/sign-receipt';
import type { Survey } from '../database/schema/survey';
import type { UnionTable } from '../database/schema/union';
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
	const { batchesBefore } = order;
	const address = await readPublicAddress(app);
	const codes = await issueCodes(app, survey.id, { size, voidUnused, batchesBefore }, by);
	// Its number is known: of two orders written at the same time one has been refused.
	const batch = (await listBatches(app.db, survey.id))[batchesBefore];
	if (!batch) throw new Error(`survey ${survey.id} has codes but no batch`);
	const text = slipText(survey, union, address, await findFingerprint(app, survey.id));
	return streamHtml(
		renderSheet({
			text,
			codes,
			batch: { ...batch, voidsEarlier: voidUnused && batchesBefore > 0 },
			back: `/office/surveys/${survey.id}`
		})
	);
}

/** `fingerprint`: null for a draft. */
export function slipText(
	survey: Survey,
	union: UnionTable,
	publicAddress: string,
	fingerprint: string | null
): SlipText {
	return {
		fingerprint,
		unionName: ratedUnion(union.name, survey.electorate),
		voter: voterNames[survey.electorate],
		title: survey.title,
		address: surveyAddress(publicAddress, survey.id),
		closes: formatShanghai(survey.closes_at)?.replace(/^\d+年/, '') ?? ''
	};
}
