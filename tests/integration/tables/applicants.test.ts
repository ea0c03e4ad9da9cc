import { expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import type { Round } from '$lib/server/rounds/find-round';
import { findRound } from '$lib/server/rounds/find-round';
import { readApplicantFilter } from '$lib/server/rounds/applicant-query';
import { listApplicants } from '$lib/server/rounds/list-applicants';
import { GET as exportRound } from '../../../src/routes/office/unions/[union]/rounds/[round]/export/+server';
import { makeActor } from '../support/actors';
import { makeApplication, makeRound } from '../support/applications';
import { describeEachEngine } from '../support/engines';
import { everyPage } from '../support/every-page';
import { makeUnion, makeUser, rootUnionId } from '../support/factories';
import { fileOf, readWorkbook } from '../support/workbook';

/** Half points and the most there were: near one another, equal, none at all, and none to be reached. */
const scores = [
	...[
		[180, 190],
		[179, 189],
		[190, 200],
		[171, 180],
		[null, null],
		[0, 0],
		[95, 100]
	]
] as const;

/** A round of sixty unions with these scores in turn, which are codes N-100 and so on. */
async function makeScored(app: App): Promise<Round> {
	const roundId = await makeRound(app);
	for (let n = 0; n < 60; n++) {
		const unionId = await makeUnion(app, { code: `N-${100 + n}`, name: `溪桥${n}厂工会` });
		const [score, points] = scores[n % scores.length] ?? [null, null];
		const state = score === null ? 'self_review' : 'decided';
		const id = await makeApplication(app, unionId, { roundId, state });
		await app.db
			.updateTable('application')
			.set({ review_score: score, review_points: points })
			.where('id', '=', id)
			.execute();
	}
	const round = await findRound(app.db, await rootUnionId(app), roundId);
	if (!round) throw new Error('no round');
	return round;
}

describeEachEngine('the unions of a round, put in order', (engine) => {
	test('by score: as shares compare exactly; without one last, whichever way it goes', async () => {
		const app = await engine.createApp();
		const round = await makeScored(app);
		const listed = async (sort: string) => {
			const applicants = await everyPage(async (page) => {
				const address = new URLSearchParams({ sort, page: String(page), q: 'N-' });
				const filter = readApplicantFilter({ roles: [] }, address);
				const { applicants, pages } = await listApplicants(app.db, round, filter);
				return { rows: applicants, pages };
			});
			expect(new Set(applicants.map(({ unionId }) => unionId)).size).toBe(60);
			return applicants.map(({ application }) => shareOf(application));
		};
		const rising = (await listed('review')).filter((share) => share !== null);
		expect(rising).toEqual(rising.toSorted((a, b) => a - b));
		const none = [null, null];
		const fallen = await listed('-review');
		expect(fallen.filter((share) => share !== null)).toEqual(rising.toReversed());
		for (const order of [await listed('review'), fallen]) expect(order.slice(-2)).toEqual(none);
		expect(await listed('-nonsense')).toEqual(await listed('code'));
		// Who has not come so far first.
		expect((await listed('state')).slice(0, 8).every((share) => share === null)).toBe(true);
	});

	test('the spreadsheet keeps the order, and who reviews one’s own union to itself', async () => {
		const app = await engine.createApp();
		const root = await rootUnionId(app);
		const [own, other] = [
			await makeUnion(app, { code: 'A-1' }),
			await makeUnion(app, { code: 'A-2' })
		];
		const roundId = await makeRound(app);
		const reviewer = await makeUser(app, { role: 'reviewer', unionId: root });
		for (const unionId of [own, other])
			await makeApplication(app, unionId, { roundId, reviewers: [reviewer] });
		const boss = await makeActor(app, 'supervisor', root);
		const chair = await makeActor(app, 'chair', own);
		const actor = { ...boss, roles: [...boss.roles, ...chair.roles] };
		const linesOf = async (address: string) => {
			const url = new URL(`http://pj.example.org/x?${address}`);
			const params = { union: root, round: roundId };
			const file = await exportRound({ locals: { app, actor }, url, params } as never);
			const { 说明: _, ...sheets } = await readWorkbook(await fileOf(file as Response));
			return (Object.values(sheets)[0] ?? []).slice(1);
		};
		const lines = (await linesOf('sort=-code&q=A-')).map(([code, , , by]) => [code, by !== null]);
		expect(lines).toEqual([
			['A-2', true],
			['A-1', false]
		]);
		expect((await linesOf(`reviewer=${reviewer}`)).map(([code]) => code)).toEqual(['A-2']);
	});
});

function shareOf(
	application: { review_score: number | null; review_points: number | null } | null
): number | null {
	const { review_score: score, review_points: points } = application ?? {};
	return score == null || !points ? null : score / points;
}
