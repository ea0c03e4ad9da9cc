/** 整改: problem, measure, owner, due day, outcome. Days are `2026-11-22`, so they compare as text. */

export const improvementStates = ['planned', 'running', 'done', 'missed'] as const;
export type ImprovementState = (typeof improvementStates)[number];
export const improvementStateNames: Record<ImprovementState, string> = {
	planned: '未开始',
	running: '进行中',
	done: '已完成',
	missed: '未完成'
};

/** Still to be worked on. */
export const openStates = ['planned', 'running'] as const satisfies ImprovementState[];
export type OpenState = (typeof openStates)[number];
/** How one ends, with its outcome. */
export const closedStates = ['done', 'missed'] as const satisfies ImprovementState[];
export type ClosedState = (typeof closedStates)[number];

/** Days before the due day from which it is called near. */
const nearDays = 14;

export type Urgency = 'overdue' | 'near' | 'later';

/** Whether work is still to be done. */
export function isOpenState(state: ImprovementState): state is OpenState {
	return (openStates as readonly ImprovementState[]).includes(state);
}

/** How pressing it is on `today`; null once it is closed. The due day itself is still in time. */
export function urgencyOf(
	{ state, dueOn }: { state: ImprovementState; dueOn: string },
	today: string
): Urgency | null {
	if (!isOpenState(state)) return null;
	if (dueOn < today) return 'overdue';
	return daysBetween(today, dueOn) <= nearDays ? 'near' : 'later';
}

/** Calendar days from one day to a later one. */
export function daysBetween(from: string, to: string): number {
	return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
