import type { RequestEvent } from '@sveltejs/kit';
import { readFormOrNull } from '../read-form';

const MESSAGE =
	'登录已经到时，这次没有提交，填写的内容还在。请在浏览器的新标签页里重新登录，再回到这里提交一次。';

/**
 * The answer to a form that a page sent by script after its session ended: the page stays as it is, with what was typed
 * and why it was not taken. Null for any other request.
 */
export async function answerEnded({ request }: RequestEvent): Promise<Response | null> {
	if (request.method !== 'POST' || request.headers.get('x-sveltekit-action') !== 'true')
		return null;
	const form = await readFormOrNull(request);
	const typed = [...(form ?? [])].filter((field): field is [string, string] => isShown(field));
	const failure = {
		type: 'failure',
		status: 401,
		data: flatten(MESSAGE, Object.fromEntries(typed))
	};
	return Response.json(failure, { headers: { 'cache-control': 'no-store' } });
}

/** Passwords and codes are never sent back into a page. */
function isShown([name, value]: [string, FormDataEntryValue]): boolean {
	return typeof value === 'string' && !/password|current|repeated|code|seed/i.test(name);
}

/** `{ message, values, errors: {} }` in the flat form in which a page reads the result of its form. */
function flatten(message: string, values: Record<string, string>): string {
	const names = Object.keys(values);
	const places = Object.fromEntries(names.map((name, n) => [name, n + 4]));
	return JSON.stringify([
		{ message: 1, values: 2, errors: 3 },
		message,
		places,
		{},
		...names.map((name) => values[name])
	]);
}
