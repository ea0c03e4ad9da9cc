import { can, type HeldRole } from '$lib/domain/permission';

export interface Destination {
	label: string;
	href: string;
}

/** Where an account may go, in the order of the bar. */
export function navigationOf(roles: readonly HeldRole[]): Destination[] {
	const own = [...new Set(ownUnions(roles).map(({ unionId }) => unionId))];
	const oversees = roles.length > ownUnions(roles).length;
	const reachesOthers = oversees || own.length > 1;
	return [
		{ label: '首页', href: '/office' },
		...(own.length === 1 ? [{ label: '本单位', href: `/office/unions/${own[0]}` }] : []),
		...(reachesOthers ? [{ label: '工会', href: '/office/unions' }] : []),
		...(can(roles, 'overview.read') ? [{ label: '总览', href: '/office/overview' }] : []),
		...(oversees ? [{ label: '荣誉', href: '/office/honours' }] : []),
		...(oversees && can(roles, 'history.enter')
			? [{ label: '历史数据', href: '/office/history' }]
			: []),
		...(can(roles, 'assessment.review') ? [{ label: '我的考评', href: '/office/reviews' }] : []),
		...(can(roles, 'audit.read') ? [{ label: '操作记录', href: '/office/audit' }] : []),
		...accountPages(roles),
		...(can(roles, 'setting.manage') ? [{ label: '设置', href: '/office/settings' }] : []),
		{ label: '帮助', href: '/office/help' }
	];
}

/** Whoever does not manage accounts may still invite people. */
function accountPages(roles: readonly HeldRole[]): Destination[] {
	if (can(roles, 'account.manage')) return [{ label: '账号', href: '/office/accounts' }];
	return can(roles, 'account.invite') ? [{ label: '邀请', href: '/office/invitations' }] : [];
}

/** The roles of one who runs surveys of a union, not of one who looks after others. */
export function ownUnions<T extends HeldRole>(roles: readonly T[]): T[] {
	return roles.filter(({ role }) => role === 'chair' || role === 'staff');
}

/** The destination a path belongs to: the longest that begins it; a survey belongs to its union. */
export function currentDestination(items: readonly Destination[], path: string): string | null {
	if (path.startsWith('/office/surveys/') || path.startsWith('/office/imports'))
		return items.find(({ href }) => href.startsWith('/office/unions'))?.href ?? null;
	// Who manages accounts finds invitations there.
	if (
		path.startsWith('/office/invitations') &&
		items.some(({ href }) => href === '/office/accounts')
	)
		return '/office/accounts';
	const fits = items.filter(({ href }) => path === href || path.startsWith(`${href}/`));
	// Below /office there is always a better one than the home itself.
	const inner = fits.filter(({ href }) => href !== '/office' || path === '/office');
	return inner.sort((a, b) => b.href.length - a.href.length)[0]?.href ?? null;
}
