import { freezeRules } from '$lib/domain/frozen-rules';
import { sealOverall, sealQuestion } from '$lib/domain/suppression';
import type { App } from '$lib/server/app';
import { newId } from '$lib/server/database/id';
import type { ResultTable } from '$lib/server/database/schema/result';
import type { UnionTable } from '$lib/server/database/schema/union';
import { transaction } from '$lib/server/database/transaction';
import { toInstant, toJson } from '$lib/server/database/values';

const kinds = ['enterprise', 'institution', 'joint', 'federation'];

/** How many unions the last township has: as many as the largest there are. */
const WIDEST = 1500;

/** A province of counties and townships with `count` grassroots unions, one township a very large one, and both results of each in `years` years. */
export async function makeProvince(app: App, count: number, years: number[]): Promise<void> {
	const root = await app.db
		.selectFrom('union')
		.select(['id', 'path'])
		.where('parent_id', 'is', null)
		.executeTakeFirstOrThrow();
	const above: UnionTable[] = [];
	const unions: UnionTable[] = [];
	for (let n = 0; n < count; n++) {
		if (n % 2000 === 0) above.push(unionRow(app, `C${n}`, 'county', root));
		const county = above.findLast(({ level }) => level === 'county');
		if (n % 50 === 0 && n < Math.max(1, count - WIDEST))
			above.push(unionRow(app, `T${n}`, 'intermediate', county ?? root));
		unions.push(unionRow(app, `G${n}`, 'grassroots', above.at(-1) ?? root, n));
	}
	await insertAll(app, 'union', [...above, ...unions]);
	for (const year of years) {
		const results = unions.flatMap((union, n) =>
			(n + year) % 17 === 0
				? []
				: (['home', 'chair'] as const).map((subject) => resultRow(app, union, year, subject, n))
		);
		await insertAll(app, 'result', results);
		if (year === years.at(-1))
			await insertAll(
				app,
				'result_count',
				results.flatMap((row) => countRows(app, row))
			);
	}
}

function unionRow(
	app: App,
	code: string,
	level: UnionTable['level'],
	parent: Pick<UnionTable, 'id' | 'path'>,
	n = 0
): UnionTable {
	const id = newId();
	return {
		...{ id, code, name: `${code}工会`, level, kind: kinds[n % kinds.length] ?? 'enterprise' },
		...{ independent: 1, industry: '', parent_id: parent.id, path: `${parent.path}${id}/` },
		...{
			member_count: 120,
			created_at: toInstant(app.clock.now()),
			closed_at: null,
			founded_on: null,
			closed_reason: null,
			merged_into: null
		}
	};
}

function resultRow(
	app: App,
	union: UnionTable,
	year: number,
	subject: 'home' | 'chair',
	n: number
): ResultTable {
	const rules = freezeRules(app.rubrics.rules);
	const people = 5 + ((n * 37 + year) % 900);
	const dissatisfied = (n * 13 + year * 7) % (1 + Math.floor(people / 4));
	const counts = { satisfied: people - dissatisfied, basically_satisfied: 0, dissatisfied };
	return {
		...{ id: newId(), union_id: union.id, subject, year, source: 'history', survey_id: null },
		...{ status: n % 29 === 0 ? 'void' : 'valid', person_id: null, mode: 'paper' },
		...{ electorate: 'members', eligible: people + (n % 60), issued: people },
		...{ returned_online: 0, returned_paper: people },
		...sealOverall({ ...counts, unsure: 0, blank: 0, invalid: 0 }, rules.suppression),
		rules: toJson(rules),
		...{ min_turnout_num: 2, min_turnout_den: 3, consent: 0, flags: null, note: null },
		...{ decided_by: null, decided_at: null, counted_at: toInstant(app.clock.now()) },
		...{ published_at: null, salt: null }
	};
}

function countRows({ rubrics }: App, result: ResultTable) {
	const rules = freezeRules(rubrics.rules);
	const counts = {
		satisfied: result.favourable ?? 0,
		basically_satisfied: 0,
		dissatisfied: result.dissatisfied ?? 0,
		unsure: 0,
		blank: 0,
		invalid: 0
	};
	return rubrics.questionnaires[result.subject].items.map(({ id }, position) => ({
		...{ result_id: result.id, question_id: id, position: position + 1 },
		...sealQuestion(counts, counts, rules.suppression)
	}));
}

async function insertAll(
	app: App,
	table: 'union' | 'result' | 'result_count',
	rows: object[]
): Promise<void> {
	for (let at = 0; at < rows.length; at += 5000)
		await transaction(app.db, async (trx) => {
			for (let n = at; n < Math.min(at + 5000, rows.length); n += 500)
				await trx
					.insertInto(table)
					.values(rows.slice(n, n + 500) as never)
					.execute();
		});
}
