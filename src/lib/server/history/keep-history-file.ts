import { createHash, randomBytes } from 'node:crypto';
import { MAX_FILES_PER_CRITERION, PART_BYTES } from '$lib/domain/evidence-limit';
import { can } from '$lib/domain/permission';
import type { Actor } from '../accounts/actor';
import type { App } from '../app';
import { recordAudit } from '../audit/record-audit';
import { transaction, type Transaction } from '../database/transaction';
import { toInstant } from '../database/values';
import { keepFile, type KeptFile } from '../evidence/keep-file';
import { checkPart, receivePart, type Part, type PartAnswer } from '../evidence/receive-part';
import { Refused } from '../refusals';
import { holdHistory } from './hold-history';
import { readHistory, type HistoryView } from './read-history';

type Sender = Pick<Actor, 'userId' | 'roles'>;

/**
 * Takes the next part of a scan and, with the last one, keeps it as evidence of these figures, all of which wait.
 * Refuses `nothing_ticked`, `not_found`, `forbidden`, `evidence_settled`, `too_many_files`, `bad_upload`,
 * `file_too_large` and `file_type`.
 */
export async function storeHistoryPart(
	app: App,
	sender: Sender,
	resultIds: readonly string[],
	part: Part
): Promise<PartAnswer> {
	checkPart(part);
	const wanted = [...new Set(resultIds)].sort();
	const id = fileId(sender, wanted, part.upload);
	const kept = await app.db
		.selectFrom('history_file')
		.select('id')
		.where('id', '=', id)
		.executeTakeFirst();
	if (kept) return { stored: true, offset: part.size };
	await transaction(app.db, (trx) => checkOpen(trx, sender, wanted));
	const { whole, offset } = await receivePart(app, id, part);
	if (whole === null) return { stored: false, offset };
	await keepFile(app, { id, path: whole, name: part.name }, (file) =>
		transaction(app.db, (trx) => insert(trx, app, { file, sender, wanted }))
	);
	return { stored: true, offset };
}

/** The same for a small file that came with a form. */
export async function storeWholeScan(
	app: App,
	sender: Sender,
	resultId: string,
	file: File
): Promise<void> {
	const content = new Uint8Array(await file.arrayBuffer());
	const whole = { upload: randomBytes(16).toString('hex'), name: file.name, size: content.length };
	for (let offset = 0; offset < content.length; offset += PART_BYTES) {
		const bytes = content.subarray(offset, offset + PART_BYTES);
		await storeHistoryPart(app, sender, [resultId], { ...whole, offset, bytes });
	}
}

/** Nobody meets another's upload, whatever number they choose. */
function fileId({ userId }: Sender, resultIds: readonly string[], upload: string): string {
	const whose = ['history', ...resultIds, userId, upload].join('|');
	return createHash('sha256').update(whose).digest('hex').slice(0, 32);
}

async function checkOpen(
	trx: Transaction,
	{ roles }: Sender,
	resultIds: readonly string[]
): Promise<HistoryView[]> {
	if (resultIds.length === 0) throw new Refused('nothing_ticked');
	await holdHistory(trx, resultIds);
	const views = await readHistory(trx, resultIds);
	if (views.length !== resultIds.length) throw new Refused('not_found');
	for (const { union, result, files } of views) {
		if (!can(roles, 'union.read', union.path)) throw new Refused('not_found');
		if (!can(roles, 'history.enter', union.path)) throw new Refused('forbidden');
		if (result.status !== 'pending') throw new Refused('evidence_settled');
		if (files >= MAX_FILES_PER_CRITERION) throw new Refused('too_many_files');
	}
	return views;
}

interface Sent {
	file: KeptFile;
	sender: Sender;
	wanted: readonly string[];
}

async function insert(
	trx: Transaction,
	{ clock }: Pick<App, 'clock'>,
	{ file, sender, wanted }: Sent
): Promise<void> {
	const views = await checkOpen(trx, sender, wanted);
	const unionId = commonUnion(views.map(({ union }) => union.path));
	await trx
		.insertInto('history_file')
		.values({
			...{ ...file, union_id: unionId },
			...{ sent_by: sender.userId, sent_at: toInstant(clock.now()) }
		})
		.execute();
	await trx
		.insertInto('history_evidence')
		.values(wanted.map((result_id) => ({ result_id, file_id: file.id })))
		.execute();
	await recordAudit(trx, clock, {
		...{ userId: sender.userId, action: 'add_file', noun: 'history', nounId: wanted[0] ?? '' },
		detail: { unionId, file: file.id, name: file.name, sha256: file.sha256, results: wanted }
	});
}

/** Id of the lowest union that is each of these, or above it: whoever may read that one may read them all. */
export function commonUnion(paths: readonly string[]): string {
	const [first = [], ...others] = paths.map((path) => path.split('/').filter(Boolean));
	const end = first.findIndex((id, index) => others.some((other) => other[index] !== id));
	const id = (end < 0 ? first : first.slice(0, end)).at(-1);
	if (id === undefined) throw new Error('unions of one tree have a root in common');
	return id;
}
