import { sql } from 'kysely';
import { z } from 'zod';
import type { SealedCounts } from '$lib/domain/counts';
import type { Scope } from '$lib/domain/permission';
import { validityMessage } from '$lib/domain/messages';
import { subjects } from '$lib/domain/words';
import type { Database } from '../database/open';
import type { ResultTable } from '../database/schema/result';
import type { UnionTable } from '../database/schema/union';
import { isUnapproved } from '../results/figures';
import { viewResult, type ResultView } from '../results/result-view';
import { cursorOf, encodeCursor } from './cursor';
import { selectUnions, unionColumns } from './find-unions';
import { listParameters, rateOf, yearSchema } from './schemas/parts';
import type { resultPageSchema, resultSchema } from './schemas/result';

export const resultQuery = z.strictObject({
	...listParameters,
	year: yearSchema.optional().meta({ description: '只要这一年' }),
	from_year: yearSchema.optional().meta({ description: '从这一年起' }),
	to_year: yearSchema.optional().meta({ description: '到这一年止' }),
	subject: z.enum(subjects, '请写 home、chair 或 superior。').optional().meta({
		description: 'home 会员评家，chair 评议工会主席，superior 下级工会主席评议上级工会'
	}),
	all: z
		.enum(['true', 'false'], '请写 true 或 false。')
		.optional()
		.meta({ description: 'true：连同作废和未获批准的；默认只有有效和待审核的' }),
	cursor: cursorOf(z.tuple([z.string(), z.int(), z.enum(subjects), z.string()]))
});

type ResultQuery = z.infer<typeof resultQuery>;

/**
 * Results of unions in reach by code, year and subject, as sealed: what is suppressed on pages is null here. Poster
 * surveys (公开码) are opinion, not figures, and are left out.
 */
export async function listApiResults(
	db: Database,
	reach: Scope | null,
	query: ResultQuery
): Promise<z.infer<typeof resultPageSchema>> {
	const found = await selectResults(db, reach, query).execute();
	const rows = found.slice(0, query.limit);
	const last = found.length > query.limit ? rows.at(-1) : undefined;
	return {
		data: rows.map(({ code, name, level, kind, ...row }) =>
			resultOf({ id: row.union_id, code, name, level, kind }, row)
		),
		next: last ? encodeCursor([last.code, last.year, last.subject, last.id]) : null
	};
}

function selectResults(db: Database, reach: Scope | null, query: ResultQuery) {
	const { year, from_year, to_year, subject, all, cursor, limit } = query;
	let rows = selectUnions(db, reach, query)
		.innerJoin('result', 'result.union_id', 'union.id')
		.leftJoin('person', 'person.id', 'result.person_id')
		.select(unionColumns)
		.selectAll('result')
		.select('person.name as person_name')
		.where('result.mode', '!=', 'poster')
		.orderBy('union.code')
		.orderBy('result.year')
		.orderBy('result.subject')
		.orderBy('result.id')
		.limit(limit + 1);
	if (year !== undefined) rows = rows.where('result.year', '=', year);
	if (from_year !== undefined) rows = rows.where('result.year', '>=', from_year);
	if (to_year !== undefined) rows = rows.where('result.year', '<=', to_year);
	if (subject !== undefined) rows = rows.where('result.subject', '=', subject);
	if (all !== 'true') rows = rows.where('result.status', 'in', ['valid', 'pending']);
	if (cursor) {
		const after = sql.join(cursor.map((key) => sql.val(key)));
		const keys = sql`"union".code, result.year, result.subject, result.id`;
		rows = rows.where(sql<boolean>`(${keys}) > (${after})`);
	}
	return rows;
}

type ResultUnion = Pick<UnionTable, 'id' | 'code' | 'name' | 'level' | 'kind'>;

function resultOf(
	union: ResultUnion,
	row: ResultTable & { person_name: string | null }
): z.infer<typeof resultSchema> {
	const view = viewResult(row);
	const { eligible, issued, returned_online, returned_paper } = row;
	const { id, version, name, counted, denominator, source } = view.rule;
	return {
		...{ union, subject: row.subject, year: row.year, survey: row.survey_id, source: row.source },
		...{ chair: row.person_name, mode: row.mode, electorate: row.electorate },
		...{ rule: { id, version, name, counted: [...counted], denominator, source } },
		...ratesOf(view),
		...(row.status === 'void' ? { rate: null, strict_rate: null } : {}),
		participation: isUnapproved(row) ? null : { eligible, issued, returned_online, returned_paper },
		counts: row.status === 'void' ? nothing : view.sealed,
		...{ status: row.status, standing: view.validity.standing },
		reasons: view.validity.reasons.map((code) => ({ code, text: validityMessage(code) })),
		...{ counted_at: row.counted_at, published_at: row.published_at }
	};
}

/** A void survey has no figures, here as on pages and in spreadsheets. */
const nothing: SealedCounts = {
	...{ disclosure: 'suppressed', favourable: null, satisfied: null, basically_satisfied: null },
	...{ dissatisfied: null, unsure: null, blank: null, invalid: null }
};

function ratesOf({ rate, strict, turnout, minTurnout }: ResultView) {
	return {
		rate: rateOf(rate),
		strict_rate: rateOf(strict),
		turnout: rateOf(turnout, { thresholds: [minTurnout] }),
		minimum_turnout: rateOf(minTurnout)
	};
}
