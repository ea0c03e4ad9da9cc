import { shanghaiYear } from '$lib/domain/clock-time';
import type { App } from '../app';
import { toInstant } from '../database/values';
import { readDemoCounty } from './county';
import { renewDemoPasswords, seedAccounts } from './seed-accounts';
import { seedDraws } from './seed-draws';
import { seedHistory } from './seed-history';
import { seedImports } from './seed-imports';
import { seedImprovements } from './seed-improvements';
import { seedInspections } from './seed-inspections';
import { seedRedaction } from './seed-redaction';
import { seedRounds } from './seed-rounds';
import { seedLastYear, seedThisYear, seedYearBefore, type OpenDemoSurvey } from './seed-surveys';
import { seedSuperior } from './seed-superior';
import { seedUnions } from './seed-unions';
import { seedWaitingHistory } from './seed-waiting-history';
import { writeSlips } from './write-slips';

export interface Demo {
	logins: { username: string; name: string; password: string }[];
	/** Null when the county was there already: codes can be read only once. */
	open: (OpenDemoSurvey & { slips: string }) | null;
}

/** Fills an empty installation with the demo county; one that holds unions already only gets fresh passwords. */
export async function fillDemo(app: App, report: (line: string) => void): Promise<Demo> {
	const { count } = await app.db
		.selectFrom('union')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	const open = count > 1 ? null : await fill(app, report);
	return { logins: await renewDemoPasswords(app), open };
}

async function fill(app: App, report: (line: string) => void): Promise<NonNullable<Demo['open']>> {
	const county = readDemoCounty();
	const thisYear = shanghaiYear(toInstant(app.clock.now())) ?? app.clock.now().getUTCFullYear();
	report('creating the tree of unions, chairs and titles');
	const seeded = await seedUnions(app, county, thisYear);
	const accounts = await seedAccounts(app, seeded);
	const supervisorId = accounts.get('xian') ?? '';
	const cast = { seeded, supervisorId, staffId: accounts.get('ganshi') ?? '' };
	report('entering four years of paper results');
	await seedHistory(app, county, seeded, thisYear, supervisorId);
	await seedWaitingHistory(app, { seeded, accounts }, thisYear);
	await seedInspections(app, county, seeded, supervisorId);
	report('holding last year’s surveys: sealed ballots, opened and counted');
	await seedYearBefore(app, county, cast, thisYear);
	await seedLastYear(app, county, cast, thisYear, (done, of) => {
		if (done % 20 === 0 || done === of) report(`  ${done} of ${of}`);
	});
	await seedImprovements(app, seeded, thisYear, cast.staffId);
	const visited = county.grassroots.find((union) => union.open)?.code ?? '';
	await seedRedaction(app, seeded.unionIds.get(visited) ?? '', supervisorId);
	await seedDraws(app, seeded, thisYear, supervisorId);
	report('opening this year’s');
	const open = await seedThisYear(app, county, cast, thisYear);
	report('asking the chairs below about the unions above them');
	const city = accounts.get('shi') ?? '';
	await seedSuperior(app, county, { seeded, city, supervisor: supervisorId }, thisYear);
	report('opening this year’s rounds of assessment');
	await seedRounds(app, county, { seeded, accounts }, thisYear);
	await seedImports(app, thisYear, supervisorId);
	return { ...open, slips: await writeSlips(app, open) };
}
