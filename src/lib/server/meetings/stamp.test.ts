import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graceMs, passMs, windowAt, windowBounds, windowMs } from '$lib/domain/meeting-window';
import { newPass, passHolds, readWindowToken, windowToken } from './stamp';
import { newTicket } from './ticket';

const signer = { pepper: randomBytes(32), surveyId: 'abcd1234' };
const instants = fc.integer({ min: 0, max: 8_640_000_000_000 });
const stampForm = /^[0-9a-z]{1,9}-[0-9a-f]{20}$/;

describe('the token of a window', () => {
	it('is fresh while its window lasts and in the grace after it, and stale from then on', () => {
		fc.assert(
			fc.property(instants, fc.integer({ min: 0, max: 10 * windowMs }), (shown, later) => {
				const token = windowToken(signer, windowAt(shown));
				const { until } = windowBounds(windowAt(shown));
				const now = shown + later;
				const standing = now < until + graceMs ? 'fresh' : 'stale';
				expect(readWindowToken(signer, token, now)).toBe(standing);
			})
		);
	});

	it('of a window that is far ahead is no better than one of the past', () => {
		fc.assert(
			fc.property(instants, fc.integer({ min: 2, max: 1000 }), (now, ahead) => {
				const token = windowToken(signer, windowAt(now) + ahead);
				expect(readWindowToken(signer, token, now)).toBe('stale');
			})
		);
	});

	it('is nothing in another survey, under another pepper, or with any character changed', () => {
		const token = windowToken(signer, windowAt(1_000_000));
		expect(token).toMatch(stampForm);
		expect(readWindowToken({ ...signer, surveyId: 'abcd1235' }, token, 1_000_000)).toBeNull();
		expect(readWindowToken({ ...signer, pepper: randomBytes(32) }, token, 1_000_000)).toBeNull();
		fc.assert(
			fc.property(
				fc.nat(token.length - 1),
				fc.constantFrom(...'0123456789abcdefghijklmnopqrstuvwxyz-%|'),
				(at, character) => {
					const forged = token.slice(0, at) + character + token.slice(at + 1);
					fc.pre(forged !== token);
					expect(readWindowToken(signer, forged, 1_000_000)).toBeNull();
				}
			)
		);
	});

	it('is nothing for anything else that an address may carry, and has one form only', () => {
		const token = windowToken(signer, windowAt(1_000_000));
		for (const raw of [null, undefined, '', `0${token}`, `${token} `, token.toUpperCase(), [token]])
			expect(readWindowToken(signer, raw, 1_000_000)).toBeNull();
		fc.assert(fc.property(fc.string(), (raw) => readWindowToken(signer, raw, 0) === null));
	});
});

describe('a pass', () => {
	it('holds for its own ticket and survey for three minutes, and cannot stand for a window', () => {
		const [ticket, now] = [newTicket(), Date.parse('2026-11-22T01:00:00Z')];
		const pass = newPass(signer, ticket, now);
		expect(pass).toMatch(stampForm);
		expect(passHolds(signer, ticket, pass, now + passMs - 1)).toBe(true);
		expect(passHolds(signer, ticket, pass, now + passMs)).toBe(false);
		expect(passHolds(signer, newTicket(), pass, now)).toBe(false);
		expect(passHolds({ ...signer, surveyId: 'abcd1235' }, ticket, pass, now)).toBe(false);
		expect(readWindowToken(signer, pass, now)).toBeNull();
		expect(passHolds(signer, ticket, windowToken(signer, windowAt(now) + 9), now)).toBe(false);
	});
});
