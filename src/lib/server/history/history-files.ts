import { can } from '$lib/domain/permission';
import type { Actor } from '../accounts/actor';
import type { App } from '../app';
import type { Database } from '../database/open';
import type { Instant } from '../database/values';
import { answerWithFile } from '../evidence/serve-evidence';
import { Refused } from '../refusals';

/** A scan that shows earlier figures. */
export interface HistoryFile {
	id: string;
	name: string;
	/** bytes */
	size: number;
	sha256: string;
	sentBy: string;
	sentById: string;
	sentAt: Instant;
	/** Whether this reader may open it: a scan of many unions is for those above them all. */
	open: boolean;
}

type Reader = Pick<Actor, 'roles'>;

/** The scans of one result, in the order in which they came. */
export async function listHistoryFiles(
	db: Database,
	{ roles }: Reader,
	resultId: string
): Promise<HistoryFile[]> {
	const rows = await filesOf(db, resultId)
		.innerJoin('user', 'user.id', 'sent_by')
		.select(['user.name as sentBy', 'sent_by as sentById', 'sent_at as sentAt'])
		.orderBy('sent_at')
		.orderBy('history_file.id')
		.execute();
	return rows.map(({ path, type: _, ...file }) => ({
		...file,
		open: can(roles, 'union.read', path)
	}));
}

/** The content of a scan of this very result. Refuses `not_found`, for a reader out of reach too, and `file_lost`. */
export async function serveHistoryFile(
	app: Pick<App, 'db' | 'config'>,
	{ roles }: Reader,
	{ resultId, fileId }: { resultId: string; fileId: string }
): Promise<Response> {
	const file = await filesOf(app.db, resultId)
		.where('history_file.id', '=', fileId)
		.executeTakeFirst();
	if (!file || !can(roles, 'union.read', file.path)) throw new Refused('not_found');
	return answerWithFile(app, file);
}

function filesOf(db: Database, resultId: string) {
	return db
		.selectFrom('history_evidence')
		.innerJoin('history_file', 'history_file.id', 'history_evidence.file_id')
		.innerJoin('union', 'union.id', 'history_file.union_id')
		.select(['history_file.id', 'history_file.name', 'history_file.type', 'size', 'sha256'])
		.select('union.path')
		.where('history_evidence.result_id', '=', resultId);
}
