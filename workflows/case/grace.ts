/**
 * The longest time that a transaction which commits a command may take, in milliseconds. PostgreSQL then ends it, and the portal
 * tries again with the same key.
 */
export const commandTransactionMs = 2_000;

/**
 * How long after its instant a milestone is settled, in milliseconds. It is longer than any command transaction, so a command
 * stamped before the milestone is in the queue when the queue is read.
 */
export const graceMs = 3_000;
