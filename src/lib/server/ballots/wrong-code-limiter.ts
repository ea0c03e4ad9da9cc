import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

const TEN_MINUTES = 10 * 60;

/**
 * Wrong codes, per survey and address and per survey as a whole; in memory only, and only a keyed survey's own counter.
 * A factory shares one address, so both are generous, and neither is asked before a code was found to be wrong: whoever
 * holds a valid slip is never kept from using it. Guessing is hopeless anyway (10^15 codes); this keeps it from being
 * noise in the log and load on the server.
 */
export interface WrongCodeLimiter {
	/** Counts one wrong code; true once there were too many. */
	exceeds(surveyId: string, address: string): Promise<boolean>;
}

export function createWrongCodeLimiter(): WrongCodeLimiter {
	const bySurvey = new RateLimiterMemory({ points: 1000, duration: TEN_MINUTES });
	const byAddress = new RateLimiterMemory({ points: 100, duration: TEN_MINUTES });
	return {
		async exceeds(surveyId, address) {
			const passed = await Promise.all([
				consume(bySurvey, surveyId),
				consume(byAddress, `${surveyId}|${address}`)
			]);
			return passed.includes(false);
		}
	};
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<boolean> {
	try {
		await limiter.consume(key);
		return true;
	} catch (rejected) {
		if (rejected instanceof Error) throw rejected;
		return (rejected as RateLimiterRes).remainingPoints > 0;
	}
}
