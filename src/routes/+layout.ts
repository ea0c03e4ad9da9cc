/** Pages are documents unless they say otherwise: a mistyped address is answered without a script, too. */
export const csr = false;
