import { options, type Option } from '$lib/domain/words';

/**
 * What a ticked option is called in the form that is posted. One character for each: were the words themselves sent, the
 * length of an encrypted request would tell whoever watches the network how often 不满意 was ticked.
 */
export const optionMarks: Record<Option, string> = {
	satisfied: '1',
	basically_satisfied: '2',
	dissatisfied: '3',
	unsure: '4'
};

/** The option behind a mark; anything else comes back as it is, for the validation to judge. */
export function readMark(mark: string): string {
	return options.find((option) => optionMarks[option] === mark) ?? mark;
}
