import { answer } from '$lib/server/api/answer';
import { describeApi } from '$lib/server/api/document';
import type { RequestHandler } from './$types';

/** Public: it says how to ask, and nothing of any union. */
export const GET: RequestHandler = (event) => answer(event, describeApi());
