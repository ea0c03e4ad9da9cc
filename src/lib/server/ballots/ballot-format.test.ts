import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { questionIds } from '$lib/domain/questionnaire';
import { loadRubrics } from '../rubrics/load';
import { parseAnswers, type Answers } from './answers';
import { ballotLength, decodeBallot, encodeBallot } from './ballot-format';

const { home, chair } = loadRubrics().questionnaires;
const both = [home, chair];
const ids = both.flatMap(questionIds);

const rating = fc.constantFrom('satisfied', 'basically_satisfied', 'dissatisfied', 'unsure');
const item = fc.oneof(rating, fc.constant(''));
const comment = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 60 }),
	fc.string({ unit: 'binary', maxLength: 200 }),
	fc.constant('好'.repeat(200)),
	fc.constant('😀'.repeat(100)),
	fc.constant('\ud800'.repeat(200))
);
const forms = fc.record({
	...Object.fromEntries(ids.map((id) => [id, id.endsWith('.overall') ? rating : item])),
	'home.comment': comment,
	'chair.comment': comment
});

function accept(raw: unknown): Answers | null {
	const parsed = parseAnswers(both, raw);
	return parsed.ok ? parsed.answers : null;
}

const sample: Answers = {
	ratings: { 'home.overall': 'satisfied', 'chair.overall': 'dissatisfied', 'home.trust': 'unsure' },
	comments: { 'chair.comment': '好' }
};

describe('the plaintext of a ballot', () => {
	it('gives back whatever was accepted, always at one length', () => {
		fc.assert(
			fc.property(forms, (form) => {
				const answers = accept(form);
				fc.pre(answers !== null);
				const plain = encodeBallot(both, answers as Answers);
				expect(plain).toHaveLength(ballotLength(both));
				expect(decodeBallot(both, plain)).toEqual(answers);
			})
		);
	});

	it('holds the longest comment in every script', () => {
		for (const unit of ['a', 'é', '好', '\ud83d\ude00']) {
			const text = unit.repeat(200 / unit.length);
			const answers = { ...sample, comments: { 'home.comment': text, 'chair.comment': text } };
			expect(decodeBallot(both, encodeBallot(both, answers))).toEqual(answers);
		}
	});

	it('is laid out as documented', () => {
		const plain = encodeBallot([home], sample);
		expect(ballotLength([home])).toBe(1 + 6 + 2 + 600);
		expect([...plain.subarray(0, 9)]).toEqual([1, 1, 0, 0, 0, 0, 4, 0, 0]);
		expect(plain.subarray(9).every((byte) => byte === 0)).toBe(true);
	});
});

describe('decodeBallot refuses', () => {
	const changed = (change: (plain: Buffer) => unknown) => {
		const plain = encodeBallot([home], { ...sample, comments: { 'home.comment': 'a好b' } });
		change(plain);
		return decodeBallot([home], plain);
	};

	it('nothing that is whole', () => {
		expect(changed(() => undefined)).not.toBeNull();
	});

	it.each<[string, (plain: Buffer) => unknown]>([
		['another version', (plain) => plain.writeUInt8(2, 0)],
		['a blank overall question', (plain) => plain.writeUInt8(0, 1)],
		['an option that is none', (plain) => plain.writeUInt8(5, 3)],
		['a comment longer than its slot', (plain) => plain.writeUInt16BE(601, 7)],
		['bytes behind the comment', (plain) => plain.writeUInt8(1, plain.length - 1)],
		['half a character', (plain) => plain.writeUInt16BE(3, 7)],
		['what is no UTF-8', (plain) => plain.writeUInt8(0xff, 9)],
		['what no form can send', (plain) => plain.writeUInt8(0, 9)]
	])('%s', (_, change) => {
		expect(changed(change)).toBeNull();
	});

	it('another length, and another questionnaire', () => {
		const plain = encodeBallot(both, sample);
		expect(decodeBallot(both, plain.subarray(1))).toBeNull();
		expect(decodeBallot(both, Buffer.concat([plain, Buffer.of(0)]))).toBeNull();
		expect(decodeBallot([home], plain)).toBeNull();
	});

	it('anything else without throwing', () => {
		const length = ballotLength(both);
		fc.assert(
			fc.property(fc.uint8Array({ minLength: length, maxLength: length }), (bytes) => {
				const plain = Buffer.from(bytes);
				const answers = decodeBallot(both, plain);
				if (answers) expect(encodeBallot(both, answers)).toEqual(plain);
			})
		);
	});
});
