/** First word of a bundle: its format and version. */
export const bundleFormat = 'pingjia-bundle/1';

/**
 * `public`: checkpoints, questionnaires, log and, once they are published, results. `review` adds comments, sealed
 * ballots, MACs of codes and nullifiers.
 */
export const bundleKinds = ['public', 'review'] as const;
export type BundleKind = (typeof bundleKinds)[number];

/** The kinds of lines in the order in which they follow each other. */
export const lineKinds = [
	...[bundleFormat, 'checkpoint', 'questionnaires', 'log', 'box', 'result', 'comments'],
	...['code', 'spent', 'end']
] as const;
