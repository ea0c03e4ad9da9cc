import type { ChartConfiguration, ChartDataset, Plugin } from 'chart.js';
import type { Fraction } from '$lib/domain/fraction';
import type { RateMark } from '$lib/domain/rate-marks';
import type { TrendYear } from '$lib/domain/trend';
import { subjectNames, subjects, type Subject } from '$lib/domain/words';
import type { AverageOfYear } from '$lib/server/results/read-averages';
import type { ResultView } from '$lib/server/results/result-view';
import type { Palette } from './palette';
import { resultsOf, yearMarks } from './year-marks';

type Year = TrendYear<ResultView>;

/**
 * Lines of both rates over the years; a year without a figure is a gap, a history figure a hollow point. Of the averages
 * the one of 会员评家 is drawn: two more lines could not be told apart.
 */
export function rateChart(
	years: readonly Year[],
	marks: readonly RateMark[],
	palette: Palette,
	averages: readonly AverageOfYear[] = []
): ChartConfiguration<'line'> {
	const own = subjects
		.filter((subject) => years.some((year) => year[subject] !== null))
		.map((subject) => rateLine(subject, years, palette));
	const drawn = averages.filter(({ subject }) => subject === 'home');
	const lines = drawn.length > 0 ? [...own, averageLine(drawn, years, palette)] : own;
	return {
		type: 'line',
		data: {
			labels: years.map((year) => [String(year.year), ...yearMarks(year)]),
			datasets: lines
		},
		options: lineOptions(lowest(lines.flatMap(({ data }) => data)), palette),
		plugins: [markLines(marks, palette)]
	};
}

/** 参评率 of each year, to be read beside the rates. */
export function turnoutChart(years: readonly Year[], palette: Palette): ChartConfiguration<'bar'> {
	return {
		type: 'bar',
		data: {
			labels: years.map(({ year }) => String(year)),
			datasets: [
				{
					label: '参评率',
					data: years.map((year) => percent(resultsOf(year)[0]?.turnout ?? null)),
					backgroundColor: palette.answers.unsure,
					maxBarThickness: 36
				}
			]
		},
		options: {
			maintainAspectRatio: false,
			animation: false,
			scales: {
				x: scale(palette),
				y: { ...scale(palette), min: 0, max: 100, ticks: ticks(palette, 50) }
			},
			plugins: { legend: { display: false }, title: { display: false } }
		}
	};
}

const pointStyles = { home: 'circle', chair: 'rectRot', superior: 'triangle' } as const;
const dashes = { home: [], chair: [8, 3], superior: [3, 3] };

function rateLine(
	subject: Subject,
	years: readonly Year[],
	palette: Palette
): ChartDataset<'line', (number | null)[]> {
	const colour = palette[subject];
	// A void result is a gap, though its row still knows a rate.
	const results = years.map((year) => (year[subject]?.status === 'void' ? null : year[subject]));
	return {
		label: subjectNames[subject],
		data: results.map((result) => percent(result?.rate ?? null)),
		borderColor: colour,
		backgroundColor: colour,
		borderWidth: 2.5,
		borderDash: dashes[subject],
		pointStyle: pointStyles[subject],
		pointRadius: 5,
		pointBorderWidth: 2,
		pointBackgroundColor: results.map((result) =>
			result?.source === 'history' ? 'transparent' : colour
		),
		spanGaps: false
	};
}

function averageLine(
	averages: readonly AverageOfYear[],
	years: readonly Year[],
	palette: Palette
): ChartDataset<'line', (number | null)[]> {
	return {
		label: '会员评家平均',
		data: years.map(({ year }) => averages.find((one) => one.year === year)?.drawn ?? null),
		borderColor: palette.text,
		backgroundColor: palette.text,
		borderWidth: 1.5,
		borderDash: [1, 3],
		pointStyle: 'crossRot',
		pointRadius: 5,
		pointBorderWidth: 2,
		spanGaps: false
	};
}

/** Drawing only: what is printed comes from formatPercent. */
function percent(rate: Fraction | null): number | null {
	return rate === null ? null : (100 * rate.num) / rate.den;
}

/** The axis begins at a round figure below the lowest rate, so that 94 and 96 can be told apart. */
function lowest(values: readonly (number | null)[]): number {
	const known = values.filter((value) => value !== null);
	return Math.max(0, Math.floor((Math.min(85, ...known) - 5) / 10) * 10);
}

/**
 * Each threshold across the whole width, for a single year too, named at its line: in a legend their dashes could not be
 * told apart.
 */
function markLines(marks: readonly RateMark[], { mark, text }: Palette): Plugin<'line'> {
	return {
		id: 'mark-lines',
		beforeDatasetsDraw({ ctx, chartArea: { left, right }, scales }) {
			ctx.save();
			ctx.font = '12px sans-serif';
			ctx.fillStyle = text;
			ctx.textBaseline = 'bottom';
			ctx.strokeStyle = mark;
			ctx.lineWidth = 1.5;
			for (const [index, { threshold, label }] of marks.entries()) {
				const y = scales['y']?.getPixelForValue(percent(threshold) ?? 0) ?? 0;
				ctx.setLineDash(index === 0 ? [2, 3] : [6, 3]);
				ctx.beginPath();
				ctx.moveTo(left, y);
				ctx.lineTo(right, y);
				ctx.stroke();
				ctx.fillText(`${label} 线`, left + 4, y - 2);
			}
			ctx.restore();
		}
	};
}

function lineOptions(
	min: number,
	palette: Palette
): NonNullable<ChartConfiguration<'line'>['options']> {
	return {
		maintainAspectRatio: false,
		animation: false,
		scales: {
			// In the middle of its column, as the bars of turnout below it are.
			x: { ...scale(palette), offset: true },
			y: { ...scale(palette), min, max: 100, ticks: ticks(palette, 10) }
		},
		plugins: {
			legend: {
				position: 'bottom',
				labels: { color: palette.text, usePointStyle: true }
			},
			tooltip: { enabled: false }
		}
	};
}

function scale(palette: Palette) {
	return {
		grid: { color: palette.grid },
		border: { display: false },
		ticks: { color: palette.text }
	};
}

function ticks(palette: Palette, stepSize: number) {
	return { color: palette.text, stepSize, callback: (value: number | string) => `${value}%` };
}
