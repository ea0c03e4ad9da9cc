import type { Role, Subject } from './words.ts';

/** A role held in the union whose tree path is `path`. */
export interface HeldRole {
	role: Role;
	unionId: string;
	path: string;
}

/**
 * How far a role reaches for a permission:
 * `own` the very union, `subtree` that union and all below, `below` only those below (nobody rules on their own union),
 * `top` unions without a union above them, as the last resort, `others` everywhere but in one's own union, `all`
 * everywhere.
 */
type Reach = 'own' | 'subtree' | 'below' | 'top' | 'others' | 'all';

/** Who may do what. What is not listed is forbidden. */
const grants = {
	/** See a union, its surveys' turnout, results, rubric and eligibility. */
	'union.read': {
		admin: 'all',
		supervisor: 'subtree',
		reviewer: 'subtree',
		chair: 'own',
		staff: 'own'
	},
	/** Boards over many unions: coverage, rates, heat map, movers. */
	'overview.read': { admin: 'all', supervisor: 'subtree' },
	/** Create unions, change their particulars, enter chairs' terms. */
	'union.manage': { admin: 'all', supervisor: 'subtree' },
	/** Move, merge and close unions: the word of a union above, and of nobody within. */
	'union.place': { admin: 'others', supervisor: 'below' },
	/** Draft, print codes for, open, close and publish surveys. */
	'survey.manage': { chair: 'own', staff: 'own' },
	/** 作废, and consent to a low minimum turnout or a weak mode: the upper union's word; the administrator's where there is none. */
	'survey.supervise': { supervisor: 'below', admin: 'top' },
	/** Take words out of released comments, for good: the upper union's, never those who are commented on. */
	'comment.redact': { supervisor: 'below', admin: 'top' },
	/** Enter figures of earlier years (历史/纸质), with their evidence. */
	'history.enter': { supervisor: 'subtree', chair: 'own', staff: 'own' },
	/** Approve, refuse and withdraw them: the upper union's word, never for one's own. */
	'history.decide': { supervisor: 'below', admin: 'top' },
	/** Take the review bundle of a counted survey: sealed ballots, without the key that opens them. */
	'survey.review': { supervisor: 'below', reviewer: 'below' },
	/** Enter or confirm paper counts; never the chair, who is rated by them. */
	'paper.count': { supervisor: 'below', reviewer: 'below', staff: 'own' },
	/** See score sheets. A reviewer sees those assigned to them, which no role decides (server/rounds/sheet-access.ts). */
	'assessment.read': { admin: 'all', supervisor: 'subtree', chair: 'own', staff: 'own' },
	/** Draft, print codes for, open, close and publish the appraisal of a union by the chairs below it. */
	'superior.manage': { supervisor: 'below' },
	/** Enter or confirm its paper counts: nobody of the union that is rated. */
	'superior.count': { supervisor: 'below', reviewer: 'below' },
	/** 自查分, and 申报. */
	'assessment.self': { chair: 'own', staff: 'own' },
	/** 考评分, where assigned: never one's own union's. */
	'assessment.review': { reviewer: 'below' },
	/** Assign reviewers, return, decide and reopen: the upper union that opened the round. */
	'assessment.supervise': { supervisor: 'below' },
	/** 考核批次 for the unions below. */
	'round.manage': { supervisor: 'subtree' },
	/** Random draws among the unions below a union: the upper union's, never one's own, nor those who then score. */
	'draw.manage': { supervisor: 'below' },
	/** Plan, close and publish improvements (整改): the union's own answer to its members. */
	'improvement.manage': { chair: 'own', staff: 'own' },
	/** Enter and revoke titles. */
	'honour.manage': { admin: 'others', supervisor: 'below' },
	/** Search what was done: the acts about the unions below, and all acts of the platform. */
	'audit.read': { admin: 'all', supervisor: 'below' },
	'account.manage': { admin: 'all' },
	/** Invite somebody to an account in a union; which roles: see server/invitations/may-invite.ts. */
	'account.invite': { admin: 'all', supervisor: 'below' },
	'setting.manage': { admin: 'all' }
} as const satisfies Record<string, Partial<Record<Role, Reach>>>;

export type Permission = keyof typeof grants;

/** What a union does about its own surveys, the union above it does where that union itself is rated by those below. */
const ofSuperior: Partial<Record<Permission, Permission>> = {
	'survey.manage': 'superior.manage',
	'paper.count': 'superior.count'
};

/** What `permission` asks for in a survey on these subjects. */
export function surveyPermission(permission: Permission, subjects: readonly Subject[]): Permission {
	return subjects.includes('superior') ? (ofSuperior[permission] ?? permission) : permission;
}

/** Whether a holder of `held` may do `permission` in the union at `path`; without a path, in any union at all. */
export function can(held: readonly HeldRole[], permission: Permission, path?: string): boolean {
	const reaches: Partial<Record<Role, Reach>> = grants[permission];
	return held.some(({ role, path: from }) => {
		const reach = reaches[role];
		if (reach === undefined) return false;
		if (path === undefined) return true;
		return covers(reach, from, path) && !(isRuling(reach) && belongsTo(held, reach, path));
	});
}

const isRuling = (reach: Reach) => ['below', 'top', 'others'].includes(reach);

/**
 * Whoever holds a role in a union itself does not rule on it, whatever they are further up. The platform's administrator
 * has no part in a union's work, even where the account was entered there.
 */
function belongsTo(held: readonly HeldRole[], reach: Reach, path: string): boolean {
	return held.some((one) => one.path === path && !(reach !== 'below' && one.role === 'admin'));
}

/** Whether no union is above the one at `path`, such as `/id/`. */
export function isTopUnion(path: string): boolean {
	return path.split('/').filter((segment) => segment !== '').length === 1;
}

function covers(reach: Reach, from: string, path: string): boolean {
	if (reach === 'all' || reach === 'others') return true;
	if (reach === 'own') return path === from;
	if (reach === 'top') return isTopUnion(path);
	return path.startsWith(from) && (reach === 'subtree' || path !== from);
}

/** What may be read: the subtrees below these paths, and single unions at these paths. */
export interface Scope {
	subtrees: string[];
	unions: string[];
}

/** The unions for which `can(held, permission, …)` holds, as a list can be filtered by; `null` means every one. */
export function scopeOf(
	held: readonly HeldRole[],
	permission: 'union.read' | 'overview.read' | 'assessment.read' | 'union.manage'
): Scope | null {
	const reaches: Partial<Record<Role, Reach>> = grants[permission];
	const paths = (reach: Reach) =>
		unique(held.filter(({ role }) => reaches[role] === reach).map(({ path }) => path));
	if (paths('all').length > 0) return null;
	return { subtrees: paths('subtree'), unions: paths('own') };
}

/** The unions whose figures may be seen. */
export function readableScope(held: readonly HeldRole[]): Scope | null {
	return scopeOf(held, 'union.read');
}

function unique(list: string[]): string[] {
	return [...new Set(list)];
}
