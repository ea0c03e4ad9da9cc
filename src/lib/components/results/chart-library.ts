import {
	BarController,
	BarElement,
	CategoryScale,
	Chart,
	Legend,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip,
	type ChartConfiguration,
	type ChartType
} from 'chart.js';

Chart.register(
	...[BarController, BarElement, LineController, LineElement, PointElement],
	...[CategoryScale, LinearScale, Legend, Tooltip]
);

/** Draws on the canvas and returns what takes the drawing away. */
export function drawChart<T extends ChartType>(
	canvas: HTMLCanvasElement,
	config: ChartConfiguration<T>
): () => void {
	const { fontSize, fontFamily } = getComputedStyle(document.documentElement);
	Chart.defaults.font.size = 0.8 * Number.parseFloat(fontSize);
	Chart.defaults.font.family = fontFamily;
	const chart = new Chart(canvas, config);
	return () => chart.destroy();
}
