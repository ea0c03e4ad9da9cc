/** The office has charts and long tables: its pages run in the browser, too. */
export const csr = true;
