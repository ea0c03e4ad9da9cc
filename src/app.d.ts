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
			message: string;
			/** Shown to the person and written to the log, to find one by the other. */
			reference?: string;
		}
	}
}

export {};
