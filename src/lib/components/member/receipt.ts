/** A receipt number (回执编号) in groups of four, as it is read aloud or copied by hand. */
export function groupReceipt(receipt: string): string[] {
	return receipt.match(/.{1,4}/g) ?? [];
}
