/** A receipt number (回执编号) in two lines of two groups of four, as it is read aloud or copied by hand. */
export function groupReceipt(receipt: string): string[] {
	return (receipt.match(/.{1,8}/g) ?? []).map((line) => line.replace(/^(.{4})/, '$1 '));
}
