import { instantToShanghai } from '$lib/domain/clock-time';
import type { Clock } from './clock';
import { toInstant, type Day } from './database/values';

/** The calendar day in Asia/Shanghai. */
export function today(clock: Clock): Day {
	return (instantToShanghai(toInstant(clock.now())) ?? '').slice(0, 10) as Day;
}
