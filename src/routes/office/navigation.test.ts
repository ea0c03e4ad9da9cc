import { describe, expect, it } from 'vitest';
import type { Role } from '$lib/domain/words';
import { currentDestination, navigationOf } from './navigation';

const held = (role: Role, unionId = 'u') => ({ role, unionId, path: `/${unionId}/` });
const labels = (...roles: ReturnType<typeof held>[]) =>
	navigationOf(roles).map(({ label }) => label);

describe('navigationOf', () => {
	it('shows each role where it may go', () => {
		expect(labels(held('chair'))).toEqual(['首页', '本单位', '帮助']);
		expect(labels(held('chair'), held('staff'))).toEqual(['首页', '本单位', '帮助']);
		expect(labels(held('chair'), held('chair', 'v'))).toEqual(['首页', '工会', '帮助']);
		expect(labels(held('supervisor'))).toEqual([
			...['首页', '工会', '总览', '荣誉', '历史数据', '操作记录', '邀请', '帮助']
		]);
		expect(labels(held('supervisor'), held('chair'))).toEqual([
			...['首页', '本单位', '工会', '总览', '荣誉', '历史数据', '操作记录', '邀请', '帮助']
		]);
		expect(labels(held('admin'))).toEqual([
			...['首页', '工会', '总览', '荣誉', '操作记录', '账号', '设置', '帮助']
		]);
		expect(labels(held('reviewer'))).not.toContain('总览');
		expect(labels()).toEqual(['首页', '帮助']);
	});
});

describe('currentDestination', () => {
	it('is the longest that fits, and the home only on the home itself', () => {
		const items = navigationOf([held('supervisor'), held('chair')]);
		const at = (path: string) => currentDestination(items, path);
		expect(at('/office')).toBe('/office');
		expect(at('/office/unions')).toBe('/office/unions');
		expect(at('/office/unions/u/edit')).toBe('/office/unions/u');
		expect(at('/office/unions/v')).toBe('/office/unions');
		expect(at('/office/surveys/s')).toBe('/office/unions/u');
		expect(at('/office/password')).toBeNull();
		expect(at('/office/invitations/new')).toBe('/office/invitations');
		expect(currentDestination(navigationOf([held('admin')]), '/office/invitations')).toBe(
			'/office/accounts'
		);
	});
});
