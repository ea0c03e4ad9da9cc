import { fromHex } from '$lib/domain/verify/bytes';
import { readReceipt } from '$lib/domain/verify/receipt';

/** What a receipt's page calls its fields; between them anything may stand. */
const fields = {
	number: /编号[\s:：]*([0-9A-Za-z\s-]{16,23}?)\s*(?=问卷|检查|凭证|$)/u,
	size: /检查点[\s:：]*(\d{1,15})/u,
	proof: /凭证[\s:：]*([0-9A-Za-z\s-]{154,})/u
};

/** Whether a copied receipt was signed by the survey's log key: `key` in hex, from log entry 0. */
export function checkProof(
	text: string,
	survey: { surveyId?: string; fingerprint?: string; key?: string }
): [good: boolean, line: string] {
	const plain = text.normalize('NFKC');
	const found = (field: RegExp) =>
		field.exec(plain)?.[1]?.replace(/[\s-]/g, '').toUpperCase() ?? '';
	const [number, size, proof] = [found(fields.number), found(fields.size), found(fields.proof)];
	if (!number || !size || !proof)
		return [false, '没有找到编号、检查点和凭证，请把回执上的文字整段粘贴进来'];
	const { surveyId = '', fingerprint = '', key = '' } = survey;
	const claim = { surveyId, number, fingerprint, size: Number(size), proof };
	return readReceipt(claim, fromHex(key, 32) ?? new Uint8Array())
		? [true, `凭证有效：服务器签字确认收到过编号 ${number} 的票`]
		: [false, '凭证与这份问卷不符：可能抄错了字，或者是另一份问卷的回执'];
}
