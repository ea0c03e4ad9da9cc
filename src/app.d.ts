import type { Actor } from '$lib/server/accounts/actor';
import type { App as ComposedApp } from '$lib/server/app';

declare global {
	namespace App {
		interface Locals {
			app: ComposedApp;
			/** The signed-in office account; null on every page outside /office. */
			actor: Actor | null;
		}
		interface Error {
			/** What happened, in Chinese; a failure carries the number under which the log has it. */
			message: string;
		}
	}
}

export {};
