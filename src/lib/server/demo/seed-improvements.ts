import { dayAfter } from '../clock';
import type { App } from '../app';
import { closeImprovement } from '../improvements/close-improvement';
import { addImprovement, editImprovement } from '../improvements/plan-improvement';
import { publishImprovement } from '../improvements/publish-improvement';
import type { SeededUnions } from './seed-unions';

/** What a union of the county does about last year's answers; days are counted from the start of the demo. */
const improvements = [
	{
		...{ problem: '经费怎么用，会员说不清楚', measure: '每季度在公告栏和工会群公布经费收支' },
		...{ owner: '经费审查委员会 周倩', days: -95, question: 'home.work', published: true },
		outcome: '已连续三个季度公布，收到两条建议并答复'
	},
	{
		...{ problem: '夜班职工赶不上培训和活动', measure: '每月加办一场晚八点的专场，活动分两批' },
		...{ owner: '文体委员 马丽', days: -12, question: 'home.effect', published: true },
		outcome: null
	},
	{
		...{ problem: '提了意见没有回音', measure: '设意见簿和线上信箱，十个工作日内书面答复并公布' },
		...{ owner: '工会办公室', days: 9, question: 'home.trust', published: true },
		outcome: null
	},
	{
		...{ problem: '车间夏天太热', measure: '与行政协商，增装岗位送风，高温时段错峰' },
		...{ owner: '劳动保护委员 高伟', days: 120, question: 'home.rights', published: false },
		outcome: null
	}
];

/** The improvements of one union, as its staff would have entered them. */
export async function seedImprovements(
	app: App,
	seeded: SeededUnions,
	thisYear: number,
	staffId: string
): Promise<void> {
	const unionId = seeded.unionIds.get('YX-01-01') ?? '';
	const { db, clock } = app;
	for (const { days, question, published, outcome, ...said } of improvements) {
		const plan = { ...said, dueOn: dayAfter(clock, days), questionId: question };
		const of = { unionId, year: thisYear - 1 };
		const id = await addImprovement(db, clock, of, plan, staffId);
		const seen = (revision: number) => ({ unionId, id, revision });
		if (days < 60) {
			await editImprovement(db, clock, seen(0), { ...plan, state: 'running' }, staffId);
			if (published) await publishImprovement(db, clock, seen(1), true, staffId);
		}
		if (outcome !== null) {
			await closeImprovement(db, clock, seen(2), { state: 'done', outcome }, staffId);
		}
	}
}
