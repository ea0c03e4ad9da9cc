import type { Look } from '$lib/domain/look';
import type { Actor } from '$lib/server/accounts/actor';
import type { Problem } from '$lib/server/api/problem';
import type { App as ComposedApp } from '$lib/server/app';

declare global {
	namespace App {
		interface Locals {
			app: ComposedApp;
			/** The signed-in office account; null on every page outside /office. */
			actor: Actor | null;
			/** What a refused request below /api is told. */
			problem?: Problem;
		}
		interface PageData {
			/** On pages of the office. */
			look?: Look;
		}
		interface Error {
			/** What happened, in Chinese; a failure carries the number under which the log has it. */
			message: string;
		}
	}
}

export {};
