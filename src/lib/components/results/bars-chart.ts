import type { ChartConfiguration } from 'chart.js';
import type { SealedCounts } from '$lib/domain/counts';
import type { QuestionReport } from '$lib/server/results/survey-report';
import type { Palette } from './palette';

/** The parts of a bar, from left to right. A collapsed question has `favourable` in place of the first two. */
export const barParts = [
	{ key: 'satisfied', label: '满意' },
	{ key: 'basically_satisfied', label: '基本满意' },
	{ key: 'favourable', label: '满意＋基本满意' },
	{ key: 'dissatisfied', label: '不满意' },
	{ key: 'unsure', label: '不了解' },
	{ key: 'blank', label: '弃权' },
	{ key: 'invalid', label: '无效' }
] as const;
type Part = (typeof barParts)[number]['key'];

/** What is drawn of a part: nothing where it is hidden, and no sum beside its own parts. */
export function partOf(counts: SealedCounts, part: Part): number | null {
	if (part === 'favourable' && counts.disclosure !== 'collapsed') return null;
	return counts[part];
}

/** The parts that occur at all. */
export function partsIn(questions: readonly QuestionReport[]) {
	return barParts.filter(({ key }) => questions.some(({ counts }) => partOf(counts, key)));
}

/** One horizontal bar per question, each as long as all its ballots: shares are compared, counts stand in the table. */
export function barsChart(
	questions: readonly QuestionReport[],
	palette: Palette
): ChartConfiguration<'bar'> {
	const shown = questions.filter(({ counts }) => counts.disclosure !== 'suppressed');
	return {
		type: 'bar',
		data: {
			labels: shown.map(({ text, overall }) => (overall ? '总体评价' : wrap(text))),
			datasets: partsIn(shown).map(({ key, label }) => ({
				label,
				data: shown.map(({ counts }) => share(counts, key)),
				backgroundColor: palette.answers[key],
				barThickness: 22
			}))
		},
		options: barsOptions(shown, palette)
	};
}

function barsOptions(
	shown: readonly QuestionReport[],
	palette: Palette
): NonNullable<ChartConfiguration<'bar'>['options']> {
	const axis = { stacked: true, grid: { color: palette.grid }, border: { display: false } };
	return {
		indexAxis: 'y',
		maintainAspectRatio: false,
		animation: false,
		scales: {
			x: {
				...axis,
				max: 100,
				ticks: { color: palette.text, callback: (value) => `${value}%` }
			},
			y: { ...axis, grid: { display: false }, ticks: { color: palette.text } }
		},
		plugins: {
			legend: { position: 'bottom', labels: { color: palette.text, boxWidth: 14 } },
			tooltip: {
				callbacks: {
					label: ({ dataset, dataIndex }) => {
						const part = barParts.find(({ label }) => label === dataset.label);
						const counts = shown[dataIndex]?.counts;
						return part && counts ? `${part.label}：${partOf(counts, part.key)} 票` : '';
					}
				}
			}
		}
	};
}

/** For drawing only; what is printed are the counts. */
function share(counts: SealedCounts, part: Part): number {
	const total = barParts.reduce((sum, { key }) => sum + (partOf(counts, key) ?? 0), 0);
	return total === 0 ? 0 : (100 * (partOf(counts, part) ?? 0)) / total;
}

/** What stands before the colon, in lines of at most 8 characters, so that a phone keeps room for the bars. */
function wrap(text: string): string[] {
	const short = text.split(/[：:]/)[0] ?? text;
	return short.match(/.{1,8}/gu) ?? [short];
}
