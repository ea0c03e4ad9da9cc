import type { Counts } from '$lib/domain/counts';
import type { Fraction } from '$lib/domain/fraction';
import type { DemoGrassroots } from './county';

/** Pseudo-random numbers in [0, 1) that are the same at every start (mulberry32); for invented figures only. */
export function seededRandom(seed: string): () => number {
	let state = [...seed].reduce(
		(hash, char) => Math.imul(hash ^ char.charCodeAt(0), 16777619),
		2166136261
	);
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

/** Shares of 满意 and 不满意 among opinions, and of 不了解 among ballots: from, to. */
const profiles = {
	excellent: { satisfied: [0.74, 0.86], dissatisfied: [0.005, 0.03], unsure: [0, 0.02] },
	good: { satisfied: [0.58, 0.72], dissatisfied: [0.05, 0.11], unsure: [0.01, 0.05] },
	fair: { satisfied: [0.45, 0.6], dissatisfied: [0.11, 0.19], unsure: [0.02, 0.08] },
	weak: { satisfied: [0.3, 0.45], dissatisfied: [0.2, 0.34], unsure: [0.05, 0.12] },
	unanimous: { satisfied: [1, 1], dissatisfied: [0, 0], unsure: [0, 0] }
} as const satisfies Record<DemoGrassroots['profile'], Record<string, readonly [number, number]>>;

export interface DemoFigures {
	eligible: number;
	issued: number;
	home: Counts;
	chair: Counts;
}

/** What a union's members said in a year (-5 … 0): what the county file states, else what the profile makes likely. */
export function figuresFor(union: DemoGrassroots, year: number): DemoFigures {
	const random = seededRandom(`${union.code}/${year}`);
	const eligible = union.eligible[year] ?? grown(union.members, year);
	const stated = union.home[year] ?? union.chair[year];
	const turnout = union.turnout[year] ?? between([0.72, 0.96], random);
	const returned = stated ? stated.reduce((sum, n) => sum + n, 0) : Math.round(eligible * turnout);
	return {
		eligible,
		issued: Math.max(returned, Math.round(eligible * 0.98)),
		home: fromTuple(union.home[year]) ?? draw(union.profile, returned, random),
		chair: fromTuple(union.chair[year]) ?? draw(union.profile, returned, random)
	};
}

/** 参评率 stated so low that the supervisor has to agree. */
export function minTurnoutFor(union: DemoGrassroots, year: number): Fraction {
	return union.consent.includes(year) ? { num: 1, den: 2 } : { num: 2, den: 3 };
}

function grown(members: number, year: number): number {
	return Math.max(5, Math.round(members * (1 + year * 0.02)));
}

function between([from, to]: readonly [number, number], random: () => number): number {
	return from + (to - from) * random();
}

function draw(profile: DemoGrassroots['profile'], returned: number, random: () => number): Counts {
	const shares = profiles[profile];
	const unsure = Math.round(returned * between(shares.unsure, random));
	const opinions = returned - unsure;
	const dissatisfied = Math.round(opinions * between(shares.dissatisfied, random));
	const satisfied = Math.min(
		opinions - dissatisfied,
		Math.round(opinions * between(shares.satisfied, random))
	);
	return {
		...{ satisfied, basically_satisfied: opinions - dissatisfied - satisfied, dissatisfied },
		...{ unsure, blank: 0, invalid: 0 }
	};
}

function fromTuple(tuple: [number, number, number, number] | undefined): Counts | null {
	if (!tuple) return null;
	const [satisfied, basically_satisfied, dissatisfied, unsure] = tuple;
	return { satisfied, basically_satisfied, dissatisfied, unsure, blank: 0, invalid: 0 };
}
