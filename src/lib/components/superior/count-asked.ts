import { judgeElectorate, type ElectorateFault } from '$lib/domain/chair-electorate';
import type { SuperiorChoices } from '$lib/server/superior/superior-choices';

/** How many unions a choice in the form puts on the list, and how many of them have nobody in office. */
export function countAsked(
	choices: Pick<SuperiorChoices, 'kinds' | 'draws'>,
	{ scope, kinds, draw }: { scope: string; kinds: readonly string[]; draw: string }
): { listed: number; vacant: number } {
	const drawn = choices.draws.find(({ id }) => id === draw);
	const parts = choices.kinds.map(({ kind, listed, vacant }) => {
		if (scope === 'all' || kinds.includes(kind)) return { listed, vacant };
		return drawn?.kinds[kind] ?? { listed: 0, vacant: 0 };
	});
	return {
		listed: parts.reduce((sum, { listed }) => sum + listed, 0),
		vacant: parts.reduce((sum, { vacant }) => sum + vacant, 0)
	};
}

/** What keeps a choice in the form from being whom the annex asks, as the tree is now; nothing where no annex speaks. */
export function judgeAsked(
	choices: Pick<SuperiorChoices, 'kinds' | 'draws' | 'measure'>,
	{ scope, kinds, draw }: { scope: string; kinds: readonly string[]; draw: string }
): ElectorateFault[] {
	if (!choices.measure) return [];
	const sample = choices.draws.find(({ id }) => id === draw);
	const judged = choices.kinds.map((one) => {
		const drawable = one.units > one.vacant;
		if (scope === 'all' || kinds.includes(one.kind)) return { ...one, drawn: 0, drawable };
		const { listed } = sample?.kinds[one.kind] ?? { listed: 0 };
		return { ...one, listed, drawn: listed, drawable };
	});
	return judgeElectorate(choices.measure, judged);
}
