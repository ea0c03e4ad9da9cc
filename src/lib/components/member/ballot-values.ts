/** What a member ticked and typed, as it came: shown again when something is wrong with it. */
export interface BallotValues {
	code: string;
	submissionId: string;
	/** By question id; an option, or whatever was posted instead. */
	ratings: Record<string, string>;
	/** By comment id; line ends are `\n`. */
	comments: Record<string, string>;
}
