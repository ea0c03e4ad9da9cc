import { sql } from 'kysely';
import { createTable, idText, type Database } from './dialect.ts';

/** Rubric scores of a union and year, in half points, and the titles that unions and people hold. */
export async function up(db: Database): Promise<void> {
	await createTable(db, 'assessment')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('union_id', idText(db), (c) => c.notNull().references('union.id'))
		.addColumn('year', 'integer', (c) => c.notNull())
		.addColumn('rubric', 'text', (c) => c.notNull())
		.addColumn('created_at', 'text', (c) => c.notNull())
		.addUniqueConstraint('assessment_one', ['union_id', 'year', 'rubric'])
		.execute();
	await createTable(db, 'score', { keyed: true })
		.addColumn('assessment_id', idText(db), (c) => c.notNull().references('assessment.id'))
		.addColumn('criterion_id', 'text', (c) => c.notNull())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('half_points', 'integer', (c) => c.notNull())
		.addColumn('note', 'text', (c) => c.notNull())
		.addColumn('overrides', 'integer', (c) => c.notNull())
		.addColumn('scored_by', idText(db), (c) => c.notNull().references('user.id'))
		.addColumn('scored_at', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('score_pk', ['assessment_id', 'criterion_id', 'kind'])
		.execute();

	await createTable(db, 'honour')
		.addColumn('id', idText(db), (c) => c.primaryKey())
		.addColumn('title', 'text', (c) => c.notNull())
		.addColumn('level', 'text', (c) => c.notNull())
		.addColumn('union_id', idText(db), (c) => c.references('union.id'))
		.addColumn('person_id', idText(db), (c) => c.references('person.id'))
		.addColumn('year', 'integer', (c) => c.notNull())
		.addColumn('document', 'text', (c) => c.notNull())
		.addColumn('revoked_year', 'integer')
		.addColumn('recorded_by', idText(db), (c) => c.references('user.id'))
		.addColumn('recorded_at', 'text', (c) => c.notNull())
		.addCheckConstraint('honour_one_holder', sql`(union_id is null) <> (person_id is null)`)
		.execute();
	await db.schema.createIndex('honour_union').on('honour').column('union_id').execute();
	await db.schema.createIndex('honour_person').on('honour').column('person_id').execute();
}
