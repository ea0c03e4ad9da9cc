import { enhance } from '$app/forms';
import type { Action } from 'svelte/action';

/**
 * `use:enhance` that ignores a second click while the first is under way. Values stay in the fields:
 * what was saved is what stands there. After a refusal the first field to change has the focus, wherever in a long form
 * it is. Without scripts the form posts as any form does.
 */
export const submitOnce: Action<HTMLFormElement> = (form) =>
	enhance(form, ({ submitter, cancel }) => {
		if (form.ariaBusy === 'true') return cancel();
		form.ariaBusy = 'true';
		submitter?.setAttribute('aria-disabled', 'true');
		return async ({ update }) => {
			await update({ reset: false });
			form.ariaBusy = null;
			submitter?.removeAttribute('aria-disabled');
			form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
		};
	});
