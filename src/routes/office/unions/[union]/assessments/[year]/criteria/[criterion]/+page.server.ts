import { randomBytes } from 'node:crypto';
import { error } from '@sveltejs/kit';
import { PART_BYTES } from '$lib/domain/evidence-limit';
import { findCriterion } from '$lib/domain/rubric';
import { noDetails } from '$lib/domain/score-details';
import { authoriseAssessment } from '$lib/server/accounts/authorise';
import { readSheet, rubricFor } from '$lib/server/assessments/read-sheet';
import { listChanges } from '$lib/server/assessments/score-history';
import { findAssessment } from '$lib/server/assessments/sheet-key';
import { lastHandedIn, removeEvidence } from '$lib/server/evidence/remove-evidence';
import { storePart } from '$lib/server/evidence/store-part';
import { readForm } from '$lib/server/read-form';
import { attempt, Refused } from '$lib/server/refusals';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { actor, union, year, access } = await authoriseAssessment(event, 'read', event.params);
	const { db, rubrics } = event.locals.app;
	const rubric = rubricFor(rubrics.rubrics, union.level);
	const criterion = rubric && findCriterion(rubric, event.params.criterion);
	if (!rubric || !criterion) error(404, new Refused('not_found').text);
	const key = { union, year, rubric };
	const sheet = await readSheet(db, key);
	const assessmentId = await findAssessment(db, key);
	const { application, writes } = access;
	return {
		union: { id: union.id, name: union.name },
		...{ year, rubric, criterion, writes, userId: actor.userId },
		exemption: sheet.exemptions[criterion.id],
		details: sheet.details[criterion.id] ?? noDetails,
		/** What came until then stays. */
		handedIn: application && writes ? await lastHandedIn(db, application.id, writes) : null,
		changes: assessmentId ? await listChanges(db, assessmentId, criterion.id) : []
	};
};

export const actions: Actions = {
	upload: async (event) => {
		const { actor, access } = await authoriseAssessment(event, ['self', 'review'], event.params);
		const file = (await readForm(event.request)).get('file');
		const key = await keyOf(event);
		return attempt({}, async () => {
			if (access.writes === null) throw new Refused('sheet_locked');
			if (!(file instanceof File) || file.size === 0) throw new Refused('bad_upload');
			const belonging = {
				...{ criterionId: event.params.criterion, kind: access.writes, by: actor.userId }
			};
			const content = new Uint8Array(await file.arrayBuffer());
			const upload = randomBytes(16).toString('hex');
			for (let offset = 0; offset < content.length; offset += PART_BYTES) {
				const bytes = content.subarray(offset, offset + PART_BYTES);
				const part = { upload, name: file.name, size: content.length, offset, bytes };
				await storePart(event.locals.app, key, belonging, part);
			}
			return { done: '材料已保存。' };
		});
	},
	remove: async (event) => {
		const { actor, access } = await authoriseAssessment(event, ['self', 'review'], event.params);
		const fileId = String((await readForm(event.request)).get('file') ?? '');
		const key = await keyOf(event);
		return attempt({}, async () => {
			if (access.writes === null) throw new Refused('sheet_locked');
			const removal = { fileId, kind: access.writes, by: actor.userId };
			await removeEvidence(event.locals.app, key, removal);
			return { done: '材料已删除。' };
		});
	}
};

/** The sheet of a request that is authorised. */
async function keyOf(event: RequestEvent) {
	const { union, year } = await authoriseAssessment(event, 'read', event.params);
	const rubric = rubricFor(event.locals.app.rubrics.rubrics, union.level);
	if (!rubric) error(404, new Refused('not_found').text);
	return { union, year, rubric };
}
