import { hashFrame } from '$lib/domain/sampling/frame';
import type { App } from '../app';
import { buildFrame } from '../draws/build-frame';
import { holdDraw } from '../draws/hold-draw';
import { prepareDraw } from '../draws/prepare-draw';
import type { SeededUnions } from './seed-unions';

/** Last year's draw for the development zone, whose units all have a result of that year. */
export async function seedDraws(
	app: App,
	seeded: SeededUnions,
	thisYear: number,
	supervisorId: string
): Promise<void> {
	const union = await app.db
		.selectFrom('union')
		.select(['id', 'path', 'code'])
		.where('id', '=', seeded.unionIds.get('YX-01') ?? '')
		.executeTakeFirstOrThrow();
	const scope = { union, year: thisYear - 1, purpose: 'member_rates' } as const;
	const id = await prepareDraw(
		app,
		{
			...scope,
			...{ plan: { method: 'proportional', total: 6 }, reason: '' },
			frameHash: hashFrame(await buildFrame(app.db, scope))
		},
		supervisorId
	);
	const entry = {
		...{ seed: '52 61 34 26 41 35', source: 'present' as const },
		...{ note: '六位在场人员各掷两次骰子', witnesses: '白萍、程莉、江秀英' }
	};
	await holdDraw(app.db, app.clock, { id, unionId: union.id }, entry, supervisorId);
}
