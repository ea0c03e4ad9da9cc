import { questionIds, type Questionnaire } from '$lib/domain/questionnaire';
import type { Answers } from './answers';
import { cleanComment } from './comment';

/**
 * The plaintext of a ballot: one length per survey, whatever was answered.
 *
 *     version (1)
 *     per questionnaire, as frozen:
 *       per rating question  0 blank, otherwise 1 + index in `options` (1)
 *       comment              length in bytes, big endian (2), UTF-8 (3 · max_length), zero padded
 *
 * A UTF-16 unit takes at most 3 bytes of UTF-8, so every comment of `max_length` units fits.
 */
const version = 1;
const lengthBytes = 2;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function slotOf({ comment }: Questionnaire): number {
	return comment.max_length * 3;
}

/** Length of every plaintext of a survey, in bytes. */
export function ballotLength(questionnaires: readonly Questionnaire[]): number {
	const each = questionnaires.map(
		(questionnaire) => questionIds(questionnaire).length + lengthBytes + slotOf(questionnaire)
	);
	return each.reduce((sum, length) => sum + length, 1);
}

/** Encodes what `parseAnswers` accepted. */
export function encodeBallot(questionnaires: readonly Questionnaire[], answers: Answers): Buffer {
	const plain = Buffer.alloc(ballotLength(questionnaires));
	let at = plain.writeUInt8(version, 0);
	for (const questionnaire of questionnaires) {
		for (const id of questionIds(questionnaire)) {
			const option = answers.ratings[id];
			const value = option === undefined ? 0 : questionnaire.options.indexOf(option) + 1;
			at = plain.writeUInt8(value, at);
		}
		const text = Buffer.from(answers.comments[questionnaire.comment.id] ?? '', 'utf8');
		at = plain.writeUInt16BE(text.length, at);
		text.copy(plain, at);
		at += slotOf(questionnaire);
	}
	return plain;
}

/** The answers, or null if `plain` is nothing that `encodeBallot` writes for these questionnaires. */
export function decodeBallot(
	questionnaires: readonly Questionnaire[],
	plain: Buffer
): Answers | null {
	if (plain.length !== ballotLength(questionnaires) || plain[0] !== version) return null;
	const answers: Answers = { ratings: {}, comments: {} };
	let at = 1;
	for (const questionnaire of questionnaires) {
		const ids = questionIds(questionnaire);
		if (!decodeRatings(questionnaire, plain.subarray(at, at + ids.length), answers)) return null;
		at += ids.length;
		const slot = plain.subarray(at, at + lengthBytes + slotOf(questionnaire));
		if (!decodeComment(questionnaire, slot, answers)) return null;
		at += slot.length;
	}
	return answers;
}

function decodeRatings(questionnaire: Questionnaire, bytes: Buffer, answers: Answers): boolean {
	return questionIds(questionnaire).every((id, index) => {
		const value = bytes[index] ?? 0;
		if (value === 0) return id !== questionnaire.overall.id;
		const option = questionnaire.options[value - 1];
		if (option !== undefined) answers.ratings[id] = option;
		return option !== undefined;
	});
}

function decodeComment({ comment }: Questionnaire, slot: Buffer, answers: Answers): boolean {
	const end = lengthBytes + slot.readUInt16BE(0);
	if (end > slot.length || slot.subarray(end).some((byte) => byte !== 0)) return false;
	const text = decodeText(slot.subarray(lengthBytes, end));
	if (text === null || text !== cleanComment(text) || text.length > comment.max_length)
		return false;
	if (text !== '') answers.comments[comment.id] = text;
	return true;
}

function decodeText(bytes: Buffer): string | null {
	try {
		return utf8.decode(bytes);
	} catch (error) {
		if (error instanceof TypeError) return null;
		throw error;
	}
}
