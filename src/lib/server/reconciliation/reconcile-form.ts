import { z } from 'zod';
import { normaliseCode } from '$lib/domain/ballot-code';
import { checkbox, line } from '../form';

const mostAtOnce = 500;
const count = (label: string) =>
	z
		.string({ error: `请填写${label}。` })
		.trim()
		.regex(/^\d{1,6}$/, `${label}请填 0 或正整数。`)
		.transform(Number);

const witnesses = { witnessA: line('第一位监票人', 20), witnessB: line('第二位监票人', 20) };

/** Leftover slips: one code a line, or as scanned, with the address before it. */
export const leftoverForm = z.object({
	...witnesses,
	codes: line('剩余票的码', 60_000).transform((text, context) => {
		const lines = text.split(/\r?\n/).filter((one) => one.trim() !== '');
		const read = lines.map((one) => normaliseCode(one.slice(one.lastIndexOf('#') + 1)));
		const wrong = read.flatMap((one, index) => (one.ok ? [] : [index + 1]));
		if (wrong.length > 0 || lines.length > mostAtOnce) {
			const message =
				wrong.length > 0
					? `第 ${wrong.join('、')} 行不是 16 位的码，请核对。`
					: `一次最多登记 ${mostAtOnce} 张，请分几次。`;
			context.addIssue({ code: 'custom', message });
			return z.NEVER;
		}
		return [...new Set(read.flatMap((one) => (one.ok ? [one.code] : [])))];
	})
});

export const signForm = z.object({
	...witnesses,
	handedOut: count('发出张数'),
	spoiled: count('损坏张数'),
	acknowledged: checkbox
});
