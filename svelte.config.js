import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		adapter: adapter({ out: 'build', precompress: true }),
		// Of pages with a script: the office, and where key sheets are read. Kit adds a nonce for the few lines it starts a
		// page with. Member pages and print documents set stricter policies of their own.
		csp: {
			mode: 'auto',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				// Charts and bars set their size in style attributes.
				'style-src': ['self', 'unsafe-inline'],
				// A photo of a key sheet or a slip is read in the page.
				'img-src': ['self', 'data:', 'blob:'],
				'media-src': ['self', 'blob:'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['none']
			}
		},
		experimental: { explicitEnvironmentVariables: true },
		// A member's page carries its few kilobytes of CSS inside the document; the office sheet is larger and stays a file.
		inlineStyleThreshold: 12_000
	}
};
