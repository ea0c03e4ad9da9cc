export const fileTypes = {
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	csv: 'text/csv'
} as const;
export type FileType = keyof typeof fileTypes;

/** A file to be saved under `name` (without the ending). */
export function downloadResponse(name: string, type: FileType, file: Buffer): Response {
	return new Response(new Uint8Array(file), {
		headers: {
			'Content-Type': fileTypes[type],
			'Content-Length': String(file.byteLength),
			'Content-Disposition': attachment(`${safeFileName(name)}.${type}`, `pingjia.${type}`)
		}
	});
}

/** RFC 6266: the name itself as UTF-8 (RFC 5987), and one in ASCII for programs that do not read that. */
export function attachment(name: string, plain: string): string {
	const encoded = encodeURIComponent(name).replace(
		/['()*!]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
	);
	return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** A name that every file system takes: no signs of paths or devices, no invisible ones, not too long. */
export function safeFileName(name: string): string {
	const plain = name
		.normalize('NFC')
		.toWellFormed()
		.replace(/[\p{Cc}\p{Cf}\\/:*?"<>|]+/gu, ' ')
		.replace(/\s+/g, ' ')
		.replace(/^[ .]+|[ .]+$/g, '');
	// Most file systems take 255 bytes; a Chinese sign is three.
	return [...plain].slice(0, 70).join('').trim() || '评家';
}
