import type { Database } from '../database/open';
import type { PublicationTable } from '../database/schema/publication';

export interface Publication extends PublicationTable {
	/** Names of accounts. */
	publisher: string;
	withdrawer: string | null;
}

/** Every publication of a survey, the latest first. */
export function listPublications(db: Database, surveyId: string): Promise<Publication[]> {
	return db
		.selectFrom('publication')
		.innerJoin('user', 'user.id', 'publication.published_by')
		.leftJoin('user as other', 'other.id', 'publication.withdrawn_by')
		.selectAll('publication')
		.select(['user.name as publisher', 'other.name as withdrawer'])
		.where('survey_id', '=', surveyId)
		.orderBy('seq', 'desc')
		.execute();
}

/** The latest of them, or undefined. */
export function findLatest(db: Database, surveyId: string): Promise<PublicationTable | undefined> {
	return db
		.selectFrom('publication')
		.selectAll()
		.where('survey_id', '=', surveyId)
		.orderBy('seq', 'desc')
		.limit(1)
		.executeTakeFirst();
}
