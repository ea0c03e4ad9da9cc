import type { Electorate, Subject } from './words.ts';

/** The union on a slip, a notice or a phone: chairs see whom they rate, members see their own union. */
export function ratedUnion(unionName: string, electorate: Electorate): string {
	return electorate === 'chairs' ? `评议对象：${unionName}` : unionName;
}

/** What a result counts for. */
export function usesOf(subject: Subject): string {
	return subject === 'superior' ? '考核' : '考核和十佳资格';
}
