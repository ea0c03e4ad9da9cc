import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Counts, SealedCounts } from './counts.ts';
import { anyCounts } from './samples.ts';
import {
	breakdownAllowed,
	commentsReleased,
	opinions,
	sealOverall,
	sealQuestion,
	smallestGroup,
	type SuppressionRule
} from './suppression.ts';

/*
 * A roster of members who answer an overall question and others, in groups. Whatever is published of it, taken alone,
 * added up or subtracted from each other, describes the opinions of nobody or of at least k people.
 */
const rule: fc.Arbitrary<SuppressionRule> = fc
	.record({ k: fc.integer({ min: 10, max: 15 }), more: fc.nat(30) })
	.map(({ k, more }) => ({
		...{ k, floor: 5, collapseBelow: k + more },
		unanimity: {
			...{ satisfied: 'show', basically_satisfied: 'collapse' },
			...{ dissatisfied: 'show', unsure: 'show' }
		}
	}));

const numbers = (sealed: SealedCounts) =>
	Object.values(sealed).filter((value) => typeof value === 'number');

/** People whose opinions the published numbers of one question are about; null: nothing is published. */
function described(sealed: SealedCounts): number | null {
	if (sealed.disclosure === 'suppressed') return null;
	return (sealed.favourable ?? 0) + (sealed.dissatisfied ?? 0);
}

test('no question publishes anything about 1 to 9 people', () => {
	fc.assert(
		fc.property(
			rule,
			anyCounts(60),
			fc.array(anyCounts(60), { maxLength: 6 }),
			(one, all, items) => {
				const overall = sealOverall(all, one);
				const sealed = [overall, ...items.map((item) => sealQuestion(item, all, one))];
				for (const question of sealed) {
					const people = described(question);
					if (people === null) expect(numbers(question)).toEqual([]);
					else expect(people).toBeGreaterThanOrEqual(10);
				}
				// A suppressed whole leaves nothing to subtract from.
				if (overall.disclosure === 'suppressed')
					expect(sealed.every(({ disclosure }) => disclosure === 'suppressed')).toBe(true);
			}
		),
		{ numRuns: 20_000 }
	);
});

test('no group that is shown, and no remainder of groups, is of 1 to 9 people', () => {
	const groups = fc.array(fc.nat(40), { minLength: 1, maxLength: 7 });
	fc.assert(
		fc.property(groups, fc.integer({ min: 10, max: 15 }), (parts, k) => {
			if (!breakdownAllowed(parts, k)) return;
			const whole = parts.reduce((sum, part) => sum + part, 0);
			// Every union of groups, and what is left without it.
			for (let chosen = 0; chosen < 2 ** parts.length; chosen++) {
				const inside = parts
					.filter((_, index) => (chosen >> index) & 1)
					.reduce((sum, part) => sum + part, 0);
				for (const people of [inside, whole - inside])
					expect(people === 0 || people >= 10).toBe(true);
			}
		}),
		{ numRuns: 20_000 }
	);
});

/** A member: the group they belong to, and what they answered to the overall question and to two others. */
interface Member {
	group: number;
	answers: Answer[];
}
type Answer = keyof Counts;

const opinionated: Answer[] = ['satisfied', 'basically_satisfied', 'dissatisfied'];
const roster: fc.Arbitrary<Member[]> = fc
	.record({
		groups: fc.integer({ min: 1, max: 4 }),
		// Some questions are skipped by nearly everybody.
		skipped: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
		size: fc.integer({ min: 1, max: 70 })
	})
	.chain(({ groups, skipped, size }) => {
		const opinion = fc.constantFrom(...opinionated);
		const answer = (skip: boolean) =>
			fc.oneof(
				{ weight: skip ? 1 : 9, arbitrary: opinion },
				{ weight: skip ? 6 : 1, arbitrary: fc.constantFrom<Answer>('unsure', 'blank', 'invalid') }
			);
		const answers = fc.tuple(...skipped.map(answer));
		const member = fc.record({ group: fc.nat(groups - 1), answers });
		return fc.array(member, { minLength: size, maxLength: size });
	});

function count(members: readonly Member[], question: number): Counts {
	const counts = { satisfied: 0, basically_satisfied: 0, dissatisfied: 0 };
	const all: Counts = { ...counts, unsure: 0, blank: 0, invalid: 0 };
	for (const { answers } of members) all[answers[question] ?? 'blank'] += 1;
	return all;
}

type Publish = (members: readonly Member[], rule: SuppressionRule) => unknown;

const groupsOf = (members: readonly Member[]) => [...Map.groupBy(members, ({ group }) => group)];

/** Everything a survey with a breakdown publishes. */
const publish: Publish = (members, rule) => {
	const all = count(members, 0);
	const groups = groupsOf(members).map(([group, part]) => ({ group, counts: count(part, 0) }));
	const parts = groups.map(({ counts }) => opinions(counts));
	return {
		returned: members.length,
		questions: [
			sealOverall(all, rule),
			sealQuestion(count(members, 1), all, rule),
			sealQuestion(count(members, 2), all, rule)
		],
		comments: commentsReleased(opinions(all), members.length, rule),
		groups: breakdownAllowed(parts, smallestGroup(rule))
			? groups.map(({ group, counts }) => ({ group, ...sealOverall(counts, rule) }))
			: null
	};
};

