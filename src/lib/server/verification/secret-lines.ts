import type { Database } from '../database/open';
import { readSpent } from './read-spent';

const rowsPerTurn = 1000;

/** MACs of all codes, in their order. */
export async function* codeLines(db: Database, surveyId: string): AsyncGenerator<string[]> {
	for (let last: Buffer = Buffer.alloc(0); ;) {
		const slice = await db
			.selectFrom('code')
			.select('mac')
			.where('survey_id', '=', surveyId)
			.where('mac', '>', last)
			.orderBy('mac')
			.limit(rowsPerTurn)
			.execute();
		yield slice.map(({ mac }) => `code ${mac.toString('hex')}`);
		const end = slice.at(-1);
		if (!end || slice.length < rowsPerTurn) return;
		last = end.mac;
	}
}

/** Spent codes with their retry tags, in the order of their nullifiers. */
export async function* spentLines(db: Database, surveyId: string): AsyncGenerator<string[]> {
	for await (const slice of readSpent(db, surveyId)) {
		yield slice.map(
			({ nullifier, retry_tag: tag, kind }) =>
				`spent ${nullifier.toString('hex')}${tag.toString('hex')} ${kind}`
		);
	}
}
