import { rescueAdministrator } from './accounts/rescue-administrator';
import type { App } from './app';
import { databaseFile } from './database/dialect';
import { fillDemo, type Demo } from './demo/fill-demo';
import { settleFigures } from './overview/settle-figures';
import { Refused } from './refusals';
import { startTimekeeper } from './surveys/timekeeper';

/**
 * What happens once the server is composed: the demo is filled, what opens the office for the first time is shown, and time
 * is kept. Passwords and the set-up link go to the terminal and not to the log, which may be kept. Returns what stops it.
 */
export async function startUp(app: App): Promise<() => Promise<void>> {
	if (app.config.rescue) return rescue(app);
	if (app.config.demo) announceDemo(app, await fillDemo(app, (line) => say(`  ${line}`)));
	else if (app.setupToken) announceSetup(app.config.port, app.setupToken);
	// After a migration of many results this takes its time, and nobody should wait for it before a page.
	await settleFigures(app.db);
	return startTimekeeper(app);
}

/** The server does not start after this: src/start.ts ends it. */
async function rescue(app: App): Promise<() => Promise<void>> {
	const { rescue: username, databaseUrl } = app.config;
	// An address may hold a password.
	const where = databaseFile(databaseUrl) ?? 'DATABASE_URL';
	try {
		const password = await rescueAdministrator(app, username);
		say(`\n  One-time password of ${username} / 一次性密码: ${password}`);
		say('  No second factor, signed out everywhere / 两步验证已解除，各处已退出\n');
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		say(`\n  There is no administrator ${username} / 没有这个系统管理员 (${where})\n`);
		process.exitCode = 1;
	}
	return async () => undefined;
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

function announceSetup(port: number, token: string): void {
	const link = `http://localhost:${port}/office/setup/${token}`;
	say(`\n  First start: set up here / 首次使用，请打开这个链接完成设置: ${link}\n`);
}

function announceDemo(app: App, { logins, open }: Demo): void {
	say('\n  Demo accounts / 演示账号 (new passwords at every start / 每次启动重新生成密码)');
	for (const { username, name, password } of logins) {
		say(`    ${username.padEnd(9)} ${password}   ${name}`);
	}
	const [code] = open?.codes ?? [];
	if (open && code) {
		say('\n  Answer at once / 立即作答:');
		say(`    http://localhost:${app.config.port}/s/${open.surveyId}#${code}`);
		say(`    slips to print / 可打印的票: ${open.slips}`);
	}
	say('');
}
