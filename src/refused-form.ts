import type { IncomingMessage, ServerResponse } from 'node:http';

/** How SvelteKit begins its answer to a form that does not say it comes from a page of this server. */
const refusal = /^Cross-site \w+ form submissions are forbidden/;

/** What the person reads instead. It runs no script and loads nothing. */
const page = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>没有收到 · 评家</title>
<link rel="icon" href="data:,">
<style>body{max-width:32rem;margin:2rem auto;padding:0 1rem;font:1.125rem/1.7 system-ui,sans-serif;color:#1f2937}h1{font-size:1.5rem}li{margin:.5rem 0}</style>
</head>
<body>
<h1>刚才填写的没有收到</h1>
<p>浏览器没有说明这张表是从本网站的页面提交的。为防止别的网站冒用您的名义，系统没有接收：什么都没有保存，评议的码也没有用掉，可以重新提交。</p>
<p>请这样做：</p>
<ol>
<li>回到票上的二维码重新扫一次（办公页面请重新输入网址），在打开的页面里填写并提交；不要用保存下来的网页。</li>
<li>还是不行，请换一个浏览器（例如手机自带的浏览器），或关掉改动网页、隐藏来源的插件。</li>
<li>再不行，请告诉发票的工会干事，或本系统的管理员。</li>
</ol>
<p><a href="/">回到首页</a></p>
</body>
</html>
`;

/**
 * Puts a page in Chinese in place of the English line with which SvelteKit refuses such a form before any code of ours
 * runs. Whether it is refused is for SvelteKit alone to say: only the words of an answer with status 403 change.
 */
export function explainRefusedForm(req: IncomingMessage, res: ServerResponse): void {
	if (req.method === 'GET' || req.method === 'HEAD') return;
	const { writeHead, write } = res;
	// The headers go out with the first bytes of the body, when it is known what it says.
	res.writeHead = (...all: unknown[]) => {
		res.writeHead = writeHead;
		const plain = /^(undefined|text\/plain)/.test(String(res.getHeader('content-type')));
		if (all[0] !== 403 || all.length > 1 || !plain) return Reflect.apply(writeHead, res, all);
		res.statusCode = 403;
		return res;
	};
	res.write = (...all: unknown[]) => {
		res.write = write;
		if (res.headersSent || !isRefusal(all[0])) return Reflect.apply(write, res, all) as boolean;
		setPageHeaders(res);
		return res.write(page);
	};
}

function isRefusal(chunk: unknown): boolean {
	return chunk instanceof Uint8Array && refusal.test(Buffer.from(chunk).toString('utf8'));
}

function setPageHeaders(res: ServerResponse): void {
	const headers = {
		'content-type': 'text/html; charset=utf-8',
		'content-length': String(Buffer.byteLength(page)),
		'content-security-policy':
			"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
		'cache-control': 'no-store',
		'referrer-policy': 'same-origin',
		'x-content-type-options': 'nosniff',
		'x-frame-options': 'DENY'
	};
	res.removeHeader('etag');
	for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
}
