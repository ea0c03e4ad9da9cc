import type { RefusalCode } from '../refusals';

/** Why a file cannot be read. Of the reading thread, which knows no `Refused`; its starter makes one of it. */
export class SheetFault extends Error {
	constructor(
		readonly code: RefusalCode,
		readonly about = ''
	) {
		super(code);
		this.name = 'SheetFault';
	}
}
