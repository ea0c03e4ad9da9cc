import type { PublicationRule } from '$lib/domain/rules';
import { isPublishing } from '$lib/domain/publication-period';
import type { App } from '../app';
import { today } from '../clock';
import type { Survey } from '../database/schema/survey';
import { listResults } from '../results/read-results';
import { addressWarning } from '../settings/address-warning';
import { readPublicAddress } from '../settings/public-address';
import { qrSvg } from '../slips/qr-svg';
import { resultsAddress } from '../slips/survey-address';
import { previewPage } from './preview-page';
import { listPublications, type Publication } from './read-publications';

/** Everything that the office's page of a publication shows. */
export interface PublicationDesk {
	/** The latest first. */
	publications: Publication[];
	/** The first of them stands: members can open the page. */
	stands: boolean;
	/** Its days are not over. */
	running: boolean;
	/** Where members open it. */
	address: string;
	qr: string;
	/** Why phones cannot open it. */
	warning: string | null;
	rule: PublicationRule;
	/** Approved historical figures that could be listed in the archive. */
	historicalYears: number[];
	/** The document as it would be, where nothing stands. */
	preview: string | null;
}

export async function publicationDesk(app: App, survey: Survey): Promise<PublicationDesk> {
	const publications = await listPublications(app.db, survey.id);
	const [latest] = publications;
	const stands = latest?.withdrawn_at === null && survey.state !== 'void';
	const period = { from: latest?.from_day ?? '', to: latest?.to_day ?? '' };
	const base = await readPublicAddress(app);
	const address = resultsAddress(base, survey.id);
	const rule = app.rubrics.rules.publication;
	const proposed = { days: rule.days, contact: '（公示时填写）' };
	const possible = !stands && survey.state !== 'void';
	return {
		running: stands && isPublishing(period, today(app.clock)),
		...{ publications, stands, address, qr: qrSvg(address), warning: addressWarning(base), rule },
		historicalYears: await listHistoricalYears(app, survey.union_id),
		preview: possible ? await previewPage(app, survey.id, proposed) : null
	};
}

async function listHistoricalYears({ db }: App, unionId: string): Promise<number[]> {
	const rows = await listResults(db, [unionId]);
	const approved = rows.filter(({ source, status }) => source === 'history' && status === 'valid');
	return [...new Set(approved.map(({ year }) => year))].sort((a, b) => a - b);
}
