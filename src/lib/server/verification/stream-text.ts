/** Sends a text as it is written: the next piece is made only when the receiver has room for it. */
export function streamText(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	return new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				const { done, value } = await pieces.next();
				if (done) controller.close();
				else controller.enqueue(encoder.encode(value));
			},
			async cancel() {
				await pieces.return(undefined);
			}
		},
		{ highWaterMark: 2 }
	);
}

/** A text that is saved as a file. */
export function fileResponse(name: string, body: ReadableStream<Uint8Array> | string): Response {
	return new Response(body, {
		headers: {
			'Content-Type': 'text/plain; charset=utf-8',
			'Content-Disposition': `attachment; filename="${name}"`
		}
	});
}
