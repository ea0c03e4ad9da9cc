import { honourName } from '$lib/domain/honour';
import { inspectionOutcomeNames } from '$lib/domain/reinspection';
import type { Reinspection } from '../honours/list-reinspections';
import type { FoundHonour } from '../honours/search-honours';
import { number, text } from './columns';
import type { Spreadsheet } from './spreadsheet';

const name = ({ title, level, personName }: FoundHonour) =>
	honourName(title, level, personName === null ? 'union' : 'person');

/** The register of titles. */
export const honoursList: Spreadsheet<FoundHonour> = {
	sheet: '称号登记',
	empty: '没有符合条件的称号',
	columns: [
		text('工会', 18, ({ unionName }) => unionName),
		text('获得者', 8, ({ personName }) => personName ?? '本工会'),
		text('称号', 12, name),
		number('授予年度', 5, ({ year }) => year),
		text('文号', 14, ({ document }) => document),
		number('撤销年度', 5, ({ revoked_year }) => revoked_year)
	],
	notes: [['撤销年度', '从这一年起不再持有；空白为有效。']]
};

/** 复查: what is due, and what will be. */
export const reinspectionsList: Spreadsheet<Reinspection> = {
	sheet: '复查',
	empty: '没有应复查的称号',
	columns: [
		text('工会', 18, ({ unionName }) => unionName),
		text('称号', 12, name),
		number('授予年度', 5, ({ year }) => year),
		number('上次复查', 5, ({ inspection }) => inspection.last?.year ?? null),
		text('结论', 6, ({ inspection }) =>
			inspection.last ? inspectionOutcomeNames[inspection.last.outcome] : '未复查'
		),
		number('下一次', 5, dueYear),
		text('状态', 14, stateOf)
	],
	notes: []
};

function dueYear({ inspection }: Reinspection): number | null {
	if (inspection.state === 'failed') return null;
	return inspection.state === 'due' ? inspection.since : inspection.next;
}

function stateOf({ inspection }: Reinspection): string {
	if (inspection.state === 'failed') return '不合格，待决定是否撤销';
	return inspection.state === 'due' ? '应复查' : '未到期';
}
