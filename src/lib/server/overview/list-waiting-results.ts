import { weaknessText } from '$lib/components/surveys/weakness-text';
import { orderRows } from '$lib/domain/row-order';
import { subjectNames } from '$lib/domain/words';
import type { Actor } from '../accounts/actor';
import type { App } from '../app';
import { listWaiting, type WaitingUnion } from '../surveys/list-waiting';
import { listWaitingHistories } from './list-histories';
import type { OverviewQuery } from './overview-query';

/** Something of a union that waits for the word of whoever looks. */
export interface WaitingResult {
	union: WaitingUnion;
	year: number;
	what: string;
	/** Why it waits. */
	why: string;
	href: string;
}

/** Drafts that need consent and figures of earlier years, under the filter of a board; of all years. */
export async function listWaitingResults(
	{ db, rubrics }: Pick<App, 'db' | 'rubrics'>,
	actor: Pick<Actor, 'roles' | 'userId'>,
	{ filter, fields }: Pick<OverviewQuery, 'filter' | 'fields'>
): Promise<WaitingResult[]> {
	const drafts = (await listWaiting(db, actor, rubrics.rules)).map(
		({ id, title, year, union, ...draft }) => ({
			...{ union, year, what: title, why: weaknessText(draft), href: `/office/surveys/${id}` }
		})
	);
	const histories = (await listWaitingHistories(db, actor)).map(({ union, year, subject }) => ({
		...{ union, year, what: subjectNames[subject], why: '历史数据待批准' },
		href: `/office/history?below=${union.id}&state=pending`
	}));
	const text = fields.q.toLowerCase();
	const found = [...drafts, ...histories].filter(
		({ union }) =>
			(filter.kind === null || union.kind === filter.kind) &&
			(filter.below === null || union.path.startsWith(filter.below)) &&
			(union.name.toLowerCase().includes(text) || union.code.toLowerCase().startsWith(text))
	);
	return orderRows(found, fields.sort, {
		code: ({ union }) => union.code,
		year: ({ year }) => year,
		what: ({ what }) => what,
		why: ({ why }) => why
	});
}
