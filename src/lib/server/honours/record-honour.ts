import { titlesOf, type HonourTitle } from '$lib/domain/honour';
import type { TitleRank } from '$lib/domain/rules';
import { reachesRank } from '$lib/domain/title';
import { recordAudit } from '../audit/record-audit';
import type { Clock } from '../clock';
import { newId } from '../database/id';
import type { Database } from '../database/open';
import { transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { Refused } from '../refusals';
import { findHolder, type Holder } from './holder';

export interface NewHonour extends Holder {
	title: HonourTitle;
	level: TitleRank;
	year: number;
	/** 文号 */
	document: string;
}

/** Enters a title into the register and returns its id. Refuses `not_found` for a stranger, `wrong_title`, `document_needed`. */
export async function recordHonour(
	db: Database,
	clock: Clock,
	honour: NewHonour,
	by: string
): Promise<string> {
	const { title, level, year, document } = honour;
	const kind = honour.personId === null ? 'union' : 'person';
	if (!titlesOf[kind].includes(title)) throw new Refused('wrong_title');
	if (reachesRank(level, 'city') && document.trim() === '') throw new Refused('document_needed');
	return transaction(db, async (trx) => {
		const holder = await findHolder(trx, honour);
		const id = newId();
		await trx
			.insertInto('honour')
			.values({
				...{ id, ...holder, title, level, year, document, revoked_year: null },
				...{ recorded_by: by, recorded_at: toInstant(clock.now()) }
			})
			.execute();
		await recordAudit(trx, clock, {
			...{ userId: by, action: 'record', noun: 'honour', nounId: id },
			detail: { ...holder, title, level, year, document }
		});
		return id;
	});
}
