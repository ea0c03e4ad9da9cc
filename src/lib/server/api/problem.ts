import { error, type RequestEvent } from '@sveltejs/kit';

/** What a refused request is told, as RFC 9457 problem details. */
export interface Problem {
	status: number;
	title: string;
	/** What to do next. */
	detail: string;
	/** Parameters that cannot be used, with what is wrong. */
	errors?: Record<string, string>;
}

const problems = {
	token_missing: [
		401,
		'没有令牌',
		'请在请求头写 Authorization: Bearer 加令牌。令牌在“数据接口”页生成。'
	],
	token_unknown: [
		401,
		'令牌无效',
		'令牌不对、已撤销、已过期，或账号已停用。请到“数据接口”页重新生成。'
	],
	scope_missing: [403, '令牌没有这项权限', '生成令牌时没有选这项内容。请另外生成一个。'],
	not_found: [404, '没有找到', '没有这项内容，或令牌的账号无权查看。'],
	bad_query: [400, '参数不对', '请对照 errors 和接口说明修改参数。'],
	too_many: [429, '无效令牌次数过多', '请十五分钟后再试。']
} as const satisfies Record<string, [number, string, string]>;

type ProblemCode = keyof typeof problems;

/** Ends the request with a problem; the hook writes it out. */
export function refuseApi(
	event: Pick<RequestEvent, 'locals'>,
	code: ProblemCode,
	errors?: Record<string, string>
): never {
	const [status, title, detail] = problems[code];
	event.locals.problem = { status, title, detail, ...(errors ? { errors } : {}) };
	error(status, title);
}

const plainTitles: Record<number, string> = {
	404: '没有这个接口',
	405: '这个接口只能读取（GET）'
};

/** Whether an address belongs to the interface for other systems, where every refusal is problem+json. */
export function isApi(path: string): boolean {
	return path === '/api' || path.startsWith('/api/');
}

/** The answer to a request that was refused or failed, whatever made it. */
export function problemResponse(
	response: Response,
	{ locals, url }: Pick<RequestEvent, 'locals' | 'url'>
): Response {
	const { status } = response;
	const title = plainTitles[status] ?? (status < 500 ? '请求有误' : '系统出了点问题');
	const detail =
		status < 500 ? '请对照接口说明修改请求。' : '请稍后再试；仍然不行请联系系统管理员。';
	const body = {
		type: 'about:blank',
		title,
		detail,
		...locals.problem,
		status,
		instance: url.pathname
	};
	const headers = new Headers({ 'content-type': 'application/problem+json; charset=utf-8' });
	if (status === 401) headers.set('www-authenticate', 'Bearer realm="pingjia"');
	const allow = response.headers.get('allow');
	if (allow) headers.set('allow', allow);
	return new Response(JSON.stringify(body), { status, headers });
}
