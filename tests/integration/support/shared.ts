/** What the tests of one run share; made by global-setup.ts, read with `inject('shared')`. */
export interface Shared {
	/** Folder for their files; removed after the run. */
	scratch: string;
	/** SQLite files to copy: one just migrated, one of a server that has been started once. */
	sqlite: Templates;
	postgres: SharedPostgres | null;
}

export interface SharedPostgres {
	/** Address of a database of the cluster; `*` stands for its name. */
	urlPattern: string;
	templates: Templates;
	dataDir: string;
	logFile: string;
}

export interface Templates {
	migrated: string;
	started: string;
}

/** What a test's database holds when it gets it. */
export type Start = 'empty' | keyof Templates;

declare module 'vitest' {
	interface ProvidedContext {
		shared: Shared;
	}
}
