/** Limits of evidence files; the page tells them, the server keeps them. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
export const MAX_FILES_PER_CRITERION = 10;
/** A file travels in parts, so that a lost connection costs one part and not the file. */
export const PART_BYTES = 256 * 1024;

/** Types by content, with the endings of their names. */
export const evidenceTypes: Readonly<Record<string, readonly string[]>> = {
	'image/jpeg': ['jpg', 'jpeg'],
	'image/png': ['png'],
	'image/webp': ['webp'],
	'image/gif': ['gif'],
	'application/pdf': ['pdf'],
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
	'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
	'application/msword': ['doc'],
	'application/vnd.ms-excel': ['xls']
};

/** What is looked at in the browser; everything else is only ever saved. */
export function isShownInline(type: string): boolean {
	return type.startsWith('image/') || type === 'application/pdf';
}

/** For `accept` of a file input. */
export const acceptedEndings = Object.values(evidenceTypes)
	.flat()
	.map((ending) => `.${ending}`)
	.join(',');

export const limitText = `图片、PDF、Word、Excel、PPT 文件，每个不超过 ${formatBytes(MAX_FILE_BYTES)}，每项最多 ${MAX_FILES_PER_CRITERION} 个。`;

/** 「1.5 MB」 */
export function formatBytes(bytes: number): string {
	if (bytes < 1024) return `${bytes} B`;
	const [size, unit] = bytes < 1024 ** 2 ? [bytes / 1024, 'KB'] : [bytes / 1024 ** 2, 'MB'];
	return `${Number(size.toFixed(1))} ${unit}`;
}
