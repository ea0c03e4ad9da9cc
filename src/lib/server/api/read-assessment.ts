import type { z } from 'zod';
import { parseYear } from '$lib/domain/year-range';
import { proposalMessage } from '$lib/domain/messages';
import type { Measurement } from '$lib/domain/measurement';
import {
	enteredPoints,
	sheetTotals,
	type ScoreEntry,
	type ScoreSheet
} from '$lib/domain/score-sheet';
import type { Actor } from '../accounts/actor';
import type { App } from '../app';
import { readSheet, rubricFor } from '../assessments/read-sheet';
import { readSheetAccess } from '../rounds/sheet-access';
import { selectUnions } from './find-unions';
import type { assessmentSchema } from './schemas/assessment';
import { rateOf } from './schemas/parts';

type ApiAssessment = z.infer<typeof assessmentSchema>;

/** The score sheet of a union (id or code) and year as pages show it; null where the account may not read it. */
export async function readApiAssessment(
	app: App,
	actor: Actor,
	asked: { union: string; year: string }
): Promise<ApiAssessment | null> {
	const { db, clock, rubrics } = app;
	const year = parseYear(asked.year);
	const union = await selectUnions(db, null, { union: asked.union }).selectAll().executeTakeFirst();
	const rubric = union && rubricFor(rubrics.rubrics, union.level);
	if (!rubric || year === null) return null;
	const access = await readSheetAccess(db, clock, actor, { unionId: union.id, year });
	if (!access.rights.includes('read')) return null;
	const sheet = await readSheet(db, { union, year, rubric });
	const { id, code, name, level, kind } = union;
	return {
		union: { id, code, name, level, kind },
		...{ year, rubric: rubric.id, title: rubric.title },
		state: access.application?.state ?? null,
		self: totalOf(sheet, 'self'),
		review: totalOf(sheet, 'review'),
		criteria: criteriaOf(sheet)
	};
}

function totalOf(sheet: ScoreSheet, kind: 'self' | 'review') {
	const { score, applicable } = sheetTotals(sheet, kind, enteredPoints(sheet[kind]));
	return { score: score / 2, points: applicable / 2 };
}

function criteriaOf(sheet: ScoreSheet): ApiAssessment['criteria'] {
	return sheet.rubric.sections.flatMap((section) =>
		section.groups.flatMap(({ criteria }) =>
			criteria.map(({ id, text, points }) => ({
				...{ id, section: section.title, text, points },
				self: scoreOf(sheet.self[id]),
				review: scoreOf(sheet.review[id]),
				measurement: measurementOf(sheet.measurements[id])
			}))
		)
	);
}

function scoreOf(entry: ScoreEntry | undefined) {
	if (!entry) return null;
	const { half_points, overrides: override, note: reason, by, at } = entry;
	return { points: half_points / 2, override, reason, by, at };
}

function measurementOf(measurement: Measurement | undefined) {
	if (!measurement) return null;
	const { measure, figure, proposal, record, superior } = measurement;
	const { kind, subject, threshold } = measure;
	const { half_points: proposed, reason: code } = proposal;
	return {
		...{ kind, subject },
		threshold: {
			num: String(threshold.num),
			den: String(threshold.den),
			percent: rateOf(threshold)?.percent ?? ''
		},
		figure: rateOf(figure, { thresholds: [threshold] }),
		proposed: proposed === null ? null : proposed / 2,
		reason: { code, text: proposalMessage(code) },
		survey: record?.surveyId ?? null,
		draw: superior?.drawId ?? null
	};
}
