import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';
import { programPlugin } from './src/verifier/program-plugin.ts';

export default defineConfig({
	plugins: [tailwindcss(), sveltekit(), programPlugin()],
	ssr: { external: ['better-sqlite3', 'pg'] },
	test: {
		// Ports, files and databases are private to each test file; only the machine's cores limit how many run together.
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['src/**/*.test.ts', 'rubrics/**/*.test.ts'],
					// For a machine that does other work too.
					testTimeout: 60_000
				}
			},
			{
				extends: true,
				test: {
					name: 'integration',
					include: ['tests/integration/**/*.test.ts'],
					globalSetup: ['tests/integration/global-setup.ts'],
					testTimeout: 60_000,
					hookTimeout: 60_000
				}
			},
			{
				extends: true,
				test: {
					name: 'e2e',
					include: ['tests/e2e/**/*.test.ts'],
					globalSetup: ['tests/e2e/global-setup.ts'],
					setupFiles: ['tests/e2e/setup.ts'],
					testTimeout: 240_000,
					hookTimeout: 120_000,
					fileParallelism: false
				}
			},
			{
				extends: true,
				test: {
					// No test: takes the pictures of the README (npm run screenshots).
					name: 'readme',
					include: ['tests/readme/**/*.shot.ts'],
					globalSetup: ['tests/e2e/global-setup.ts'],
					testTimeout: 240_000,
					hookTimeout: 120_000
				}
			}
		]
	}
});
