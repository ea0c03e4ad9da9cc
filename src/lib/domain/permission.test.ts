import { describe, expect, it } from 'vitest';
import { can, type HeldRole } from './permission.ts';

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
