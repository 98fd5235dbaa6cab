import { PrismaPg } from '@prisma/adapter-pg';

import { PrismaClient } from './generated/client.ts';

export type { PrismaClient } from './generated/client.ts';
export { Prisma } from './generated/client.ts';

const connectTimeoutMs = 5_000;
// A connection left in the middle of a transaction would hold an application's line for everybody.
const abandonedTransactionMs = 15_000;

/** Settings of the pool behind a client. */
export interface DatabaseOptions {
  /** Connections held at most, 10 unless given. */
  readonly poolSize?: number;
  /** How long a statement waits for a row before it fails and may be tried again: 5 s unless given. */
  readonly lockTimeoutMs?: number;
}

/**
 * A client of the database at `url`: the only place where one is made. It connects with the first question;
 * `$disconnect` closes all its connections.
 */
export function openDatabase(
  url: string,
  { poolSize = 10, lockTimeoutMs = 5_000 }: DatabaseOptions = {},
): PrismaClient {
  const adapter = new PrismaPg(
    {
      connectionString: url,
      max: poolSize,
      connectionTimeoutMillis: connectTimeoutMs,
      lock_timeout: lockTimeoutMs,
      idle_in_transaction_session_timeout: abandonedTransactionMs,
      application_name: 'otinish',
      keepAlive: true,
    },
    { statementNameGenerator: statementNames() },
  );
  return new PrismaClient({ adapter });
}

// Statements are few and the same for ever, lists of varying length aside: past this many, one goes unnamed.
const namedStatements = 200;

/** Names each statement once, so that PostgreSQL parses and plans it once per connection. */
function statementNames(): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= namedStatements) return '';
    const name = `s${String(names.size)}`;
    names.set(sql, name);
    return name;
  };
}
