import type { RequestEvent } from '@sveltejs/kit';

const LOGIN = '/office/login';

/** The login page that leads back to where the request was going; a form leads back to its page. */
export function loginAddress({ url, request, route }: RequestEvent): string {
	if (route.id === null || /\/(logout|account\/acting)$/.test(route.id)) return LOGIN;
	const search = request.method === 'GET' ? url.search : '';
	const address = url.pathname + search;
	return address === '/office' ? LOGIN : `${LOGIN}?next=${encodeURIComponent(address)}`;
}

/** Where to go after the login: an office page of this server, whatever the address says. */
export function readReturnAddress(next: string | null): string {
	if (!next || !/^\/office\/[^\\]*$/.test(next)) return '/office';
	const { origin, pathname, search } = new URL(next, 'http://office.invalid');
	const inside = origin === 'http://office.invalid' && pathname.startsWith('/office/');
	return inside && !/^\/office\/(login|logout)(\/|$)/.test(pathname)
		? pathname + search
		: '/office';
}
