import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		adapter: adapter({ out: 'build', precompress: true }),
		experimental: { explicitEnvironmentVariables: true },
		// A member's page carries its few kilobytes of CSS inside the document; the office sheet is larger and stays a file.
		inlineStyleThreshold: 12_000
	}
};
