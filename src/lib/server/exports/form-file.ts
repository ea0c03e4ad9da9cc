import { error } from '@sveltejs/kit';
import type { App } from '../app';
import { Refused } from '../refusals';
import { downloadResponse, type FileType } from './download';
import { writeFormDocx } from './form-docx';
import { writeFormXlsx } from './form-xlsx';
import { readOfficialForm, type ReadableSheet } from './read-official-form';

const writers = { docx: writeFormDocx, xlsx: writeFormXlsx };

/** The official form as a file to be saved. */
export async function formFile(
	app: App,
	sheet: ReadableSheet,
	type: Exclude<FileType, 'csv'>
): Promise<Response> {
	const form = await readOfficialForm(app, sheet).catch(notThere);
	const name = `${sheet.union.name} ${sheet.year}年考核验收细则`;
	return downloadResponse(name, type, await writers[type](form));
}

/** A refusal as the error page of a request that is no form. */
export function notThere(reason: unknown): never {
	if (!(reason instanceof Refused)) throw reason;
	error(reason.status, reason.text);
}
