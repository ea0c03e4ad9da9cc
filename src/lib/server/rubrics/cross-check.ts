import { equals } from '../../domain/fraction.ts';
import type { Fraction } from '../../domain/fraction.ts';
import type { Questionnaire } from '../../domain/questionnaire.ts';
import { rubricLevels } from '../../domain/rubric.ts';
import type { Measure, Rubric, RubricLevel } from '../../domain/rubric.ts';
import type { Rules } from '../../domain/rules.ts';
import { subjects } from '../../domain/words.ts';
import type { Subject } from '../../domain/words.ts';
import type { CheckedFile } from './check-file.ts';
import { problemAt } from './describe-issue.ts';
import type { RubricProblem } from './rubric-error.ts';

/** What no single file can tell: names that disagree, kinds listed twice, thresholds that differ. */
export function checkAcross(
	rubrics: Record<RubricLevel, CheckedFile<Rubric>>,
	rules: CheckedFile<Rules>,
	questionnaires: Record<Subject, CheckedFile<Questionnaire>>
): RubricProblem[] {
	const annexes = rubricLevels.map((level) => rubrics[level]);
	return [
		...rubricLevels.flatMap((level) => checkName(rubrics[level], level)),
		...subjects.flatMap((subject) => checkName(questionnaires[subject], subject)),
		...repeatedKinds(annexes),
		...annexes.flatMap((annex) => differingThresholds(annex, rules.value)),
		...annexes.flatMap((annex) => unknownKinds(annex, annexes))
	];
}

function checkName({ file, value }: CheckedFile<{ id: string }>, name: string): RubricProblem[] {
	return value.id === name ? [] : [problemAt(file, ['id'], `must be ${name}, as the file's name`)];
}

/** A union has one kind, and the kind decides its rubric. */
function repeatedKinds(annexes: CheckedFile<Rubric>[]): RubricProblem[] {
	const seen = new Map<string, string>();
	return annexes.flatMap(({ file, value }) =>
		value.applies_to.flatMap((kind, index) => {
			const earlier = seen.get(kind.id);
			seen.set(kind.id, file.name);
			if (earlier === undefined) return [];
			const message = `${kind.id} is already a kind in ${earlier}`;
			return [problemAt(file, ['applies_to', index, 'id'], message)];
		})
	);
}

/** The line drawn on charts is that of the rules; it must be the one criteria are decided by. */
function differingThresholds(annex: CheckedFile<Rubric>, rules: Rules): RubricProblem[] {
	return measures(annex.value).flatMap(({ measure, path }) => {
		const wanted = thresholdOf(measure, rules);
		if (equals(measure.threshold, wanted)) return [];
		const message = `must be ${wanted.num}/${wanted.den}, as under scoring in rubrics/rules.yaml`;
		return [problemAt(annex.file, [...path, 'measure', 'threshold'], message)];
	});
}

/** Kinds of which every chair must be asked are kinds of some annex. */
function unknownKinds(
	{ file, value }: CheckedFile<Rubric>,
	annexes: CheckedFile<Rubric>[]
): RubricProblem[] {
	const known = new Set(annexes.flatMap((one) => one.value.applies_to.map(({ id }) => id)));
	return measures(value).flatMap(({ measure, path }) =>
		(measure.whole_kinds ?? []).flatMap((kind, index) => {
			if (known.has(kind)) return [];
			const place = [...path, 'measure', 'whole_kinds', index];
			return [problemAt(file, place, `${kind} is no kind of any annex`)];
		})
	);
}

function measures(rubric: Rubric): { measure: Measure; path: (string | number)[] }[] {
	return rubric.sections.flatMap((section, s) =>
		section.groups.flatMap((group, g) =>
			group.criteria.flatMap(({ measure }, c) =>
				measure === undefined
					? []
					: [{ measure, path: ['sections', s, 'groups', g, 'criteria', c] }]
			)
		)
	);
}

function thresholdOf(measure: Measure, { scoring }: Rules): Fraction {
	return measure.kind === 'coverage' ? scoring.coverage_threshold : scoring.rate_threshold;
}
