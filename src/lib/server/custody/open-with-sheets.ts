import type { Holder } from '$lib/domain/custody/box-key';
import type { App } from '../app';
import { privateKeyFrom, rawPublicKey } from '../ballots/raw-key';
import { paperPending } from '../paper/read-paper';
import { Refused } from '../refusals';
import { countSurvey } from '../results/count-survey';

/** What the opening page sends: the key of this one box, and whose two sheets it came from. */
export interface SheetOpening {
	/** X25519, 32 bytes. */
	key: Buffer;
	holders: Holder[];
}

/**
 * Opens the box of a closed survey with the key that two sheets gave, counts it and forgets the key: it is never
 * written anywhere. Refuses `not_closed`, `paper_missing`, and `wrong_box_key` if the key is not that of this box.
 */
export async function openWithSheets(
	app: App,
	surveyId: string,
	{ key, holders }: SheetOpening,
	by: string
): Promise<void> {
	const survey = await app.db
		.selectFrom('survey')
		.select(['state', 'custody', 'tally_key'])
		.where('id', '=', surveyId)
		.executeTakeFirst();
	if (survey?.state !== 'closed' || survey.custody !== 'trustees') throw new Refused('not_closed');
	if (await paperPending(app.db, surveyId)) throw new Refused('paper_missing');
	if (key.length !== 32) throw new Refused('wrong_box_key');
	const opened = privateKeyFrom('x25519', key);
	if (!survey.tally_key || !rawPublicKey(opened).equals(survey.tally_key))
		throw new Refused('wrong_box_key');
	const { ballots } = await app.db
		.selectFrom('box')
		.select('ballots')
		.where('survey_id', '=', surveyId)
		.executeTakeFirstOrThrow();
	const progress = app.openings.start(surveyId, ballots);
	try {
		await countSurvey(app, surveyId, { key: opened, by, holders, progress });
	} finally {
		app.openings.end(surveyId);
		key.fill(0);
	}
}
