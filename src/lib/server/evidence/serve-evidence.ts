import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { isShownInline } from '$lib/domain/evidence-limit';
import type { App } from '../app';
import { findAssessment, type SheetKey } from '../assessments/sheet-key';
import { Refused } from '../refusals';
import { evidencePath, isMissing } from './evidence-store';

/** The content of a file of this very sheet. Refuses `not_found`. */
export async function serveEvidence(app: App, key: SheetKey, id: string): Promise<Response> {
	const assessmentId = await findAssessment(app.db, key);
	const file = await app.db
		.selectFrom('evidence_file')
		.select(['id', 'name', 'type'])
		.where('id', '=', id)
		.where('assessment_id', '=', assessmentId ?? '')
		.where('removed_at', 'is', null)
		.executeTakeFirst();
	if (!file) throw new Refused('not_found');
	return answerWithFile(app, file);
}

/** A kept file as an answer that runs nothing. Refuses `file_lost`. */
export async function answerWithFile(
	{ config }: Pick<App, 'config'>,
	file: { id: string; name: string; type: string }
): Promise<Response> {
	const path = evidencePath(config, file.id);
	const size = await sizeOf(path);
	const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
	return new Response(body, { headers: { ...headersOf(file), 'content-length': String(size) } });
}

async function sizeOf(path: string): Promise<number> {
	try {
		return (await stat(path)).size;
	} catch (error) {
		if (isMissing(error)) throw new Refused('file_lost');
		throw error;
	}
}

/** Whatever is in it runs nothing and loads nothing. A sandbox would keep the browser's own PDF viewer out. */
function headersOf({ name, type }: { name: string; type: string }): Record<string, string> {
	const inline = isShownInline(type);
	const sandbox = type === 'application/pdf' ? '' : '; sandbox';
	const policy = `default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'${sandbox}`;
	const encoded = encodeURIComponent(name).replace(
		/['()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
	);
	return {
		'content-type': type,
		'content-disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded}`,
		'content-security-policy': policy,
		'x-content-type-options': 'nosniff'
	};
}
