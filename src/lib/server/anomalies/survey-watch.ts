import { isBurst } from '$lib/domain/anomaly';
import type { AnomalyTable } from '../database/schema/destruction';

const HOUR = 3_600_000;
/** Wrong codes of one survey that are remarkable. */
const manyWrong = 200;

interface Watched {
	/** When the present hour began. */
	hourFrom: number;
	inHour: number;
	largestHour: number;
	ballots: number;
	wrong: number;
}

/**
 * Counts what arrives at each survey, in memory alone: the ballots of the present hour and of the fullest one, and wrong
 * codes. When the survey is over a yes or no is left of it. A restart forgets, and then nothing is claimed.
 */
export interface SurveyWatch {
	noteBallot(surveyId: string, now: Date): void;
	noteWrongCode(surveyId: string): void;
	surveys(): string[];
	/** What was remarkable about a survey that is over; forgets it. */
	conclude(surveyId: string, openHours: number): AnomalyTable['kind'][];
}

export function createSurveyWatch(): SurveyWatch {
	const all = new Map<string, Watched>();
	const of = (surveyId: string): Watched => {
		const found = all.get(surveyId);
		if (found) return found;
		const fresh = { hourFrom: 0, inHour: 0, largestHour: 0, ballots: 0, wrong: 0 };
		all.set(surveyId, fresh);
		return fresh;
	};
	return {
		noteBallot: (surveyId, now) => countBallot(of(surveyId), now.getTime()),
		noteWrongCode: (surveyId) => void (of(surveyId).wrong += 1),
		surveys: () => [...all.keys()],
		conclude(surveyId, openHours) {
			const { largestHour, ballots, wrong } = of(surveyId);
			all.delete(surveyId);
			return [
				...(isBurst(largestHour, ballots, openHours) ? (['burst'] as const) : []),
				...(wrong >= manyWrong ? (['wrong_codes'] as const) : [])
			];
		}
	};
}

function countBallot(watched: Watched, now: number): void {
	if (now - watched.hourFrom >= HOUR) Object.assign(watched, { hourFrom: now, inHour: 0 });
	watched.inHour += 1;
	watched.ballots += 1;
	watched.largestHour = Math.max(watched.largestHour, watched.inHour);
}
