import { fail, type ActionFailure } from '@sveltejs/kit';
import { refusals } from './refusal-texts';

export type RefusalCode = keyof typeof refusals;

/** An expected failure. Thrown, so that the transaction around it rolls back; caught only by `attempt`. */
export class Refused extends Error {
	/** @param about - what in particular, named before the text. */
	constructor(
		readonly code: RefusalCode,
		readonly about = ''
	) {
		super(code);
		this.name = 'Refused';
	}

	get status(): number {
		return refusals[this.code][0];
	}

	/** What to tell the person, in Chinese. */
	get text(): string {
		const [, text] = refusals[this.code];
		return this.about === '' ? text : `${this.about}：${text}`;
	}
}

/** What a page gets back from a refused action: the message above the form, what was typed, and no field's error. */
export interface RefusedForm<V> {
	message: string;
	values: V;
	errors: Record<string, string>;
}

/** What to tell for a code that came back in an address; null if it is none. */
export function refusalText(code: string | null): string | null {
	return code !== null && Object.hasOwn(refusals, code) ? refusals[code as RefusalCode][1] : null;
}

/** Runs a form action's one call; a refusal becomes the form's message and gives back what was typed. */
export async function attempt<T, V extends Record<string, unknown>>(
	values: V,
	act: () => Promise<T>
): Promise<T | ActionFailure<RefusedForm<V>>> {
	try {
		return await act();
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		return fail(error.status, { message: error.text, values, errors: {} });
	}
}
