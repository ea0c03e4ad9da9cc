import { decodeQR } from 'qr/decode.js';

/** A photo of a phone is far larger than a QR code needs. */
const longestEdge = 1600;

/** The text of the QR code in a picture, or null if none can be read. */
export function readPixels(image: {
	data: Uint8ClampedArray;
	width: number;
	height: number;
}): string | null {
	try {
		return decodeQR(image, { timeLimit: 2000 });
	} catch {
		// The decoder tells a picture without a readable code only by throwing.
		return null;
	}
}

/** The same for a picture file; nothing leaves the browser. */
export async function readPicture(file: Blob): Promise<string | null> {
	const bitmap = await createImageBitmap(file);
	const scale = Math.min(1, longestEdge / Math.max(bitmap.width, bitmap.height));
	const canvas = document.createElement('canvas');
	canvas.width = Math.round(bitmap.width * scale);
	canvas.height = Math.round(bitmap.height * scale);
	const context = canvas.getContext('2d');
	if (!context) return null;
	context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
	return readPixels(context.getImageData(0, 0, canvas.width, canvas.height));
}
