import { z } from 'zod';
import type { Assessment } from '$lib/domain/eligibility';
import { eligibilityRuleOf } from '$lib/domain/eligibility-rule';
import { eligibilityMessage } from '$lib/domain/messages';
import type { Scope } from '$lib/domain/permission';
import type { App } from '../app';
import { thisYear } from '../clock';
import { judgeUnion } from '../eligibility/judge-union';
import { listFacts } from '../eligibility/list-facts';
import { cursorOf, encodeCursor } from './cursor';
import { selectUnions, unionColumns } from './find-unions';
import type { eligibilityPageSchema } from './schemas/eligibility';
import { listParameters, yearSchema } from './schemas/parts';

export const eligibilityQuery = z.strictObject({
	...listParameters,
	year: yearSchema.optional().meta({ description: '申报年度；默认今年' }),
	cursor: cursorOf(z.tuple([z.string()]))
});

/** The verdicts of article 12 on grassroots unions in reach and their present chairs, by code. */
export async function listApiEligibility(
	{ db, clock, rubrics }: Pick<App, 'db' | 'clock' | 'rubrics'>,
	reach: Scope | null,
	{ year, cursor, limit, union, below }: z.infer<typeof eligibilityQuery>
): Promise<z.infer<typeof eligibilityPageSchema>> {
	const currentYear = thisYear(clock);
	const years = { applicationYear: year ?? currentYear, lastYear: null, currentYear };
	let query = selectUnions(db, reach, { union, below, level: 'grassroots' })
		.select(unionColumns)
		.where('union.closed_at', 'is', null)
		.orderBy('union.code')
		.limit(limit + 1);
	if (cursor) query = query.where('union.code', '>', cursor[0]);
	const found = await query.execute();
	const rows = found.slice(0, limit);
	const facts = await listFacts(
		db,
		rows.map(({ id }) => id)
	);
	const rule = eligibilityRuleOf(rubrics.rules);
	const last = found.length > limit ? rows.at(-1) : undefined;
	return {
		data: rows.flatMap((one, index) => {
			const of = facts[index];
			if (!of) return [];
			const judged = judgeUnion(of, years, rule);
			return {
				union: one,
				...{ application_year: years.applicationYear, last_year: judged.lastYear },
				home: verdictOf(judged.union),
				chair: { name: of.chairTerm?.name ?? null, ...verdictOf(judged.chair) }
			};
		}),
		next: last ? encodeCursor([last.code]) : null
	};
}

function verdictOf({ verdict, runs, reasons }: Assessment) {
	return {
		...{ verdict, consecutive_years: runs.both.confirmed },
		reasons: reasons.map((reason) => ({ code: reason.code, text: eligibilityMessage(reason) }))
	};
}
