import { x25519 } from '@noble/curves/ed25519.js';
import type { Holder, PublicKeys } from '$lib/domain/custody/box-key';
import type { HolderRole } from '$lib/domain/custody/holder-role';
import type { Database } from '../database/open';
import type { Custodian } from '../database/schema/custody';
import { findInvited } from './invitation';
import { listCustodians, publicKeysOf } from './key-set';
import { listShares, rehearsedHolders } from './key-shares';
import { listSurveysOf, type KeySetSurvey } from './key-set-surveys';

/** A place of a set, as the three holders see it. */
export interface Place {
	idx: Holder;
	role: HolderRole;
	name: string | null;
	publicKey: Uint8Array | null;
	madeOn: string | null;
}

/** What the page behind a holder's link needs. */
export interface HolderPage {
	keySet: { id: string; title: string; unionName: string; shared: boolean };
	own: Place;
	places: Place[];
	publicKeys: PublicKeys | null;
	/** Surveys that wait for the rehearsal or had it. */
	drafts: KeySetSurvey[];
	/** Surveys that have opened with these sheets. */
	opened: KeySetSurvey[];
	/** Public half of the challenge; null where nothing can be rehearsed now. */
	challenge: Uint8Array | null;
	/** Whether this holder has rehearsed for every draft. */
	rehearsed: boolean;
}

export function placeOf({ idx, role, name, public_key, made_on }: Custodian): Place {
	const publicKey = public_key && new Uint8Array(public_key);
	return { idx, role, name, publicKey, madeOn: made_on };
}

/** The page of the holder whose link it is, or null for an unknown one. */
export async function readHolderPage(db: Database, token: unknown): Promise<HolderPage | null> {
	const invited = await findInvited(db, token);
	if (!invited) return null;
	const { keySet, custodian } = invited;
	const custodians = await listCustodians(db, keySet.id);
	const surveys = await listSurveysOf(db, keySet.id);
	const drafts = surveys.filter(({ state }) => state === 'draft');
	const publicKeys = publicKeysOf(custodians);
	const ready = publicKeys !== null && drafts.length > 0 && custodian.challenge !== null;
	const { name: unionName } = await db
		.selectFrom('union')
		.select('name')
		.where('id', '=', keySet.union_id)
		.executeTakeFirstOrThrow();
	return {
		keySet: { id: keySet.id, title: keySet.title, unionName, shared: keySet.shared === 1 },
		own: placeOf(custodian),
		places: custodians.map(placeOf),
		publicKeys,
		drafts,
		opened: surveys.filter(({ state }) => state !== 'draft'),
		challenge:
			ready && custodian.challenge
				? x25519.getPublicKey(new Uint8Array(custodian.challenge))
				: null,
		rehearsed: drafts.length > 0 && (await hasRehearsed(db, custodian.idx, drafts))
	};
}

async function hasRehearsed(db: Database, idx: Holder, drafts: KeySetSurvey[]): Promise<boolean> {
	for (const { id } of drafts)
		if (!rehearsedHolders(await listShares(db, id)).includes(idx)) return false;
	return true;
}
