import { z } from 'zod';
import type { CellField } from '$lib/domain/score-cell';
import type { CellEdit } from '$lib/domain/score-form';
import type { ScoreKind } from '$lib/domain/score-sheet';

/** Control characters other than tab and line ends: PostgreSQL stores no NUL. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

const text = (max: number) =>
	z
		.string()
		.max(max)
		.transform((value) => value.replace(CONTROLS, ''));

const content = z.object({ value: text(2000), note: text(1000) });

const body = z.object({
	kind: z.enum(['self', 'review']),
	reason: text(1000),
	edits: z
		.array(
			z.object({
				criterionId: text(60),
				field: text(20).pipe(
					z.custom<CellField>((value) =>
						/^(score|remark|exemption|veto|rate\.\d)$/.test(String(value))
					)
				),
				typed: content,
				was: content
			})
		)
		.min(1)
		.max(200)
});

export interface CellsBody {
	kind: ScoreKind;
	reason: string;
	edits: CellEdit[];
}

/** The cells of a request; null where it holds something else. Only JSON, which no page of another site can send. */
export async function parseCells(request: Request): Promise<CellsBody | null> {
	if (!/^application\/json\b/.test(request.headers.get('content-type') ?? '')) return null;
	const parsed = body.safeParse(readJson(await request.text()));
	if (!parsed.success) return null;
	const { kind, reason, edits } = parsed.data;
	return { kind, reason, edits: edits.map((edit) => ({ ...edit, kind })) };
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		if (error instanceof SyntaxError) return null;
		throw error;
	}
}
