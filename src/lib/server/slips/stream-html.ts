import { setImmediate } from 'node:timers/promises';

/**
 * Sends pieces of HTML as they are written: the next piece is made only when the receiver has room for it, and the
 * event loop turns in between, so that others are answered meanwhile.
 */
export function streamHtml(pieces: Iterator<string>): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	return new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				await setImmediate();
				const { done, value } = pieces.next();
				if (done) controller.close();
				else controller.enqueue(encoder.encode(value));
			},
			cancel() {
				pieces.return?.();
			}
		},
		{ highWaterMark: 2 }
	);
}
