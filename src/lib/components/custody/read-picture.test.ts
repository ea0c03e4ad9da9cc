import { encodeQR } from 'qr';
import { describe, expect, it } from 'vitest';
import { parseSheet, sheetQrText } from '$lib/domain/custody/key-sheet';
import { readPixels } from './read-picture';

const seed = new Uint8Array(16).map((_, index) => index * 16 + 3);

/** A picture of a QR code, `scale` pixels per module, on grey paper. */
function draw(text: string, scale: number) {
	const modules = encodeQR(text, 'raw', { ecc: 'quartile', border: 4 });
	const width = modules.length * scale;
	const data = new Uint8ClampedArray(width * width * 4).fill(255);
	for (let y = 0; y < width; y++)
		for (let x = 0; x < width; x++) {
			const dark = modules[Math.floor(y / scale)]?.[Math.floor(x / scale)] === true;
			data.fill(dark ? 40 : 215, 4 * (y * width + x), 4 * (y * width + x) + 3);
		}
	return { data, width, height: width };
}

describe('a picture of a key sheet', () => {
	it.each([3, 5, 9])('is read at %i pixels per module', (scale) => {
		const text = readPixels(draw(sheetQrText(seed), scale));
		expect(parseSheet(text ?? '')).toEqual({ ok: true, seed });
	});

	it('with a blot is read, too', () => {
		const picture = draw(sheetQrText(seed), 6);
		const { data, width } = picture;
		for (let y = 100; y < 115; y++) data.fill(0, 4 * (y * width + 120), 4 * (y * width + 140));
		expect(parseSheet(readPixels(picture) ?? '')).toEqual({ ok: true, seed });
	});

	it('without a code gives nothing', () => {
		const width = 200;
		const data = new Uint8ClampedArray(width * width * 4).fill(200);
		expect(readPixels({ data, width, height: width })).toBeNull();
	});
});
