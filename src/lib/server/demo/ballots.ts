import { parse } from 'yaml';
import { z } from 'zod';
import type { Counts } from '$lib/domain/counts';
import type { Questionnaire } from '$lib/domain/questionnaire';
import { options, type Option } from '$lib/domain/words';
import source from './comments.yaml?raw';

const comments = z
	.object({ home: z.array(z.string()), chair: z.array(z.string()) })
	.parse(parse(source));

/** As a form sends them: question id to option, or to what was written. */
export type DemoAnswers = Record<string, string>;

/** As many ballots as the counts of the overall questions say, in random order, with items and comments to match. */
export function makeBallots(
	questionnaires: Questionnaire[],
	counts: Record<'home' | 'chair', Counts>,
	random: () => number
): DemoAnswers[] {
	const overall = {
		home: shuffle(spread(counts.home), random),
		chair: shuffle(spread(counts.chair), random)
	};
	// Nobody says what somebody else has said.
	const unsaid = {
		home: shuffle([...comments.home], random),
		chair: shuffle([...comments.chair], random)
	};
	return overall.home.map((_, index) => {
		const answers: DemoAnswers = {};
		for (const questionnaire of questionnaires) {
			const subject = questionnaire.subject === 'chair' ? 'chair' : 'home';
			const mood = overall[subject][index] ?? 'unsure';
			answers[questionnaire.overall.id] = mood;
			for (const { id } of questionnaire.items) answers[id] = near(mood, random);
			const comment = random() < 0.08 ? unsaid[subject].pop() : undefined;
			if (comment) answers[questionnaire.comment.id] = comment;
		}
		return answers;
	});
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
