import type { App } from '../app';
import { commitLater } from '../imports/commit-import';
import { stageImport } from '../imports/stage-import';
import type { OwnNoun } from '$lib/domain/import/verdict';

/** Two spreadsheets of the county: last years' member counts, imported, and new unions with mistakes to put right. */
export async function seedImports(app: App, thisYear: number, by: string): Promise<void> {
	const [county] = await app.db
		.selectFrom('role')
		.innerJoin('union', 'union.id', 'role.union_id')
		.select(['union.id', 'union.code', 'union.path'])
		.where('role.user_id', '=', by)
		.execute();
	if (!county) return;
	const send = async (noun: OwnNoun, fileName: string, lines: string[]): Promise<string> => {
		const bytes = Buffer.from(`\ufeff${lines.join('\r\n')}`, 'utf8');
		const id = await stageImport(app, { noun, unionId: county.id, fileName, bytes, by });
		await app.imports.drain();
		return id;
	};
	const counts = await countLines(app, county.path, thisYear);
	const counted = await send(
		'member_count',
		`${thisYear - 3}至${thisYear - 1}年会员人数.csv`,
		counts
	);
	await commitLater(app, counted, by);
	await app.imports.drain();
	await send('union', '新建工会名册.csv', newUnions(app, county.code));
}

/** Each of the last three years a little fewer than the next. */
async function countLines(app: App, path: string, thisYear: number): Promise<string[]> {
	const unions = await app.db
		.selectFrom('union')
		.select(['code', 'member_count'])
		.where('path', 'like', `${path}%`)
		.orderBy('code')
		.execute();
	const lines = unions.flatMap(({ code, member_count }) =>
		[3, 2, 1].map((ago) => {
			const members = Math.max(1, Math.round(member_count * (1 - 0.03 * ago)));
			return `${code},${thisYear - ago},${members}`;
		})
	);
	return ['组织代码,年度,会员人数', ...lines];
}

function newUnions({ rubrics }: App, county: string): string[] {
	const [kind] = rubrics.rubrics.grassroots.applies_to;
	const line = (code: string, name: string, parent: string, members: string) =>
		`${code},${name},${parent},基层工会,${kind?.name ?? ''},,是,${members}`;
	return [
		'组织代码,名称,上级代码,层级,类型,行业,独立基层工会,会员人数',
		line('XJ-001', '云溪新能源有限公司工会', county, '１６０'),
		line('XJ-002', '云溪物流园工会', county, '八十六'),
		line('XJ-003', '云溪冷链食品厂工会', 'XJ-100', '"1,045"'),
		line('XJ-001', '云溪新能源公司工会', county, '160')
	];
}
