import { writeHead } from '$lib/domain/audit-chain';
import type { Database } from '../database/open';
import { readAuditHead } from './read-head';

/** Where the record of acts ends, as a sentence for a protocol that is signed: on paper nobody makes it anew. HTML. */
export async function headNote(db: Database): Promise<string> {
	const head = writeHead(await readAuditHead(db));
	return `<p>操作记录号 <b>${head}</b>：打印时操作记录到这里。以后在“操作记录”里填上这个号，就能查出以前的记录有没有被改过、删过。</p>`;
}
