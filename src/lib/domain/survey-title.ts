import type { Subject } from './words.ts';

/** The usual title of a survey: 「2026年度会员评家和评议工会主席」. */
export function surveyTitle(year: number, subjects: readonly Subject[]): string {
	return `${year}年度${topic(subjects)}`;
}

function topic(subjects: readonly Subject[]): string {
	if (subjects.includes('superior')) return '基层工会主席评议上级工会';
	if (!subjects.includes('chair')) return '会员评家';
	return subjects.includes('home') ? '会员评家和评议工会主席' : '会员评议工会主席';
}
