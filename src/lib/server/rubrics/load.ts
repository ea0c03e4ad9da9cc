import { assembleRubrics } from './assemble.ts';
import type { Rubrics, RubricSources } from './assemble.ts';

/** The files are part of the build, so that the server runs from any directory. */
const bundled = import.meta.glob<string>('/rubrics/**/*.yaml', {
	query: '?raw',
	import: 'default',
	eager: true
});

/** The files as they stand, by name: what `loadRubrics` reads. */
export function bundledSources(): RubricSources {
	return Object.fromEntries(Object.entries(bundled).map(([path, text]) => [path.slice(1), text]));
}

/**
 * Everything in `rubrics/`, checked. Called once, at start.
 * @throws RubricError naming file, line and field of everything that is wrong
 */
export function loadRubrics(): Rubrics {
	return assembleRubrics(bundledSources());
}
