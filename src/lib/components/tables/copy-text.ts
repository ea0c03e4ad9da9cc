/** Puts a text on the clipboard; false where the browser forbids it. Over plain http there is only the old way. */
export async function copyText(text: string): Promise<boolean> {
	if (!window.isSecureContext) return copyField(text);
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch (error) {
		if (error instanceof DOMException) return copyField(text);
		throw error;
	}
}

function copyField(text: string): boolean {
	const field = document.createElement('textarea');
	field.value = text;
	field.style.position = 'fixed';
	field.style.opacity = '0';
	const before = document.activeElement;
	document.body.append(field);
	field.select();
	const copied = document.execCommand('copy');
	field.remove();
	if (before instanceof HTMLElement) before.focus();
	return copied;
}
