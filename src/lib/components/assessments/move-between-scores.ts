/** Arrow keys and Enter lead through the column of scores, as in a spreadsheet; Shift+Enter leads back. */
export function moveBetweenScores(event: KeyboardEvent): void {
	const field = event.target;
	if (!(field instanceof HTMLInputElement) || event.isComposing) return;
	// Anywhere in the sheet Enter confirms a cell; it never sends the form.
	if (event.key === 'Enter') event.preventDefault();
	if (!field.matches('[data-score]')) return;
	const step = stepOf(event);
	if (step === 0) return;
	const all = [...(field.form?.querySelectorAll<HTMLInputElement>('input[data-score]') ?? [])];
	const next = all[all.indexOf(field) + step];
	event.preventDefault();
	if (!next) return;
	next.focus();
	next.select();
}

function stepOf({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): number {
	if (altKey || ctrlKey || metaKey) return 0;
	if (key === 'ArrowDown' || (key === 'Enter' && !shiftKey)) return 1;
	return key === 'ArrowUp' || (key === 'Enter' && shiftKey) ? -1 : 0;
}
