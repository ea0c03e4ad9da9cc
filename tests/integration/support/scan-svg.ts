import jsQR from 'jsqr';

const SCALE = 6;
const QUIET = 4;

/** What a phone reads from an inline QR code, drawn here with the quiet zone its page leaves around it; null if nothing. */
export function scanSvg(svg: string): string | null {
	const size = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
	const path = / d="([^"]+)"/.exec(svg)?.[1] ?? '';
	const width = (size + 2 * QUIET) * SCALE;
	const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
	for (const [row, from, to] of runs(path)) {
		for (let y = (row + QUIET) * SCALE; y < (row + QUIET + 1) * SCALE; y++)
			for (let x = (from + QUIET) * SCALE; x < (to + QUIET) * SCALE; x++)
				pixels.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
	}
	return jsQR(pixels, width, width)?.data ?? null;
}

/** The dark runs of a path made of `M0 <row>.5`, `m<skip> 0` and `h<length>`. */
function runs(path: string): [row: number, from: number, to: number][] {
	const found: [number, number, number][] = [];
	let [row, x] = [0, 0];
	for (const [, command, value] of path.matchAll(/(M0 |m|h)(\d+)/g)) {
		const n = Number(value);
		if (command === 'M0 ') [row, x] = [n, 0];
		else if (command === 'm') x += n;
		else found.push([row, x, (x += n)]);
	}
	return found;
}
