import { modeNames } from '$lib/domain/words';
import type { WaitingDraft } from '$lib/server/surveys/list-waiting';

/** Why a draft waits for the supervisor. */
export function weaknessText({
	mode,
	weaknesses
}: Pick<WaitingDraft, 'mode' | 'weaknesses'>): string {
	const why = {
		turnout: '最低参评率低于规定',
		mode: `用${modeNames[mode]}收票`,
		custody: '票箱的保管方式'
	};
	return weaknesses.map((one) => why[one]).join('、');
}
