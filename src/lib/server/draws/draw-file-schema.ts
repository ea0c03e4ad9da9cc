import { z } from 'zod';
import type { DrawFile } from '../../domain/sampling/draw-file.ts';
import { drawPurposes } from '../../domain/sampling/purpose.ts';

const count = z.number().int().nonnegative();
const unit = z.strictObject({
	id: z.string(),
	code: z.string(),
	name: z.string(),
	kind: z.string()
});

/** The shape of an exported draw. */
export const drawFileSchema = z.strictObject({
	format: z.literal('pingjia-draw-2'),
	algorithm: z.string(),
	frame: z.strictObject({
		format: z.literal('pingjia-frame-1'),
		union: z.string(),
		year: z.number().int(),
		purpose: z.enum(drawPurposes),
		units: z.array(unit)
	}),
	frame_hash: z.string(),
	strata: z.array(z.strictObject({ kind: z.string(), units: count, size: count })),
	nonce_hash: z.string(),
	nonce: z.string().nullable(),
	seed: z.string().nullable(),
	result: z.array(z.strictObject({ kind: z.string(), codes: z.array(z.string()) })).nullable()
}) satisfies z.ZodType<DrawFile>;
