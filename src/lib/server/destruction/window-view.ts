import type { App } from '../app';
import type { Survey } from '../database/schema/survey';
import type { Instant } from '../database/values';
import { readDisputeWindow, type Extension } from './dispute-window';

/** The dispute window as a page shows it. */
export interface WindowView {
	phase: 'waiting' | 'destroying' | 'destroyed';
	windowDays: number;
	extensionDays: number;
	endsAt: Instant;
	extensions: Extension[];
	completedAt: Instant | null;
}

/** null before the count. */
export async function viewWindow(app: App, survey: Survey): Promise<WindowView | null> {
	const window = await readDisputeWindow(app.db, app.rubrics.rules, survey);
	if (!window) return null;
	const { windowDays, extensionDays, endsAt, extensions, destruction } = window;
	const completedAt = destruction?.completed_at ?? null;
	const begun = destruction === null ? 'waiting' : 'destroying';
	return {
		phase: completedAt === null ? begun : 'destroyed',
		...{ windowDays, extensionDays, endsAt, extensions, completedAt }
	};
}
