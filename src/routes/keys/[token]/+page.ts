/** A key sheet is made and read in the holder's browser. */
export const csr = true;
