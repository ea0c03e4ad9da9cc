/**
 * The script of the public verification page. What is typed or dropped here is compared in this browser: the page's
 * policy lets it fetch the public list from its own server and send nothing.
 */
import { fromBase32, toBase32 } from '$lib/domain/verify/base32';
import { BundleError } from '$lib/domain/verify/problems';
import { reportFailure, reportSuccess, type Report } from '$lib/domain/verify/report';
import { verifyBundle } from '$lib/domain/verify/verify-bundle';
import { checkProof } from './check-proof';

function show(id: string, lines: readonly string[], good: boolean): void {
	const place = document.getElementById(id);
	if (!place) return;
	place.className = good ? 'verdict good' : 'verdict bad';
	place.replaceChildren(
		...lines.map((line) => {
			const paragraph = document.createElement('p');
			paragraph.textContent = line;
			return paragraph;
		})
	);
	place.hidden = false;
}

function showReport({ verdict, checked, limits }: Report, good: boolean): void {
	const lines = [
		verdict[0],
		...checked.map(([zh]) => `✓ ${zh}`),
		...limits.map(([zh]) => `· ${zh}`)
	];
	show('bundle-result', lines, good);
}

async function verifyFile(file: File): Promise<void> {
	show('bundle-result', ['正在核验…'], true);
	try {
		showReport(reportSuccess(await verifyBundle(chunksOf(file))), true);
	} catch (error) {
		if (!(error instanceof BundleError)) throw error;
		showReport(reportFailure(error), false);
	}
}

async function* chunksOf(file: File): AsyncGenerator<Uint8Array> {
	const step = 1 << 20;
	for (let at = 0; at < file.size; at += step)
		yield new Uint8Array(await file.slice(at, at + step).arrayBuffer());
}

/** The number as the list has it, or null. */
function typedNumber(text: string): string | null {
	const bytes = fromBase32(text);
	return bytes?.length === 10 ? toBase32(bytes) : null;
}

async function lookUp(form: HTMLElement, text: string): Promise<void> {
	const number = typedNumber(text);
	if (number === null)
		return show('number-result', ['回执编号是 16 个字母和数字，请再核对'], false);
	const response = await fetch(form.dataset['list'] ?? '');
	if (!response.ok) return show('number-result', ['清单没有下载成功，请再试一次'], false);
	const found = (await response.text()).split('\n').includes(number);
	show(
		'number-result',
		[
			found
				? `在清单里：${number}`
				: `清单里没有 ${number}。请先核对有没有抄错；没有抄错，请带着有凭证的回执找上级工会。`
		],
		found
	);
}

function connect(): void {
	const file = document.getElementById('bundle-file');
	if (file instanceof HTMLInputElement)
		file.addEventListener('change', () => file.files?.[0] && void verifyFile(file.files[0]));
	for (const hidden of document.querySelectorAll<HTMLElement>('[data-script]'))
		hidden.hidden = false;
	const look = document.getElementById('look-up');
	look?.addEventListener('submit', (event) => {
		event.preventDefault();
		const field = document.getElementById('receipt-number') as HTMLInputElement;
		void lookUp(look, field.value);
	});
	const prove = document.getElementById('prove');
	prove?.addEventListener('submit', (event) => {
		event.preventDefault();
		const text = (document.getElementById('receipt-text') as HTMLTextAreaElement).value;
		const [good, line] = checkProof(text, prove.dataset);
		show('proof-result', [line], good);
	});
}

connect();
