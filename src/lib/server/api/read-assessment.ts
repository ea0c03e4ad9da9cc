import type { z } from 'zod';
import { parseYear } from '$lib/domain/year-range';
import { proposalMessage } from '$lib/domain/messages';
import type { Measurement } from '$lib/domain/measurement';
import type { Criterion } from '$lib/domain/rubric';
import { noDetails, type CriterionDetails, type Exemption } from '$lib/domain/score-details';
import {
	enteredPoints,
	scoreKinds,
	sheetTotals,
	type ScoreEntry,
	type ScoreSheet
} from '$lib/domain/score-sheet';
import { reaches } from '$lib/domain/threshold';
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
		vetoes: vetoesOf(sheet),
		criteria: criteriaOf(sheet)
	};
}

function totalOf(sheet: ScoreSheet, kind: 'self' | 'review') {
	const { score, applicable, maximum, scaled } = sheetTotals(
		sheet,
		kind,
		enteredPoints(sheet[kind])
	);
	const points = { score: score / 2, points: applicable / 2, maximum: maximum / 2 };
	return { ...points, scaled: rateOf(scaled) };
}

function vetoesOf({ rubric, vetoes }: ScoreSheet) {
	return (rubric.vetoes ?? []).flatMap(({ id, text }) => {
		const entry = vetoes[id];
		return entry ? [{ id, text, reason: entry.reason, by: entry.by, at: entry.at }] : [];
	});
}

function criteriaOf(sheet: ScoreSheet): ApiAssessment['criteria'] {
	return sheet.rubric.sections.flatMap((section) =>
		section.groups.flatMap(({ criteria }) =>
			criteria.map((criterion) => ({
				...{ id: criterion.id, section: section.title },
				...{ text: criterion.text, points: criterion.points },
				self: scoreOf(sheet.self[criterion.id]),
				review: scoreOf(sheet.review[criterion.id]),
				measurement: measurementOf(sheet.measurements[criterion.id]),
				exemption: exemptionOf(sheet.exemptions[criterion.id]),
				...detailsOf(criterion, sheet.details[criterion.id] ?? noDetails)
			}))
		)
	);
}

function scoreOf(entry: ScoreEntry | undefined) {
	if (!entry) return null;
	const { half_points, overrides: override, note: reason, by, at } = entry;
	return { points: half_points / 2, override, reason, by, at };
}

function exemptionOf(exemption: Exemption | undefined) {
	if (!exemption) return null;
	const { reason, by, at, decision } = exemption;
	const accepted = decision?.accepted ?? null;
	return { reason, by, at, accepted, decision: decision?.reason ?? '' };
}

function detailsOf({ evidence = [] }: Criterion, { remarks, numbers, files }: CriterionDetails) {
	return {
		remarks: scoreKinds.flatMap((kind) => {
			const remark = remarks[kind];
			return remark ? [{ kind, text: remark.text, by: remark.by, at: remark.at }] : [];
		}),
		numbers: evidence.flatMap(({ name, threshold }) =>
			scoreKinds.flatMap((given_by) => {
				const given = numbers[name]?.[given_by];
				if (!given) return [];
				const rate = rateOf(given, { thresholds: [threshold] });
				const reached = reaches(given, threshold);
				return { name, given_by, rate, threshold: rateOf(threshold), reached };
			})
		),
		files: files.map(({ name, type, size, sha256, kind, by, at }) => ({
			...{ name, type, size, sha256, kind, by, at }
		}))
	};
}

function measurementOf(measurement: Measurement | undefined) {
	if (!measurement) return null;
	const { measure, figure, proposal, record, sample, superior } = measurement;
	const { kind, subject, threshold } = measure;
	const { half_points: proposed, reason: code } = proposal;
	const against = { thresholds: [threshold] };
	return {
		...{ kind, subject, threshold: rateOf(threshold), figure: rateOf(figure, against) },
		proposed: proposed === null ? null : proposed / 2,
		reason: { code, text: proposalMessage(code) },
		pooled: rateOf(sample?.pooled ?? null, against),
		survey: record?.surveyId ?? superior?.surveyId ?? null,
		draw: sample?.drawId ?? superior?.drawId ?? null
	};
}
