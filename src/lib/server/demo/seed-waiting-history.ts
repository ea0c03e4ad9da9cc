import { createHash } from 'node:crypto';
import type { HistoryRow } from '$lib/domain/history-row';
import { subjectNames } from '$lib/domain/words';
import { readActorById, type Actor } from '../accounts/actor';
import type { App } from '../app';
import { transaction } from '../database/transaction';
import { refuseHistory } from '../history/decide-history';
import { enterHistory } from '../history/enter-history';
import { storeHistoryPart } from '../history/keep-history-file';
import { scanPdf } from './scan-pdf';
import type { SeededUnions } from './seed-unions';

interface Cast {
	seeded: SeededUnions;
	/** Ids by user name. */
	accounts: ReadonlyMap<string, string>;
}

interface Waiting {
	/** Of the union. */
	code: string;
	by: 'ganshi' | 'kaifaqu';
	subject: HistoryRow['subject'];
	/** 应参评, 发放, 收回 */
	account: [number, number, number];
	/** 满意, 基本满意, 不满意, 不了解, 弃权, 无效 */
	counts: [number, number, number, number, number, number];
	/** Without a scan it cannot be approved. */
	scan: boolean;
	refused?: string;
}

const waiting: Waiting[] = [
	{
		...{ code: 'YX-01-01', by: 'ganshi', subject: 'home', scan: true },
		...{ account: [228, 228, 219], counts: [196, 14, 5, 2, 1, 1] }
	},
	{
		...{ code: 'YX-01-01', by: 'ganshi', subject: 'chair', scan: true },
		...{ account: [228, 228, 219], counts: [201, 10, 4, 3, 1, 0] }
	},
	{
		...{ code: 'YX-01-07', by: 'kaifaqu', subject: 'home', scan: false },
		...{ account: [80, 80, 51], counts: [33, 11, 4, 2, 1, 0] }
	},
	{
		...{ code: 'YX-01-08', by: 'kaifaqu', subject: 'home', scan: true },
		...{ account: [61, 60, 58], counts: [44, 9, 3, 1, 0, 1] }
	},
	{
		...{ code: 'YX-01-12', by: 'kaifaqu', subject: 'home', scan: true },
		...{ account: [104, 104, 90], counts: [52, 20, 14, 2, 1, 1] },
		refused: '扫描件上收回是 86 票，请核对原件后重新提交'
	}
];

/** Figures of the year before the first approved ones: some wait for the county, one it sent back. */
export async function seedWaitingHistory(app: App, cast: Cast, thisYear: number): Promise<void> {
	await nameEnterer(app, cast.accounts.get('shi') ?? '');
	for (const one of waiting) {
		const id = await enter(app, cast, one, thisYear - 6);
		if (one.scan) await addScan(app, cast, { ...one, id, year: thisYear - 6 });
		if (one.refused) {
			const county = await actorOf(app, cast, 'xian');
			await refuseHistory(app, county, { ids: [id], reason: one.refused });
		}
	}
}

/** What is there already came by a spreadsheet of the city's. */
async function nameEnterer({ db }: App, by: string): Promise<void> {
	await transaction(db, (trx) =>
		trx
			.insertInto('history')
			.columns(['result_id', 'entered_by', 'entered_at', 'origin'])
			.expression(({ selectFrom, val }) =>
				selectFrom('result')
					.select(({ ref }) => [
						ref('id').as('result_id'),
						val(by).as('entered_by'),
						ref('counted_at').as('entered_at'),
						val('import').as('origin')
					])
					.where('source', '=', 'history')
			)
			.execute()
	);
}

async function enter(
	app: App,
	{ seeded, accounts }: Cast,
	{ code, by, subject, account, counts }: Waiting,
	year: number
): Promise<string> {
	const [eligible, issued, returned] = account;
	const [satisfied, basically_satisfied, dissatisfied, unsure, blank, invalid] = counts;
	const row: HistoryRow = {
		...{ year, subject, chair: null, electorate: 'members', eligible, issued, returned },
		...{ satisfied, basically_satisfied, dissatisfied, unsure, blank, invalid }
	};
	const unionId = seeded.unionIds.get(code) ?? '';
	const place = { note: '纸质测评汇总表，原件存本单位档案室', replaces: null };
	const entry = { unionId, row, origin: 'form' as const, ...place };
	const [id = ''] = await transaction(app.db, (trx) =>
		enterHistory(trx, app, [entry], accounts.get(by) ?? '')
	);
	return id;
}

async function addScan(
	app: App,
	cast: Cast,
	{ id, year, by, subject, account, counts }: Waiting & { id: string; year: number }
): Promise<void> {
	const bytes = scanPdf([
		`${year}年度${subjectNames[subject]}测评汇总表`,
		`应参评 ${account[0]}  发放 ${account[1]}  收回 ${account[2]}`,
		`满意 ${counts[0]}  基本满意 ${counts[1]}  不满意 ${counts[2]}`,
		`不了解 ${counts[3]}  弃权 ${counts[4]}  无效 ${counts[5]}`,
		'监票人（签名）：略'
	]);
	const sender = await actorOf(app, cast, by);
	const upload = createHash('sha256').update(id).digest('hex').slice(0, 32);
	const whole = { upload, name: `${year}年测评汇总表.pdf`, size: bytes.length, offset: 0, bytes };
	await storeHistoryPart(app, sender, [id], whole);
}

async function actorOf({ db }: App, { accounts }: Cast, username: string): Promise<Actor> {
	const actor = await readActorById(db, accounts.get(username) ?? '');
	if (!actor) throw new Error(`the demo has no account ${username}`);
	return actor;
}
