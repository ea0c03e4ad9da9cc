import type { App } from '../app';
import { redact } from '../comments/redact';

/** Somebody is named in what the demo's members write (comments.yaml). */
const named = '李建军师傅';

/** The upper union has taken a name out of last year's comments of one union: the one open to visitors. */
export async function seedRedaction(app: App, unionId: string, by: string): Promise<void> {
	const found = await app.db
		.selectFrom('result_text')
		.innerJoin('result', 'result.id', 'result_text.result_id')
		.select(['result_text.id', 'result.survey_id'])
		.where('result.union_id', '=', unionId)
		.where('body', 'like', `%${named}%`)
		.executeTakeFirst();
	if (!found?.survey_id) return;
	const reason = '写了一位职工的姓名';
	const redaction = { surveyId: found.survey_id, textId: found.id, passage: named, reason };
	await redact(app, redaction, by);
}
