import jsQR from 'jsqr';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';

/** The 16 digits of every slip of the print document that `page` shows, in their order. */
export async function readCodes(page: Page): Promise<string[]> {
	const printed = await page.locator('article .c').allTextContents();
	return printed.map((text) => text.replace(/\D/g, ''));
}

/** What a phone reads from the QR code of a slip: it sees nothing but the picture. */
export async function scanSlip(page: Page, index: number): Promise<string> {
	const slip = page.locator('article').nth(index);
	const clip = await slip.evaluate((element) => {
		const { x, y, width, height } = element.getBoundingClientRect();
		return { x: x + scrollX, y: y + scrollY, width, height };
	});
	// Cut out of the whole sheet: a phone that shows an A4 page zooms out, and would show the slip too small.
	const picture = PNG.sync.read(await page.screenshot({ fullPage: true, clip }));
	const found = jsQR(new Uint8ClampedArray(picture.data), picture.width, picture.height);
	if (!found) throw new Error(`slip ${index} has no QR code that can be read`);
	return found.data;
}
