import type { Effect } from '$lib/domain/year-cell';

/** How an effect looks: a sign and a colour beside the words, never a colour alone. */
export const effectLooks: Record<Effect, { sign: string; text: string; edge: string }> = {
	holds: { sign: '✓', text: 'text-success', edge: 'border-success' },
	breaks: { sign: '×', text: 'text-error', edge: 'border-error' },
	unknown: { sign: '?', text: 'text-warning', edge: 'border-warning' }
};
