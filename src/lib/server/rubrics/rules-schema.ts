import { z } from 'zod';
import {
	custodies,
	denominators,
	disclosures,
	missingTreatments,
	scoringVerdicts,
	titleRanks,
	titles
} from '../../domain/rules.ts';
import type { RateRule, Rules } from '../../domain/rules.ts';
import { options } from '../../domain/words.ts';
import { checkFile } from './check-file.ts';
import { fraction, positive, report, reportRepeats, text, word } from './schema-parts.ts';

const rateRule = z
	.strictObject({
		id: word,
		version: positive,
		name: text,
		counts: z.array(z.enum(options)).min(1, 'must name at least one option'),
		denominator: z.enum(denominators),
		unsure_valid: z.boolean(),
		blank_valid: z.boolean(),
		source: text
	})
	.superRefine((value, context) => {
		reportRepeats(context, value.counts, (index) => ['counts', index]);
		checkNumerator(value, context);
	});

const rate = z
	.strictObject({
		default: word,
		second: word,
		rules: z.array(rateRule).min(1, 'must not be empty')
	})
	.superRefine((value, context) => {
		const ids = value.rules.map((rule) => rule.id);
		reportRepeats(context, ids, (index) => ['rules', index, 'id']);
		for (const field of ['default', 'second'] as const) {
			if (ids.includes(value[field])) continue;
			report(context, [field], `there is no rate rule ${value[field]}`);
		}
	});

const turnout = z.strictObject({
	minimum: fraction,
	lower_needs_consent: z.boolean(),
	source: text
});

const disclosure = z.enum(disclosures);
const suppression = z
	.strictObject({
		k: positive,
		floor: positive,
		collapse_below: positive,
		source: text,
		unanimity: z.strictObject({
			satisfied: disclosure,
			basically_satisfied: disclosure,
			dissatisfied: disclosure,
			unsure: disclosure,
			source: text
		})
	})
	.superRefine(({ k, floor, collapse_below }, context) => {
		if (k < floor) report(context, ['k'], `is ${k}, below the floor of ${floor}`);
		if (collapse_below < k) report(context, ['collapse_below'], `is below k, ${k}`);
	});

const scoring = z.enum(scoringVerdicts);
const mode = z.strictObject({ scoring, source: text });
const modes = z.strictObject({
	slip: mode,
	meeting: mode,
	// Nobody can tell how often one person answered a poster.
	poster: z.strictObject({ scoring: z.literal('never'), source: text }),
	paper: z.strictObject({ scoring, entry_persons: positive.max(2, 'must be 1 or 2'), source: text })
});

const custody = z.strictObject({
	default: z.enum(custodies),
	server: scoring,
	trustees: scoring,
	source: text
});

const destruction = z.strictObject({
	window_days: positive,
	extension_days: positive,
	source: text
});

const publication = z
	.strictObject({
		days: positive,
		shortest_days: positive,
		longest_days: positive,
		source: text
	})
	.refine(
		({ days, shortest_days: least, longest_days: most }) => least <= days && days <= most,
		'days must lie between shortest_days and longest_days'
	);

const proposals = z.strictObject({
	rate_threshold: fraction,
	coverage_threshold: fraction,
	reached: z.literal('full'),
	missed: z.literal('zero'),
	source: text
});

const treatment = z.enum(missingTreatments);
const sampling = z.strictObject({
	missing: z.strictObject({
		missing: treatment,
		void: treatment,
		excluded: treatment,
		suppressed: treatment,
		raised_k: treatment,
		// What may still come to count is not decided beforehand.
		pending: z.literal('undetermined', 'must be undetermined')
	}),
	source: text
});

const title = z.enum(titles);
const rank = z.enum(titleRanks);
const eligibility = z
	.strictObject({
		years: positive,
		// Verdicts are given on a run of years with both rates and one title each; nothing else is computed.
		consecutive: z.literal(true, 'must be true'),
		rates: z
			.array(z.strictObject({ subject: z.enum(['home', 'chair']), threshold: fraction }))
			.length(2, 'must be one each for home and chair'),
		titles: z
			.array(z.strictObject({ holder: z.enum(['union', 'chair']), title, minimum_rank: rank }))
			.length(2, 'must be one each for union and chair'),
		source: text
	})
	.superRefine(({ rates, titles: required }, context) => {
		const rated = rates.map((entry) => entry.subject);
		reportRepeats(context, rated, (index) => ['rates', index, 'subject']);
		const holders = required.map((entry) => entry.holder);
		reportRepeats(context, holders, (index) => ['titles', index, 'holder']);
	});

const reinspection = z.array(
	z.strictObject({
		title,
		minimum_rank: rank,
		every_years: positive,
		rectify_years: positive,
		source: text
	})
);

const target = z.strictObject({
	id: word,
	name: text,
	of: word,
	title,
	minimum_rank: rank,
	threshold: fraction,
	source: text
});
const targets = z.array(target).superRefine((value, context) => {
	const ids = value.map((entry) => entry.id);
	reportRepeats(context, ids, (index) => [index, 'id']);
	value.forEach(({ of }, index) => {
		if (of === 'grassroots' || ids.slice(0, index).includes(of)) return;
		report(context, [index, 'of'], `must be grassroots or an earlier target, not ${of}`);
	});
});

/** The shape of `rubrics/rules.yaml`. */
export const rulesSchema = z.strictObject({
	version: positive,
	rate,
	turnout,
	suppression,
	modes,
	custody,
	destruction,
	publication,
	scoring: proposals,
	sampling,
	eligibility,
	reinspection,
	targets
}) satisfies z.ZodType<Rules>;

/** What is counted must also be divided by, or a rate could pass 100 %. */
function checkNumerator(rule: RateRule, context: z.core.$RefinementCtx): void {
	if (rule.denominator !== 'valid' || rule.unsure_valid || !rule.counts.includes('unsure')) return;
	report(context, ['counts'], 'counts unsure, which is not among the valid answers');
}

/**
 * The rules from their YAML.
 * @throws RubricError naming file, line and field of everything that is wrong
 */
export function parseRules(source: string, fileName: string): Rules {
	return checkFile(rulesSchema, source, fileName).value;
}
