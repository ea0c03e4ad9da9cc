import { hashFrame } from '$lib/domain/sampling/frame';
import type { DrawPurpose } from '$lib/domain/sampling/purpose';
import type { App } from '$lib/server/app';
import { buildFrame } from '$lib/server/draws/build-frame';
import { toInstant } from '$lib/server/database/values';
import { holdDraw } from '$lib/server/draws/hold-draw';
import { prepareDraw, type SizePlan } from '$lib/server/draws/prepare-draw';
import { readDraw, type DrawRecord } from '$lib/server/draws/read-draw';
import { makeUnion } from './factories';

export interface Zone {
	id: string;
	units: string[];
}

/** A township with grassroots unions of the kinds given, with fixed codes below it. */
export async function makeZone(app: App, kinds: Record<string, number>): Promise<Zone> {
	const place = { level: 'intermediate', kind: 'township', independent: false } as const;
	const id = await makeUnion(app, { ...place, code: 'Z', name: '溪桥镇总工会' });
	const units: string[] = [];
	for (const [kind, count] of Object.entries(kinds))
		for (let n = 0; n < count; n++) {
			const code = `Z-${String(units.length + 1).padStart(3, '0')}`;
			units.push(await makeUnion(app, { parentId: id, kind, code, name: `${code}工会` }));
		}
	// Draws are of last year too: these have stood for longer.
	const created_at = toInstant(new Date('2020-03-01T09:00:00+08:00'));
	await app.db.updateTable('union').set({ created_at }).where('id', 'in', units).execute();
	return { id, units };
}

export interface Preparation {
	unionId: string;
	plan: SizePlan;
	purpose?: DrawPurpose;
	year?: number;
	reason?: string;
}

/** A draw prepared on the frame as it is. */
export async function makePrepared(
	app: App,
	{ unionId, plan, purpose = 'member_rates', year = 2026, reason = '' }: Preparation,
	by: string
): Promise<string> {
	const union = await app.db
		.selectFrom('union')
		.selectAll()
		.where('id', '=', unionId)
		.executeTakeFirstOrThrow();
	const frameHash = hashFrame(await buildFrame(app.db, { union, year, purpose }));
	return prepareDraw(app, { union, year, purpose, plan, reason, frameHash }, by);
}

export const entryOf = (seed: string) =>
	({ seed, source: 'present', note: '现场掷骰子', witnesses: '陈敏、王芳' }) as const;

/** Prepared and drawn at once. */
export async function makeDrawn(
	app: App,
	preparation: Preparation,
	seed: string,
	by: string
): Promise<DrawRecord> {
	const id = await makePrepared(app, preparation, by);
	await holdDraw(app.db, app.clock, { id, unionId: preparation.unionId }, entryOf(seed), by);
	const draw = await readDraw(app.db, id);
	if (!draw) throw new Error('the draw is gone');
	return draw;
}
