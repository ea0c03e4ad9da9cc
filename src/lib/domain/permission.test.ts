import { describe, expect, it } from 'vitest';
import { can, isTopUnion, surveyPermission, type HeldRole, type Permission } from './permission.ts';

const county = { unionId: 'c', path: '/c/' };
const union = { unionId: 'u', path: '/c/u/' };
const reviewer: HeldRole = { role: 'reviewer', ...county };
const supervisor: HeldRole = { role: 'supervisor', ...county };

describe('can', () => {
	it('lets reviewers score the unions below theirs, never their own', () => {
		expect(can([reviewer], 'assessment.review', '/c/u/')).toBe(true);
		expect(can([reviewer], 'assessment.review', '/c/')).toBe(false);
		expect(can([reviewer], 'assessment.review', '/d/')).toBe(false);
	});

	it.each(['chair', 'staff', 'reviewer', 'supervisor'] as const)(
		'lets nobody who is also %s of a union rule on it from above',
		(role) => {
			const held = [reviewer, supervisor, { role, ...union }];
			expect(can(held, 'assessment.review', '/c/u/')).toBe(false);
			expect(can(held, 'survey.supervise', '/c/u/')).toBe(false);
			expect(can(held, 'honour.manage', '/c/u/')).toBe(false);
			expect(can(held, 'assessment.review', '/c/v/')).toBe(true);
		}
	);

	it('keeps a chair to their own union', () => {
		const chair: HeldRole = { role: 'chair', ...union };
		expect(can([chair], 'assessment.self', '/c/u/')).toBe(true);
		expect(can([chair], 'assessment.self', '/c/v/')).toBe(false);
		expect(can([chair], 'assessment.self', '/c/u/w/')).toBe(false);
		expect(can([chair], 'union.read', '/c/v/')).toBe(false);
	});
});

describe('the surveys of the topmost union', () => {
	const admin: HeldRole = { role: 'admin', ...county };

	it('are consented to and made void by the administrator, as the last resort', () => {
		expect(isTopUnion('/c/')).toBe(true);
		expect(can([admin], 'survey.supervise', '/c/')).toBe(true);
		expect(can([{ role: 'admin', ...union }], 'survey.supervise', '/c/')).toBe(true);
	});

	it('and by nobody else', () => {
		for (const role of ['supervisor', 'reviewer', 'chair', 'staff'] as const)
			expect(can([{ role, ...county }], 'survey.supervise', '/c/')).toBe(false);
	});

	it('never by an administrator who has a part in that union', () => {
		for (const role of ['supervisor', 'reviewer', 'chair', 'staff'] as const)
			expect(can([admin, { role, ...county }], 'survey.supervise', '/c/')).toBe(false);
		expect(can([admin, { role: 'chair', ...union }], 'survey.supervise', '/c/')).toBe(true);
	});

	it('while everywhere below, the union above has the word and the administrator has none', () => {
		expect(isTopUnion('/c/u/')).toBe(false);
		for (const path of ['/c/u/', '/c/u/w/'])
			expect(can([admin], 'survey.supervise', path)).toBe(false);
		expect(can([admin], 'survey.manage', '/c/')).toBe(false);
		expect(can([admin], 'paper.count', '/c/')).toBe(false);
	});
});

describe('the appraisal of a union by the chairs below it', () => {
	const township = { unionId: 't', path: '/c/t/' };
	const may = (held: HeldRole[], asked: Permission) =>
		can(held, surveyPermission(asked, ['superior']), township.path);

	it('is run by the supervisor above, and by nobody of the rated union', () => {
		expect(may([supervisor], 'survey.manage')).toBe(true);
		for (const role of ['chair', 'staff', 'supervisor', 'reviewer', 'admin'] as const) {
			expect(may([{ role, ...township }], 'survey.manage')).toBe(false);
			expect(may([{ role, ...township }], 'paper.count')).toBe(false);
			expect(may([supervisor, { role, ...township }], 'survey.manage')).toBe(false);
			expect(may([{ role, ...township }], 'union.read')).toBe(true);
		}
	});

	it('is counted on paper by those above alone', () => {
		expect(may([supervisor], 'paper.count')).toBe(true);
		expect(may([reviewer], 'paper.count')).toBe(true);
		expect(may([reviewer], 'survey.manage')).toBe(false);
	});

	it('is made void and reviewed from above, as every survey', () => {
		expect(may([supervisor], 'survey.supervise')).toBe(true);
		expect(may([reviewer], 'survey.review')).toBe(true);
		expect(may([{ role: 'supervisor', ...township }], 'survey.supervise')).toBe(false);
	});

	it('gives the union above no hand in the surveys among members', () => {
		const own = surveyPermission('survey.manage', ['home', 'chair']);
		expect(own).toBe('survey.manage');
		expect(can([supervisor], own, township.path)).toBe(false);
		expect(can([{ role: 'staff', ...township }], own, township.path)).toBe(true);
	});
});
