import QRCode from 'qrcode';

interface BitMatrix {
	size: number;
	get(row: number, column: number): number;
}

/**
 * A QR code (level M) of an address, and of digits behind its `#`, as one inline SVG without quiet zone: the page must
 * leave four modules of white around it. Digits are a segment of their own, which keeps the code a size smaller.
 */
export function qrSvg(address: string, digits = ''): string {
	const segments = [
		{ data: Buffer.from(address + (digits && '#')), mode: 'byte' as const },
		...(digits ? [{ data: digits, mode: 'numeric' as const }] : [])
	];
	const { modules } = QRCode.create(segments, { errorCorrectionLevel: 'M' });
	const { size } = modules;
	return `<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="二维码" shape-rendering="crispEdges"><path stroke="#000" d="${strokes(modules)}"/></svg>`;
}

/** Dark runs as strokes one module high; relative moves keep the path short. */
function strokes(modules: BitMatrix): string {
	let path = '';
	for (let row = 0; row < modules.size; row++) {
		path += `M0 ${row}.5`;
		let skipped = 0;
		for (let column = 0; column < modules.size;) {
			const run = runLength(modules, row, column);
			if (run === 0) {
				skipped++;
				column++;
				continue;
			}
			path += `${skipped ? `m${skipped} 0` : ''}h${run}`;
			skipped = 0;
			column += run;
		}
	}
	return path;
}

function runLength(modules: BitMatrix, row: number, column: number): number {
	let length = 0;
	while (column + length < modules.size && modules.get(row, column + length)) length++;
	return length;
}
