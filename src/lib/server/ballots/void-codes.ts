import { randomBytes } from 'node:crypto';
import type { Transaction } from '../database/transaction';
import { inSlices } from './slices';

const rowsPerStatement = 2000;

/**
 * Makes every code void that has not been used, and returns how many those were. Call it with the survey's box locked,
 * if it has one: a ballot that comes at the same time is either before it or finds its code void.
 */
export async function voidUnusedCodes(trx: Transaction, surveyId: string): Promise<number> {
	const unused = await trx
		.selectFrom('code')
		.leftJoin('spent', (join) =>
			join.onRef('spent.survey_id', '=', 'code.survey_id').onRef('spent.nullifier', '=', 'code.mac')
		)
		.select('code.mac')
		.where('code.survey_id', '=', surveyId)
		.where('spent.nullifier', 'is', null)
		.orderBy('code.mac')
		.execute();
	for (const slice of inSlices(unused, rowsPerStatement)) {
		// No submission id leads to a random tag, so no retry is ever recognised.
		const rows = slice.map(({ mac }) => ({
			...{ survey_id: surveyId, nullifier: mac, retry_tag: randomBytes(16) },
			kind: 'void' as const
		}));
		await trx.insertInto('spent').values(rows).execute();
	}
	return unused.length;
}
