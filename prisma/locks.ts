/**
 * Under which numbers PostgreSQL lets one go after another (advisory locks). They mean nothing else in this database. Who
 * waits for one holds a connection: what a client may ask for many times at once waits for its turn before that (`turns` of
 * a Database).
 */
export const locks = {
  /** One relay at a time over all servers. */
  relay: 219_001,
  /** One publisher at a time over all workers. */
  publisher: 219_002,
  /** Counting and registering of one client's webhooks. */
  webhooksOfClient: 219_003,
  /** Making the dry run of one proposal anew. */
  dryRunOfProposal: 219_004,
  /** Records of the same uploaded bytes, made and removed. */
  uploadedBytes: 219_005,
  /** Comparing the record with how far it had come. */
  recordEpoch: 219_019,
  /** Counting and recording of one client's files that no application has named. */
  uploadsOfClient: 219_007,
} as const;
