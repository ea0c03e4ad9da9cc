import { z } from 'zod';
import {
	measureElectorates,
	measureKinds,
	rubricLevels,
	sectionIds,
	sectionNames
} from '../../domain/rubric.ts';
import { formatThreshold } from '../../domain/percent.ts';
import type { Criterion, Rubric } from '../../domain/rubric.ts';
import { subjects } from '../../domain/words.ts';
import { checkFile } from './check-file.ts';
import { fraction, positive, report, reportRepeats, text, word } from './schema-parts.ts';

/** All three annexes add up to this. */
const rubricPoints = 100;

type Points = { points: number };
const addPoints = (parts: Points[]) => parts.reduce((sum, part) => sum + part.points, 0);

const measure = z
	.strictObject({
		kind: z.enum(measureKinds),
		subject: z.enum(subjects),
		threshold: fraction,
		electorate: z.enum(measureElectorates),
		whole_kinds: z.array(word).min(1, 'must name at least one kind').exactOptional(),
		note: text
	})
	.superRefine(({ electorate, whole_kinds }, context) => {
		const wanted = electorate === 'intermediate_and_sampled_chairs';
		if (wanted === (whole_kinds !== undefined)) return;
		const message = wanted ? `must be there for ${electorate}` : `has no meaning for ${electorate}`;
		report(context, ['whole_kinds'], message);
	});

const evidence = z.strictObject({ kind: z.literal('rate'), name: text, threshold: fraction });

const criterion = z
	.strictObject({
		id: text,
		text,
		points: positive,
		evidence: z.array(evidence).min(1, 'must not be empty').exactOptional(),
		measure: measure.exactOptional()
	})
	.superRefine((value, context) => checkEvidence(value, context));

const veto = z.strictObject({ id: text, text });

const group = z
	.strictObject({ points: positive, criteria: z.array(criterion).min(1, 'must not be empty') })
	.superRefine((value, context) => checkSum(value.points, value.criteria, context));

const section = z
	.strictObject({
		id: z.enum(sectionIds),
		title: text,
		points: positive,
		groups: z.array(group).min(1, 'must not be empty')
	})
	.superRefine((value, context) => {
		checkSum(value.points, value.groups, context);
		checkCriterionIds(value, context);
		const name = sectionNames[value.id];
		if (value.title !== name) report(context, ['title'], `must be ${name}`);
	});

/** The shape of `rubrics/<level>.yaml`, with both levels of sums. */
export const rubricSchema = z
	.strictObject({
		id: z.enum(rubricLevels),
		title: text,
		source: text,
		level: z.enum(rubricLevels),
		applies_to: z
			.array(z.strictObject({ id: word, name: text }))
			.min(1, 'must name at least one kind of union'),
		basis: z.array(text).min(1, 'must not be empty'),
		sections: z.array(section).length(sectionIds.length, 'must be the five sections'),
		vetoes: z.array(veto).min(1, 'must not be empty').exactOptional()
	})
	.superRefine((value, context) => {
		const kinds = value.applies_to.map((kind) => kind.id);
		const sections = value.sections.map((entry) => entry.id);
		reportRepeats(context, kinds, (index) => ['applies_to', index, 'id']);
		reportRepeats(context, sections, (index) => ['sections', index, 'id']);
		if (value.id !== value.level) report(context, ['level'], `must be the id, ${value.id}`);
		(value.vetoes ?? []).forEach(({ id }, index) => {
			if (id !== `veto.${index + 1}`)
				report(context, ['vetoes', index, 'id'], `must be veto.${index + 1}`);
		});
		const total = addPoints(value.sections);
		if (total === rubricPoints) return;
		report(context, ['sections'], `add up to ${total} points, not ${rubricPoints}`);
	}) satisfies z.ZodType<Rubric>;

function checkSum(points: number, parts: Points[], context: z.core.$RefinementCtx): void {
	const sum = addPoints(parts);
	if (sum !== points) report(context, ['points'], `is ${points}, but its parts add up to ${sum}`);
}

/** What is asked for as evidence is what the text says. */
function checkEvidence(
	{ text: said, evidence: rates = [] }: Pick<Criterion, 'text' | 'evidence'>,
	context: z.core.$RefinementCtx
): void {
	rates.forEach(({ name, threshold }, index) => {
		const at = ['evidence', index];
		if (!said.includes(name)) report(context, [...at, 'name'], 'must be words of the text');
		const percent = formatThreshold(threshold).replace('%', ' ?[%％]');
		if (!new RegExp(`(?<![0-9])${percent}`, 'u').test(said))
			report(context, [...at, 'threshold'], 'must be a percentage of the text');
	});
}

/** Ids are `<section>.<group>.<item>`, so that one can be found in the printed annex. */
function checkCriterionIds(
	value: { id: string; groups: { criteria: { id: string }[] }[] },
	context: z.core.$RefinementCtx
): void {
	value.groups.forEach((entry, g) =>
		entry.criteria.forEach((item, c) => {
			const id = `${value.id}.${g + 1}.${c + 1}`;
			if (item.id === id) return;
			report(context, ['groups', g, 'criteria', c, 'id'], `must be ${id}, counted as in the annex`);
		})
	);
}

/**
 * One annex from its YAML.
 * @throws RubricError naming file, line and field of everything that is wrong
 */
export function parseRubric(source: string, fileName: string): Rubric {
	return checkFile(rubricSchema, source, fileName).value;
}
