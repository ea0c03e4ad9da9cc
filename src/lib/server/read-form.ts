import { error } from '@sveltejs/kit';

/** Control characters other than tab and line ends: no form of ours sends them, and PostgreSQL stores no NUL. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** The posted fields without control characters; null for a body that is no form. Throws 413 where it is too large. */
export async function readFormOrNull(request: Request): Promise<FormData | null> {
	try {
		return withoutControls(await request.formData());
	} catch (thrown) {
		if (thrown instanceof TypeError) return null;
		throw thrown;
	}
}

/** The posted fields without control characters. Throws 400 for a body that is no form. */
export async function readForm(request: Request): Promise<FormData> {
	return (await readFormOrNull(request)) ?? error(400, '提交的格式不对。请用网页上的表单填写。');
}

function withoutControls(form: FormData): FormData {
	const clean = new FormData();
	for (const [name, value] of form) {
		const key = name.replace(CONTROLS, '');
		if (typeof value === 'string') clean.append(key, value.replace(CONTROLS, ''));
		else clean.append(key, value);
	}
	return clean;
}
