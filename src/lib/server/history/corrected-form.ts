import { countFields } from '$lib/domain/paper-count';
import type { Database } from '../database/open';
import { readHistory } from './read-history';

/** What was typed once, and why it was not accepted. */
export interface CorrectedForm {
	id: string;
	reason: string | null;
	/** By the fields of the form; of a small group no counts, since none were kept. */
	values: Record<string, string>;
}

/** A refused or withdrawn result of this union as a form to correct; null for any other. */
export async function correctedForm(
	db: Database,
	unionId: string,
	resultId: string
): Promise<CorrectedForm | null> {
	const [view] = await readHistory(db, [resultId]);
	if (view?.union.id !== unionId) return null;
	const { result } = view;
	if (result.status !== 'refused' && result.status !== 'void') return null;
	const { subject, sealed } = result;
	const account = Object.fromEntries(result.reconciliation.map(({ key, value }) => [key, value]));
	const figures = [
		...(['eligible', 'issued', 'returned'] as const).map((key) => [key, account[key]] as const),
		...countFields.map((key) => [key, sealed[key]] as const)
	].map(([key, value]) => [`${subject}.${key}`, value?.toString() ?? '']);
	return {
		...{ id: resultId, reason: view.reason },
		values: {
			...{ year: String(result.year), electorate: result.electorate, note: result.note ?? '' },
			...{ chair: result.personName ?? '', replaces: resultId },
			...Object.fromEntries(figures)
		}
	};
}
