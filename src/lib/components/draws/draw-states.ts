import type { DrawLine } from '$lib/server/draws/read-draw';

/** The state of a draw in words; `standing` is the one that counts. */
export function stateOf(
	{ id, state }: Pick<DrawLine, 'id' | 'state'>,
	standing: string | undefined
): { label: string; look: string } {
	if (state === 'prepared') return { label: '已准备，待抽取', look: 'badge-warning badge-outline' };
	if (state === 'abandoned') return { label: '已放弃', look: 'badge-neutral badge-outline' };
	return id === standing
		? { label: '已抽取，有效', look: 'badge-success' }
		: { label: '已被后来的代替', look: 'badge-neutral badge-outline' };
}
