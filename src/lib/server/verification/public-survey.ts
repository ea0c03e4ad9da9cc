import { toBase64, toHex } from '$lib/domain/verify/bytes';
import type { OpenStatement } from '$lib/domain/verify/statements';
import type { Mode, SurveyState } from '$lib/domain/words';
import type { App } from '../app';
import { listCheckpoints } from '../ballots/checkpoints';
import { findFingerprint } from '../ballots/sign-receipt';
import type { Survey } from '../database/schema/survey';
import type { Instant } from '../database/values';

/** A survey as anybody may see it. Nothing in it tells more than the notice on the wall and the daily checkpoints. */
export interface PublicSurvey {
	id: string;
	unionName: string;
	title: string;
	year: number;
	state: SurveyState;
	mode: Mode;
	custody: Survey['custody'];
	voidReason: string | null;
	opensAt: Instant;
	closesAt: Instant;
	eligible: number;
	fingerprint: string;
	/** The key that signs checkpoints and receipts, in hex. */
	logKey: string;
	/** The newest first; sizes are entries of the log. */
	checkpoints: { size: number; day: string; root: string; short: string }[];
	/** The list of receipt numbers is there. */
	receipts: boolean;
	/** The public bundle is there. */
	bundle: boolean;
	/** The results can be read at /results/<survey>. */
	published: boolean;
	/** All opened surveys of this union, void ones too, the newest year first. */
	others: { id: string; year: number; title: string; state: SurveyState }[];
}

/** A survey that was opened at some time; null for a draft and an unknown id. */
export async function readPublicSurvey(app: App, id: string): Promise<PublicSurvey | null> {
	const row = await findOpened(app, id);
	const fingerprint = row && (await findFingerprint(app, id));
	if (!row || !fingerprint) return null;
	const shut = row.state !== 'open';
	return {
		...{ id, unionName: row.union_name, title: row.title, year: row.year, state: row.state },
		...{ mode: row.mode, custody: row.custody, voidReason: row.void_reason },
		...{ opensAt: row.opened_at ?? row.opens_at, closesAt: row.closes_at },
		...{ eligible: row.eligible, fingerprint, logKey: await readLogKey(app, id) },
		checkpoints: (await listCheckpoints(app.db, id)).reverse().map(({ size, day, root }) => ({
			...{ size, day, root: toBase64(root), short: toHex(root).slice(0, 16) }
		})),
		...{ receipts: shut, bundle: shut && (row.counted_at !== null || row.state === 'void') },
		published: row.published_at !== null && row.state !== 'void',
		others: await listOpened(app, row.union_id)
	};
}

function findOpened({ db }: App, id: string) {
	return db
		.selectFrom('survey')
		.innerJoin('union', 'union.id', 'survey.union_id')
		.selectAll('survey')
		.select('union.name as union_name')
		.where('survey.id', '=', id)
		.where('survey.state', '<>', 'draft')
		.executeTakeFirst();
}

function listOpened({ db }: App, unionId: string) {
	return db
		.selectFrom('survey')
		.innerJoin('box', 'box.survey_id', 'survey.id')
		.select(['id', 'year', 'title', 'state'])
		.where('union_id', '=', unionId)
		.where('state', '<>', 'draft')
		.orderBy('year', 'desc')
		.orderBy('created_at', 'desc')
		.execute();
}

async function readLogKey({ db }: App, id: string): Promise<string> {
	const { payload } = await db
		.selectFrom('log')
		.select('payload')
		.where('survey_id', '=', id)
		.where('seq', '=', 0)
		.executeTakeFirstOrThrow();
	return (JSON.parse(payload.toString('utf8')) as OpenStatement).log_key;
}
