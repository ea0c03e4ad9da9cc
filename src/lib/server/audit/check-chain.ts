import type { Kysely } from 'kysely';
import {
	emptyHead,
	followChain,
	isNoted,
	type AuditHead,
	type AuditLink,
	type ChainFault,
	type NotedHead
} from '../../domain/audit-chain.ts';
import type { Tables } from '../database/schema';
import { readAnchors } from './read-anchors.ts';

/** What a check of the whole chain found. */
export interface ChainCheck {
	/** Where the chain ends, or the last place up to which it holds. */
	head: AuditHead;
	fault: ChainFault | UnlinkedFault | AnchorFault | null;
	/** Whether a head that somebody noted down earlier lies on the chain; null: none was given. */
	noted: boolean | null;
}

/**
 * `unlinked`: a line stands in the audit that the chain does not know; `head`: the chain does not end where its head says,
 * so lines at its end are missing or were added.
 */
interface UnlinkedFault {
	kind: 'unlinked' | 'head';
	seq: number;
}

/** The log of a survey states a head that is not on the chain: one of the two was made anew. */
interface AnchorFault {
	kind: 'anchor';
	seq: number;
	survey: string;
}

const SLICE = 2000;

/**
 * Follows the chain from its first line to its head, in slices, and looks on it for every head that the logs of surveys
 * state. Lines that are added meanwhile are left for the next time.
 */
export async function checkChain(
	db: Kysely<Tables>,
	noted: NotedHead | null = null
): Promise<ChainCheck> {
	// Before the head: whatever a log states by now lies behind it.
	const anchors = await readAnchors(db);
	const stated = await db
		.selectFrom('audit_head')
		.select(['seq', 'hash'])
		.executeTakeFirstOrThrow();
	let head = emptyHead;
	let seen = noted && isNoted(noted, head);
	anchors.delete(head.hash);
	while (head.seq < stated.seq) {
		const links = await linksAfter(db, head.seq, stated.seq);
		const next = followChain(head, links);
		// Beyond a fault no hash says anything.
		const held = next.fault ? links.filter(({ seq }) => seq <= next.head.seq) : links;
		for (const link of held) {
			anchors.delete(link.hash);
			if (noted && isNoted(noted, link)) seen = true;
		}
		head = next.head;
		if (next.fault) return { head, fault: next.fault, noted: seen };
		if (links.length === 0) return { head, fault: fault('head', head.seq + 1), noted: seen };
	}
	const ends = head.hash === stated.hash ? null : fault('head', head.seq);
	const [survey] = anchors.values();
	const adrift = survey === undefined ? null : { kind: 'anchor' as const, seq: head.seq, survey };
	return { head, fault: ends ?? (await findUnlinked(db, head.seq)) ?? adrift, noted: seen };
}

function fault(kind: UnlinkedFault['kind'], seq: number): UnlinkedFault {
	return { kind, seq };
}

async function linksAfter(db: Kysely<Tables>, after: number, last: number): Promise<AuditLink[]> {
	const rows = await db
		.selectFrom('audit_link as link')
		.innerJoin('audit', 'audit.id', 'link.audit_id')
		.select(['link.seq', 'link.hash', 'link.union_id as unionId', 'audit.id', 'audit.at'])
		.select(['audit.user_id as userId', 'audit.action', 'audit.noun'])
		.select(['audit.noun_id as nounId', 'audit.detail'])
		.where('link.seq', '>', after)
		.where('link.seq', '<=', last)
		.orderBy('link.seq')
		.limit(SLICE)
		.execute();
	return rows;
}

/** A line that was put into the table without a place in the chain, if there is one. */
async function findUnlinked(db: Kysely<Tables>, seq: number): Promise<UnlinkedFault | null> {
	const row = await db
		.selectFrom('audit')
		.leftJoin('audit_link as link', 'link.audit_id', 'audit.id')
		.select('audit.id')
		.where('link.seq', 'is', null)
		.limit(1)
		.executeTakeFirst();
	if (row) return fault('unlinked', seq);
	const beyond = await db
		.selectFrom('audit_link')
		.innerJoin('audit_head', (join) => join.onTrue())
		.select('audit_link.seq')
		.whereRef('audit_link.seq', '>', 'audit_head.seq')
		.limit(1)
		.executeTakeFirst();
	return beyond ? fault('head', beyond.seq) : null;
}
