import { formatShanghai } from '$lib/domain/clock-time';
import { levelNames } from '$lib/domain/words';
import type { Actor } from '../accounts/actor';
import type { App } from '../app';
import { toInstant } from '../database/values';
import { kindName } from '../unions/kinds';
import type { UnionQuery } from '../unions/union-query';

type Note = readonly [string, string];

/** When and by whom a file was made: on the notes sheet of every list. */
export function madeBy({ clock }: App, { name }: Actor): Note[] {
	return [
		['导出时间', formatShanghai(toInstant(clock.now())) ?? ''],
		['导出人', name]
	];
}

/** Which unions a list was asked for. */
export function scopeNote(app: App, { fields }: UnionQuery): Note {
	const { below, level, kind, q } = fields;
	const parts = [
		below ? `${below.name}的下级工会` : '有权查看的全部工会',
		level && levelNames[level],
		kind && kindName(app.rubrics, kind),
		q && `名称或组织代码含“${q}”`
	];
	return ['范围', parts.filter(Boolean).join('，')];
}
