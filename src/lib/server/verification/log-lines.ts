import type { BundleKind } from '$lib/domain/verify/bundle-kind';
import { readLog } from '../ballots/read-log';
import type { Database } from '../database/open';
import type { LogTable } from '../database/schema/ballot';

/** The log, one line per entry; in a review bundle with the sealed ballots beside their entries. */
export async function* logLines(
	db: Database,
	surveyId: string,
	kind: BundleKind
): AsyncGenerator<string[]> {
	let next = 0;
	for await (const slice of readLog(db, surveyId)) {
		const sealed = kind === 'review' ? await readSealed(db, surveyId, slice) : null;
		yield slice.map((entry) => {
			// Numbers are not in the file; an entry that left its place would not show, were it the last.
			if (entry.seq !== next++) return `log missing ${next - 1}`;
			if (entry.type !== 'ballot') return `log ${entry.type} ${entry.payload.toString('utf8')}`;
			const line = `log ballot ${entry.payload.toString('hex')}`;
			return sealed ? `${line} ${sealed.get(entry.seq) ?? ''}` : line;
		});
	}
}

/** Ciphertexts of one slice of the log, in hex, by the number of their entry. */
async function readSealed(
	db: Database,
	surveyId: string,
	slice: LogTable[]
): Promise<Map<number, string>> {
	const [first, last] = [slice.at(0)?.seq ?? 0, slice.at(-1)?.seq ?? 0];
	const rows = await db
		.selectFrom('ballot')
		.select(['seq', 'ct'])
		.where('survey_id', '=', surveyId)
		.where('seq', '>=', first)
		.where('seq', '<=', last)
		.execute();
	return new Map(rows.map(({ seq, ct }) => [seq, ct.toString('hex')]));
}
