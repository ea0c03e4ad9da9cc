import { randomUUID } from 'node:crypto';
import * as env from '$app/env/private';
import { building } from '$app/env';
import type { Handle, HandleServerError, RequestEvent, ServerInit } from '@sveltejs/kit';
import { lookAttributes } from '$lib/domain/look';
import { readActor } from '$lib/server/accounts/actor';
import { guardOffice, isQuietRoute } from '$lib/server/accounts/guard-office';
import { isApi, problemResponse } from '$lib/server/api/problem';
import { createApp, resolveConfig, type App } from '$lib/server/app';
import { readLook } from '$lib/server/look';
import { isPublicRoute, servePublic } from '$lib/server/member-page/serve-public';
import { startUp } from '$lib/server/start-up';

let app: App;

export const init: ServerInit = async () => {
	if (building) return;
	app = await createApp(resolveConfig(env));
	const stopTime = await startUp(app);
	process.once('sveltekit:shutdown', () => void stopTime().then(() => app.dispose()));
};

/** PostgreSQL takes no NUL in a text, and no link of ours has one. */
function refuseAddress(event: RequestEvent): Response {
	if (isApi(event.url.pathname)) return problemResponse(new Response(null, { status: 400 }), event);
	const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
	return new Response('网址不对。请检查网址，或从首页重新进入。', { status: 400, headers });
}

const answerTo: Handle = async ({ event, resolve }) => {
	if (isApi(event.url.pathname)) {
		const response = await resolve(event);
		return response.status >= 400 ? problemResponse(response, event) : response;
	}
	if (isPublicRoute(event.route.id)) return servePublic({ event, resolve });
	const look = lookAttributes(readLook(event.cookies));
	return resolve(event, {
		transformPageChunk: ({ html }) => html.replace(/^<!doctype html>\s*<html/, `$&${look}`)
	});
};

async function answerOffice(
	event: RequestEvent,
	route: string,
	answer: () => Response | Promise<Response>
): Promise<Response> {
	const { headers, method } = event.request;
	const actor = await readActor(app, headers, { quiet: isQuietRoute(route, method) });
	event.locals.actor = actor;
	return (await guardOffice(event, actor)) ?? answer();
}

export const handle: Handle = async ({ event, resolve }) => {
	if (/%00/.test(event.url.pathname + event.url.search)) return refuseAddress(event);
	event.locals.app = app;
	event.locals.actor = null;
	const route = event.route.id;
	const response = route?.startsWith('/office')
		? await answerOffice(event, route, () => answerTo({ event, resolve }))
		: await answerTo({ event, resolve });
	response.headers.set('Referrer-Policy', 'same-origin');
	response.headers.set('X-Content-Type-Options', 'nosniff');
	response.headers.set('X-Frame-Options', 'DENY');
	if (route?.startsWith('/office')) response.headers.set('Cache-Control', 'no-store');
	return response;
};

/** Requests that no page of ours sends: nothing broke, so nothing is logged. */
const refusedRequests: Record<number, string> = {
	404: '没有这个页面。请检查网址，或从首页重新进入。',
	405: '这个页面只能查看，不能提交。请返回上一页重试。',
	413: '提交的内容太大。请删减后再试。',
	415: '提交的格式不对。请用网页上的表单填写。'
};

/** Logs what broke without what was sent, and gives the person a number to quote. */
export const handleError: HandleServerError = ({ error, event, status }) => {
	if (status < 500) return { message: refusedRequests[status] ?? '请求有误。请返回上一页重试。' };
	const reference = randomUUID().slice(0, 8);
	// Some libraries throw errors whose stack is empty.
	const stack = (error instanceof Error && error.stack) || String(error);
	app.log.error(
		{ reference, route: event.route.id, method: event.request.method, stack },
		'failed'
	);
	const help = `需要帮助时，请把编号 ${reference} 告诉系统管理员。`;
	// A ballot may have been stored before something broke; sending the same form again counts it once.
	const isBallot = isPublicRoute(event.route.id) && event.request.method === 'POST';
	const what = isBallot
		? '系统出了点问题，还不能确定票有没有收到。请过一会儿刷新这个页面，浏览器问要不要重新提交时选“是”：同一张票不会重复计。'
		: '系统出了点问题，您填写的内容没有保存。请稍后再试。';
	if (isApi(event.url.pathname))
		event.locals.problem = { status, title: '系统出了点问题', detail: `请稍后再试。${help}` };
	return { message: what + help };
};
