const PAGE = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 300]/Contents 4 0 R';

/** A one-page PDF with a few lines of Chinese, for what stands in for a scan in the demo. */
export function scanPdf(lines: readonly string[]): Buffer {
	const text = lines.map((line) => `<${hexOf(line)}> Tj 0 -24 Td`).join('\n');
	const content = `BT /F1 14 Tf 40 250 Td\n${text}\nET`;
	const font = '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H';
	const objects = [
		'<</Type/Catalog/Pages 2 0 R>>',
		'<</Type/Pages/Kids[3 0 R]/Count 1>>',
		`${PAGE}/Resources<</Font<</F1 5 0 R>>>>>>`,
		`<</Length ${content.length}>>stream\n${content}\nendstream`,
		`${font}/DescendantFonts[6 0 R]>>`,
		'<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 7 0 R/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>',
		'<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>'
	];
	return Buffer.from(assemble(objects), 'latin1');
}

function hexOf(line: string): string {
	return Buffer.from(line, 'utf16le').swap16().toString('hex');
}

function assemble(objects: readonly string[]): string {
	let file = '%PDF-1.4\n';
	const places: number[] = [];
	objects.forEach((object, index) => {
		places.push(file.length);
		file += `${index + 1} 0 obj\n${object}\nendobj\n`;
	});
	const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
	const size = objects.length + 1;
	const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows}`;
	return `${file}${table}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`;
}
