import type { BallotValues } from '$lib/components/member/ballot-values';
import { readMark } from '$lib/components/member/option-mark';
import { questionIds, type Questionnaire } from '$lib/domain/questionnaire';
import { parseSubmissionId } from '$lib/server/ballots/submission-id';
import { readFormOrNull } from '$lib/server/read-form';

/** The posted fields; a body that is no form at all counts as an empty one. Throws 413 where it is too large. */
export async function readFields(request: Request): Promise<FormData> {
	return (await readFormOrNull(request)) ?? new FormData();
}

function textOf(fields: FormData, name: string): string {
	const value = fields.get(name);
	// A browser sends line ends as two characters, but counts them as one against maxlength.
	return typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : '';
}

/** Names that are no question of this paper are left out. */
export function readBallotForm(fields: FormData, questionnaires: Questionnaire[]): BallotValues {
	const ratings = questionnaires
		.flatMap(questionIds)
		.map((id) => [id, readMark(textOf(fields, id))] as const)
		.filter(([, rating]) => rating !== '');
	const comments = questionnaires.map(({ comment }) => [comment.id, textOf(fields, comment.id)]);
	const submissionId = textOf(fields, 'submission_id');
	return {
		code: textOf(fields, 'code'),
		// One that is not ours would be refused each time; left out, the page comes back with a new one.
		submissionId: parseSubmissionId(submissionId) ? submissionId : '',
		ratings: Object.fromEntries(ratings),
		comments: Object.fromEntries(comments)
	};
}
