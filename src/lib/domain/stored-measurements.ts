import { equals } from './fraction.ts';
import type { Measurement } from './measurement.ts';
import type { Measurements } from './score-sheet.ts';

/** How an integer beyond JSON's is written: an object, so that no text can be taken for one. */
interface Tagged {
	$bigint: string;
}

/** Measurements as JSON; exact fractions keep every digit. */
export function writeMeasurements(measurements: Measurements): string {
	return JSON.stringify(measurements, (_, value: unknown) =>
		typeof value === 'bigint' ? ({ $bigint: value.toString() } satisfies Tagged) : value
	);
}

/** What `writeMeasurements` wrote. @throws SyntaxError where it is no JSON */
export function parseMeasurements(text: string): Measurements {
	return JSON.parse(text, (_, value: unknown) =>
		isTagged(value) ? BigInt(value.$bigint) : value
	) as Measurements;
}

/** Ids of the criteria whose figure or proposed score is another one, in the order of `before`. */
export function changedMeasurements(before: Measurements, after: Measurements): string[] {
	return Object.entries(before)
		.filter(([id, one]) => !sameFigure(one, after[id]))
		.map(([id]) => id);
}

function sameFigure(a: Measurement, b: Measurement | undefined): boolean {
	if (!b || a.proposal.half_points !== b.proposal.half_points) return false;
	if (a.proposal.reason !== b.proposal.reason) return false;
	if (a.figure === null || b.figure === null) return a.figure === b.figure;
	return equals(a.figure, b.figure);
}

function isTagged(value: unknown): value is Tagged {
	return typeof value === 'object' && value !== null && '$bigint' in value;
}
