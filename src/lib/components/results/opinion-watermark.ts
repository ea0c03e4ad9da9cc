import type { ChartType, Plugin } from 'chart.js';
import type { Palette } from './palette';

/** What is written across the figures of a poster survey (公开码). */
export const opinionText = '公开码 · 仅供参考，不计入考核';

/** Drawn into the chart itself, so that a copy or a saved picture of it carries the words, too. */
export function opinionWatermark<T extends ChartType>({ opinion }: Palette): Plugin<T> {
	return {
		id: 'opinion-watermark',
		afterDraw({ ctx, chartArea: { left, top, width, height } }) {
			ctx.save();
			ctx.translate(left + width / 2, top + height / 2);
			// Not beyond the corners, however flat the chart is.
			ctx.rotate(-Math.min(Math.PI / 18, Math.atan2(height, 2 * width)));
			ctx.font = `700 ${Math.max(14, Math.min(26, width / 17))}px sans-serif`;
			ctx.textAlign = 'center';
			ctx.textBaseline = 'middle';
			ctx.globalAlpha = 0.75;
			// Read over bars of any colour.
			ctx.lineWidth = 4;
			ctx.strokeStyle = '#ffffff';
			ctx.fillStyle = opinion;
			ctx.strokeText(opinionText, 0, 0);
			ctx.fillText(opinionText, 0, 0);
			ctx.restore();
		}
	};
}
