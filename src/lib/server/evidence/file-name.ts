const MAX = 120;

/** A file's name as it may be shown and given back: no folders, no control or direction characters, not too long. */
export function plainFileName(name: string): string {
	const last = name.split(/[/\\]/u).at(-1) ?? '';
	const plain = last
		.normalize('NFC')
		.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '')
		.replace(/^[.\s]+|\s+$/gu, '');
	if (plain === '') return '材料';
	const [stem = '', ending = ''] = splitEnding(plain);
	return [...stem].slice(0, MAX).join('') + ending;
}

function splitEnding(name: string): [string, string] {
	const match = /^(.+)(\.[A-Za-z0-9]{1,5})$/u.exec(name);
	return match ? [match[1] ?? '', match[2] ?? ''] : [name, ''];
}
