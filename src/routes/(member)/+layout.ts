/** A member's page is a document and nothing else: no client-side code, whatever the other pages do. */
export const ssr = true;
export const csr = false;
export const prerender = false;
export const trailingSlash = 'ignore';
