/**
 * The longest a transaction may take that commits a command, in milliseconds. PostgreSQL ends it after that, and the
 * portal tries again with the same key.
 */
export const commandTransactionMs = 2_000;

/**
 * How long after its instant a milestone is settled, in milliseconds: longer than any command transaction, so that a
 * command stamped before the milestone is in the line when the line is read.
 */
export const graceMs = 3_000;
