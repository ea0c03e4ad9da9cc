import type { ChartConfiguration, ChartDataset } from 'chart.js';
import type { Fraction } from '$lib/domain/fraction';
import type { RateMark } from '$lib/domain/rate-marks';
import type { TrendYear } from '$lib/domain/trend';
import type { ResultView } from '$lib/server/results/result-view';
import type { Palette } from './palette';
import { yearMarks } from './year-marks';

type Year = TrendYear<ResultView>;

/** Lines of both rates over the years; a year without a figure is a gap, a history figure a hollow point. */
export function rateChart(
	years: readonly Year[],
	marks: readonly RateMark[],
	palette: Palette
): ChartConfiguration<'line'> {
	const home = rateLine('会员评家', years.map(shownHome), palette.home, 'circle');
	const chair = rateLine('评议工会主席', years.map(shownChair), palette.chair, 'rectRot');
	return {
		type: 'line',
		data: {
			labels: years.map((year) => [String(year.year), ...yearMarks(year)]),
			datasets: [
				home,
				{ ...chair, borderDash: [8, 3] },
				...marks.map(({ threshold, label }, index) => ({
					label: `${label} 线`,
					data: years.map(() => percent(threshold)),
					borderColor: palette.mark,
					borderWidth: 1.5,
					borderDash: index === 0 ? [2, 3] : [6, 3],
					pointStyle: 'line' as const,
					pointRadius: 0,
					pointHitRadius: 0
				}))
			]
		},
		options: lineOptions(lowest([...home.data, ...chair.data]), palette)
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
					data: years.map(({ home, chair }) => percent((home ?? chair)?.turnout ?? null)),
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

function shownHome({ home }: Year): ResultView | null {
	return home?.status === 'void' ? null : home;
}

function shownChair({ chair }: Year): ResultView | null {
	return chair?.status === 'void' ? null : chair;
}

function rateLine(
	label: string,
	results: readonly (ResultView | null)[],
	colour: string,
	pointStyle: 'circle' | 'rectRot'
): ChartDataset<'line', (number | null)[]> {
	const hollow = (result: ResultView | null) => result?.source === 'history';
	return {
		label,
		data: results.map((result) => percent(result?.rate ?? null)),
		borderColor: colour,
		backgroundColor: colour,
		borderWidth: 2.5,
		pointStyle,
		pointRadius: 5,
		pointBorderWidth: 2,
		pointBackgroundColor: results.map((result) => (hollow(result) ? 'transparent' : colour)),
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
			legend: { position: 'bottom', labels: { color: palette.text, usePointStyle: true } },
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
