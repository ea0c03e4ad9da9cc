import { RateLimiterMemory } from 'rate-limiter-flexible';

/** Wrong tokens from one address in a quarter of an hour, in memory only. A right one is never limited. */
export function createWrongTokenLimiter(): RateLimiterMemory {
	return new RateLimiterMemory({ points: 300, duration: 15 * 60 });
}
