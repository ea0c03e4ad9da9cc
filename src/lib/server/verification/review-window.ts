import type { App } from '../app';
import type { Survey } from '../database/schema/survey';
import { toInstant, type Instant } from '../database/values';
import { viewWindow } from '../destruction/window-view';

/** Until when the review bundle may be taken, and whether it may be now; null before the count. */
export async function readReviewWindow(
	app: App,
	survey: Survey
): Promise<{ endsAt: Instant; ready: boolean } | null> {
	const window = await viewWindow(app, survey);
	if (!window) return null;
	const { phase, endsAt } = window;
	return { endsAt, ready: phase === 'waiting' && toInstant(app.clock.now()) < endsAt };
}
