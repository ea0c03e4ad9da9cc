import type { EvidenceFile } from '$lib/domain/score-details';
import type { Database } from '../database/open';
import type { EvidenceFileTable } from '../database/schema/sheet';

/** A file and the criterion it belongs to. */
export interface CriterionFile {
	criterionId: string;
	file: EvidenceFile;
}

/** The files of a sheet that were not taken away, in the order in which they came. */
export async function listEvidence(db: Database, assessmentId: string): Promise<CriterionFile[]> {
	const rows = await db
		.selectFrom('evidence_file')
		.innerJoin('user', 'user.id', 'evidence_file.sent_by')
		.selectAll('evidence_file')
		.select('user.name as by')
		.where('assessment_id', '=', assessmentId)
		.where('removed_at', 'is', null)
		.orderBy('sent_at')
		.orderBy('evidence_file.id')
		.execute();
	return rows.map((row) => ({ criterionId: row.criterion_id, file: fileOf(row) }));
}

function fileOf(row: EvidenceFileTable & { by: string }): EvidenceFile {
	const { id, name, type, size, sha256, kind, sent_by: userId, by, sent_at: at } = row;
	return { id, name, type, size, sha256, kind, userId, by, at };
}
