import type { Attachment } from 'svelte/attachments';
import { on } from 'svelte/events';

/**
 * A disclosure that hangs over the page: closed by Escape, which gives the focus back, and by a click, the focus or a
 * page elsewhere. Without scripts it is a plain disclosure.
 */
export const menu: Attachment<HTMLDetailsElement> = (details) => {
	const closeOutside = ({ target }: Event) => {
		if (!(target instanceof Node && details.contains(target))) details.open = false;
	};
	const closeOnEscape = ({ key }: KeyboardEvent) => {
		if (key !== 'Escape' || !details.open) return;
		details.open = false;
		details.querySelector('summary')?.focus();
	};
	const ends = [
		on(window, 'click', closeOutside),
		on(window, 'focusin', closeOutside),
		on(window, 'keydown', closeOnEscape)
	];
	return () => ends.forEach((end) => end());
};
