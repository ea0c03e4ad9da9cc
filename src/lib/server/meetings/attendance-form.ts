import { z } from 'zod';
import { line } from '../form';

/** Checked against 应参评 and the last sign-off where it is stored. */
export const attendanceForm = z.object({
	attending: z
		.string({ error: '请填写到会人数。' })
		.trim()
		.regex(/^[1-9]\d{0,5}$/, '到会人数请填正整数。')
		.transform(Number),
	witnessA: line('第一位监票人', 20),
	witnessB: line('第二位监票人', 20)
});
