import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	emptyHead,
	followChain,
	linkHash,
	parseHead,
	writeHead,
	type AuditFact,
	type AuditLink
} from './audit-chain';

const facts = fc.record<AuditFact>({
	...{ id: fc.string(), at: fc.string(), userId: fc.option(fc.string()) },
	...{ action: fc.string(), noun: fc.string(), nounId: fc.string() },
	...{ detail: fc.json(), unionId: fc.option(fc.string()) }
});

function chain(list: readonly AuditFact[]): AuditLink[] {
	let { hash } = emptyHead;
	return list.map((fact, index) => {
		hash = linkHash(hash, index + 1, fact);
		return { ...fact, seq: index + 1, hash };
	});
}

test('a fixed line has the hash it had when chains were first made', () => {
	const fact: AuditFact = {
		...{ id: 'a1', at: '2026-11-23T01:00:00.000Z', userId: 'u1', action: 'open', noun: 'survey' },
		...{ nounId: 's1', detail: '{"eligible":120}', unionId: 'b' }
	};
	expect(linkHash(emptyHead.hash, 1, fact)).toBe(
		'd8a0f37314df8d286e4291130847e99b4697ec288bc254204b409bccbc14b2b5'
	);
});

test('an untouched chain holds to its end, in one piece or in slices', () => {
	fc.assert(
		fc.property(fc.array(facts, { maxLength: 12 }), fc.nat(12), (list, cut) => {
			const links = chain(list);
			const whole = followChain(emptyHead, links);
			expect(whole.fault).toBeNull();
			const first = followChain(emptyHead, links.slice(0, cut));
			expect(followChain(first.head, links.slice(cut))).toEqual(whole);
		})
	);
});

test('a line that is changed, left out, doubled or moved is found, at its place', () => {
	const tampered = fc
		.array(facts, { minLength: 2, maxLength: 12 })
		.chain((list) => fc.tuple(fc.constant(chain(list)), fc.nat(list.length - 2)));
	fc.assert(
		fc.property(tampered, ([links, at]) => {
			const seq = at + 1;
			const changed = links.map((link) =>
				link.seq === seq ? { ...link, action: `${link.action}!` } : link
			);
			expect(followChain(emptyHead, changed).fault).toEqual({ kind: 'changed', seq });
			expect(followChain(emptyHead, links.toSpliced(at, 1)).fault).toEqual({ kind: 'gap', seq });
			const [one, other] = [links[at], links[at + 1]];
			if (!one || !other) throw new Error('two lines are needed');
			const doubled = links.toSpliced(at, 0, one);
			expect(followChain(emptyHead, doubled).fault).toEqual({ kind: 'gap', seq: seq + 1 });
			const moved = links.toSpliced(at, 2, { ...other, seq }, { ...one, seq: seq + 1 });
			expect(followChain(emptyHead, moved).fault).toEqual({ kind: 'changed', seq });
		})
	);
});

test('facts do not run into each other', () => {
	const fact: AuditFact = {
		...{ id: 'a', at: 'b', userId: null, action: 'c', noun: 'd', nounId: 'e', detail: '{}' },
		unionId: null
	};
	const of = (part: Partial<AuditFact>) => linkHash(emptyHead.hash, 1, { ...fact, ...part });
	expect(of({ action: 'cd', noun: '' })).not.toBe(of({ action: 'c', noun: 'd' }));
	expect(of({ userId: '' })).not.toBe(of({ userId: null }));
});

test('a head is read as it was noted down', () => {
	const head = { seq: 128, hash: `3fa9${'0'.repeat(60)}` };
	expect(parseHead(writeHead(head))).toEqual({ seq: 128, digits: '3fa9000000000000' });
	expect(parseHead(' 128-3FA9 0000 0000 0000 ')).toEqual({ seq: 128, digits: '3fa9000000000000' });
	expect(parseHead(` ${head.hash.toUpperCase()} `)).toEqual({ seq: null, digits: head.hash });
	for (const wrong of [
		'',
		'128',
		head.hash.slice(1),
		'-3fa9000000000000',
		'128-3fa9',
		'1x-3fa9000000000000'
	])
		expect(parseHead(wrong)).toBeNull();
});
