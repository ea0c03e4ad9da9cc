/** Whether a phone that scans a code can reach an address at all. */

const loopback = /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\])$/;
const linkLocal = /^(169\.254\.\d+\.\d+|\[fe80:.*\])$/;
const localNetwork =
	/^(10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(1[6-9]|2\d|3[01])\.\d+\.\d+|\[f[cd].*\])$/;

function hostOf(address: string): string | null {
	return URL.canParse(address) ? new URL(address).hostname : null;
}

/** What is wrong with printing this address into QR codes, with what to do; null if phones can probably reach it. */
export function addressWarning(address: string): string | null {
	const host = hostOf(address);
	const next = '请系统管理员在“设置”里改为手机能打开的地址，再印码。';
	if (!host) return `还没有二维码地址，印出的码无法使用。${next}`;
	if (loopback.test(host))
		return `二维码地址 ${address} 指向“本机”，手机扫码后打开的是手机自己，无法作答。${next}`;
	if (linkLocal.test(host)) return `二维码地址 ${address} 是临时网络地址，手机打不开。${next}`;
	if (host.endsWith('.local'))
		return `二维码地址 ${address} 以 .local 结尾，多数安卓手机打不开。${next}`;
	if (!host.includes('.') && !host.startsWith('['))
		return `二维码地址 ${address} 只是一个计算机名，手机一般打不开。${next}`;
	return null;
}

/** What to keep in mind with an address that works: who can reach it, and how well it is protected; or null. */
export function addressNote(address: string): string | null {
	const host = hostOf(address);
	if (!host || addressWarning(address)) return null;
	if (localNetwork.test(host))
		return '这是局域网地址：会员的手机要连本单位的无线网络才能打开，用手机流量打不开。';
	if (address.startsWith('http:'))
		return '这个地址没有加密（http）。面向互联网使用时，请配置 https，以免作答内容在途中被看到。';
	return null;
}
