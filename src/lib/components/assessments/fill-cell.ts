import type { CellContent, CellName } from '$lib/domain/score-cell';
import { cellInputs } from '$lib/domain/score-form';

/** Puts a content into the inputs of a cell, as if it had been typed. */
export function fillCell(form: HTMLFormElement, name: CellName, content: CellContent): void {
	const note = form.elements.namedItem(cellInputs.note(name));
	if (note instanceof HTMLInputElement || note instanceof HTMLTextAreaElement)
		note.value = content.note;
	if (!name.field.startsWith('rate.'))
		return fill(form.elements.namedItem(cellInputs.value(name)), content.value);
	const [num = '', den = ''] = content.value.split('/');
	const part = (which: 'num' | 'den') =>
		form.elements.namedItem(cellInputs.part(name.field, name.criterionId, which));
	fill(part('num'), num);
	fill(part('den'), den);
}

function fill(field: Element | RadioNodeList | null, value: string): void {
	if (field instanceof RadioNodeList) field.value = value;
	else if (field instanceof HTMLInputElement && field.type === 'checkbox')
		field.checked = value !== '';
	else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
		field.value = value;
	// Whoever opens the details must see what was typed in them.
	const inside = field instanceof Element ? field.closest('details') : null;
	if (inside && value !== '') inside.open = true;
}