/** The same people, a few of whom have another opinion: one roster per way of it. */
function* neighbours(members: readonly Member[], few: number): Generator<Member[]> {
	for (const question of [0, 1, 2]) {
		const voiced = opinions(count(members, question));
		// Too few to be told about: whatever they think must make no difference.
		if (voiced > 0 && voiced < few)
			for (const turn of [1, 2]) yield members.map((member) => turned(member, question, turn));
	}
	for (const [group, part] of groupsOf(members)) {
		const voiced = opinions(count(part, 0));
		// A few people in a larger whole: that it was they and not others must make no difference.
		if (voiced > 0 && voiced < few) yield* exchanges(members, group);
	}
}

function turned(member: Member, question: number, turn: number): Member {
	const at = opinionated.indexOf(member.answers[question] ?? 'blank');
	if (at < 0) return member;
	return withAnswer(member, question, opinionated[(at + turn) % 3] ?? 'satisfied');
}

const withAnswer = (member: Member, question: number, answer: Answer): Member => ({
	...member,
	answers: member.answers.map((old, index) => (index === question ? answer : old))
});

/** One of the group and one of the others have exchanged their opinions. */
function* exchanges(members: readonly Member[], group: number): Generator<Member[]> {
	const voiced = members.filter(({ answers: [overall = 'blank'] }) =>
		opinionated.includes(overall)
	);
	const inside = voiced.find((member) => member.group === group);
	const outside = voiced.find(
		(member) => member.group !== group && member.answers[0] !== inside?.answers[0]
	);
	if (!inside || !outside) return;
	yield members.map((member) => {
		if (member === inside) return withAnswer(member, 0, outside.answers[0] ?? 'blank');
		return member === outside ? withAnswer(member, 0, inside.answers[0] ?? 'blank') : member;
	});
}

/** Whether what is published differs between rosters that differ in the opinions of fewer than k people only. */
function tellsOfFew(publish: Publish, members: readonly Member[], rule: SuppressionRule): boolean {
	const published = JSON.stringify(publish(members, rule));
	return [...neighbours(members, rule.k)].some(
		(other) => JSON.stringify(publish(other, rule)) !== published
	);
}

function findTelling(publish: Publish) {
	return fc.check(
		fc.property(rule, roster, (one, members) => !tellsOfFew(publish, members, one)),
		{ numRuns: 10_000 }
	);
}

test('whatever a handful of members think, of any roster, nothing published is different', () => {
	expect(findTelling(publish).counterexample).toBeNull();
});

/** What is published where group 0 answered on paper, and what those two know who counted its ballots. */
const counted =
	(seal: (all: Counts, online: Counts, rule: SuppressionRule) => unknown): Publish =>
	(members, rule) => {
		const questions = [0, 1, 2].map((question) => {
			const paper = members.filter(({ group }) => group === 0);
			const online = members.filter(({ group }) => group !== 0);
			return { all: count(members, question), paper: count(paper, question), online, question };
		});
		return questions.map(({ all, paper, online, question }) => {
			const parts = { counts: count(online, question), overall: count(online, 0) };
			const apart = online.length < members.length ? parts.counts : all;
			if (question === 0) return [paper, seal(all, apart, rule)];
			const both = online.length < members.length ? parts : undefined;
			return [paper, sealQuestion(all, count(members, 0), rule, both)];
		});
	};

/** A handful of those online have another opinion. */
function* onlineNeighbours(members: readonly Member[], few: number): Generator<Member[]> {
	for (const question of [0, 1, 2]) {
		const voiced = opinions(
			count(
				members.filter(({ group }) => group !== 0),
				question
			)
		);
		if (voiced === 0 || voiced >= few) continue;
		for (const turn of [1, 2])
			yield members.map((one) => (one.group === 0 ? one : turned(one, question, turn)));
	}
}

function findTellingOnline(publish: Publish) {
	return fc.check(
		fc.property(rule, roster, (one, members) => {
			const published = JSON.stringify(publish(members, one));
			return [...onlineNeighbours(members, one.k)].every(
				(other) => JSON.stringify(publish(other, one)) === published
			);
		}),
		{ numRuns: 10_000 }
	);
}

test('whoever counted the paper ballots learns nothing of a handful online', () => {
	const safe = counted((all, online, rule) => sealOverall(all, rule, online));
	expect(findTellingOnline(safe).counterexample).toBeNull();
	// The control: by the sum alone.
	const naive = counted((all, _, rule) => sealOverall(all, rule));
	expect(findTellingOnline(naive).failed).toBe(true);
});

test.each<[string, Publish]>([
	['no suppression', (members) => [0, 1, 2].map((question) => count(members, question))],
	[
		'a question sealed without a look at how many answered it',
		(members, rule) =>
			sealQuestion({ ...count(members, 1), satisfied: 30 }, count(members, 0), rule)
	],
	[
		'small groups left out, the others shown beside the whole',
		(members, rule) => [
			sealOverall(count(members, 0), rule),
			...groupsOf(members).map(([, part]) => sealOverall(count(part, 0), rule))
		]
	],
	[
		'the sum of all questions beside them',
		(members, rule) => [
			publish(members, rule),
			count(
				members.flatMap(({ group, answers }) => answers.map((one) => ({ group, answers: [one] }))),
				0
			)
		]
	]
])('the search finds what is told by: %s', (_, naive) => {
	expect(findTelling(naive).failed).toBe(true);
});
