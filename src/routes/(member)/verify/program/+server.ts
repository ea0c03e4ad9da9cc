import program from 'virtual:verify-cli';
import { fileResponse } from '$lib/server/verification/stream-text';

/** The offline verifier, one file. */
export const GET = () => fileResponse('pingjia-verify.mjs', program);
