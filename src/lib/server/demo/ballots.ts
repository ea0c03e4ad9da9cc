import { parse } from 'yaml';
import { z } from 'zod';
import type { Counts } from '$lib/domain/counts';
import type { Questionnaire } from '$lib/domain/questionnaire';
import { options, subjects, type Option, type Subject } from '$lib/domain/words';
import source from './comments.yaml?raw';

const comments = z.record(z.enum(subjects), z.array(z.string())).parse(parse(source));

/** As a form sends them: question id to option, or to what was written. */
export type DemoAnswers = Record<string, string>;

/** As many ballots as the counts of the overall questions say, in random order, with items and comments to match. */
export function makeBallots(
	questionnaires: readonly Questionnaire[],
	counts: Partial<Record<Subject, Counts>>,
	random: () => number
): DemoAnswers[] {
	const parts = questionnaires
		.map((questionnaire) => ({ questionnaire, moods: moodsOf(counts[questionnaire.subject]) }))
		.map((part) => ({ ...part, moods: shuffle(part.moods, random) }))
		// Nobody says what somebody else has said.
		.map((part) => ({
			...part,
			unsaid: shuffle([...comments[part.questionnaire.subject]], random)
		}));
	return (parts[0]?.moods ?? []).map((_, index) => {
		const answers: DemoAnswers = {};
		for (const { questionnaire, moods, unsaid } of parts) {
			const mood = moods[index] ?? 'unsure';
			answers[questionnaire.overall.id] = mood;
			for (const { id } of questionnaire.items) answers[id] = near(mood, random);
			const comment = random() < 0.3 ? unsaid.pop() : undefined;
			if (comment) answers[questionnaire.comment.id] = comment;
		}
		return answers;
	});
}

function moodsOf(counts: Counts | undefined): Option[] {
	return counts ? spread(counts) : [];
}

function spread(counts: Counts): Option[] {
	return options.flatMap((option) => Array.from({ length: counts[option] }, () => option));
}

/** Mostly what was said overall, sometimes one step beside it. */
function near(mood: Option, random: () => number): Option {
	if (random() < 0.78) return mood;
	const step = random() < 0.5 ? -1 : 1;
	return options[Math.min(3, Math.max(0, options.indexOf(mood) + step))] ?? mood;
}

function shuffle<T>(list: T[], random: () => number): T[] {
	for (let i = list.length - 1; i > 0; i--) {
		const j = Math.floor(random() * (i + 1));
		[list[i], list[j]] = [list[j] as T, list[i] as T];
	}
	return list;
}
