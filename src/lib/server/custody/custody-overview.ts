import { bytesToHex } from '@noble/hashes/utils.js';
import { fingerprintOf } from '$lib/domain/custody/holder-key';
import type { Holder } from '$lib/domain/custody/box-key';
import type { HolderRole } from '$lib/domain/custody/holder-role';
import type { Database } from '../database/open';
import type { Custodian, KeySetTable } from '../database/schema/custody';
import { findKeySetOf, listCustodians, publicKeysOf } from './key-set';
import { agreedPoints, listShares, rehearsedHolders } from './key-shares';
import { listDraftsOf } from './key-set-surveys';

/** A holder as the office sees it. */
export interface HolderOverview {
	idx: Holder;
	role: HolderRole;
	name: string | null;
	fingerprint: string | null;
	/** Hex, for the browser that opens the box. */
	publicKey: string | null;
	madeOn: string | null;
	/** Whether there is a link that works. */
	invited: boolean;
	rehearsed: boolean;
}

export interface KeySetOverview {
	id: string;
	title: string;
	shared: boolean;
	unionId: string;
	holders: HolderOverview[];
	/** Of all three keys together; null while one is missing. */
	fingerprint: string | null;
	/** Every draft asked about can open. */
	ready: boolean;
	/** A survey has opened with these sheets. */
	locked: boolean;
}

/** The sheets that open a survey's box, and who has rehearsed for it; null while the server keeps the key. */
export async function overviewCustody(
	db: Database,
	surveyId: string
): Promise<KeySetOverview | null> {
	const keySet = await findKeySetOf(db, surveyId);
	return keySet ? overview(db, keySet, [surveyId]) : null;
}

/** A set with who has rehearsed for all its drafts. */
export async function overviewKeySet(db: Database, keySet: KeySetTable): Promise<KeySetOverview> {
	const drafts = await listDraftsOf(db, keySet.id);
	return overview(
		db,
		keySet,
		drafts.map(({ id }) => id)
	);
}

async function overview(
	db: Database,
	keySet: KeySetTable,
	surveyIds: string[]
): Promise<KeySetOverview> {
	const custodians = await listCustodians(db, keySet.id);
	const keys = publicKeysOf(custodians);
	const all: Awaited<ReturnType<typeof listShares>>[] = [];
	for (const id of surveyIds) all.push(await listShares(db, id));
	const rehearsed = (idx: Holder) =>
		all.length > 0 && all.every((shares) => rehearsedHolders(shares).includes(idx));
	return {
		...{ id: keySet.id, title: keySet.title, shared: keySet.shared === 1 },
		unionId: keySet.union_id,
		holders: custodians.map((custodian) => holderOf(custodian, rehearsed(custodian.idx))),
		fingerprint: keys && fingerprintOf(...keys),
		ready: keys !== null && all.length > 0 && all.every((shares) => agreedPoints(shares) !== null),
		locked: custodians.some(({ locked }) => locked === 1)
	};
}

function holderOf(custodian: Custodian, rehearsed: boolean): HolderOverview {
	const { idx, role, name, public_key: key, made_on: madeOn, invite } = custodian;
	return {
		...{ idx, role, name, madeOn, rehearsed },
		fingerprint: key && fingerprintOf(key),
		publicKey: key && bytesToHex(key),
		invited: invite !== null
	};
}

/** Whether all three holders have rehearsed for a survey. */
export async function trusteesReady(db: Database, surveyId: string): Promise<boolean> {
	return (await overviewCustody(db, surveyId))?.ready ?? false;
}

/** Shared sets that a union's survey may use: its own and those of the unions above it. */
export async function listUsableKeySets(
	db: Database,
	unionPath: string
): Promise<{ id: string; title: string; unionName: string }[]> {
	const rows = await db
		.selectFrom('key_set')
		.innerJoin('union', 'union.id', 'key_set.union_id')
		.select(['key_set.id', 'key_set.title', 'union.name as unionName', 'union.path'])
		.where('shared', '=', 1)
		.orderBy('key_set.created_at', 'desc')
		.execute();
	return rows
		.filter(({ path }) => unionPath.startsWith(path))
		.map(({ id, title, unionName }) => ({ id, title, unionName }));
}
