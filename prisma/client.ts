import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';

import { PrismaClient, type Prisma } from './generated/client.ts';
import { readAsPrisma } from './row-types.ts';
import { openTurns, type Turns } from './turns.ts';

export type { PrismaClient } from './generated/client.ts';
export { Prisma } from './generated/client.ts';

const connectTimeoutMs = 5_000;
// A connection left in the middle of a transaction would hold an application's line for everybody.
const abandonedTransactionMs = 15_000;
// Longer than hundreds of transactions one after another take, and shorter than a sender's patience.
const turnPatienceMs = 20_000;

/** Settings of the pool behind a client. */
export interface DatabaseOptions {
  /** Connections held at most, 10 unless given. */
  readonly poolSize?: number;
  /** How long a statement waits for a row before it fails and may be tried again: 5 s unless given. */
  readonly lockTimeoutMs?: number;
}

/** A Prisma client, and a short way past it for the few questions that every read asks. */
export type Database = PrismaClient & {
  /**
   * The rows that a question gives, as `$queryRaw` gives them, on the same connections, and in a third of its processor time
   * (docs/decisions/0029). Not in a transaction.
   */
  readonly readRows: <Row>(question: Prisma.Sql) => Promise<Row[]>;
  /**
   * Where a transaction that waits for a lock of PostgreSQL (prisma/locks.ts) waits first, by what it locks, before it takes a
   * connection: whatever one client sends at once, most connections are left to everybody else.
   */
  readonly turns: Turns;
};

/**
 * A client of the database at `url`: the only place where one is made. It connects with the first question;
 * `$disconnect` closes all its connections.
 */
export function openDatabase(
  url: string,
  { poolSize = 10, lockTimeoutMs = 5_000 }: DatabaseOptions = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: abandonedTransactionMs,
    application_name: 'otinish',
    // Prisma writes and reads instants without their offset, as if every session spoke UTC.
    options: '-c TimeZone=UTC',
    keepAlive: true,
  });
  // A connection that breaks while nobody uses it is replaced by the next question.
  pool.on('error', () => undefined);
  const nameOf = statementNames();
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: true,
    statementNameGenerator: ({ sql }) => nameOf(sql),
  });
  return Object.assign(new PrismaClient({ adapter }), {
    turns: openTurns({ atOnce: Math.max(1, Math.floor(poolSize / 3)), patienceMs: turnPatienceMs }),
    readRows: async <Row>({ text, values }: Prisma.Sql): Promise<Row[]> => {
      const { rows } = await pool.query({ name: nameOf(text), text, values, types: readAsPrisma });
      return rows as Row[];
    },
  });
}

// Statements are few and the same for ever, lists of varying length aside: past this many, one goes unnamed.
const namedStatements = 200;

/** Names each statement once, so that PostgreSQL parses and plans it once per connection. */
function statementNames(): (sql: string) => string {
  const names = new Map<string, string>();
  return (sql) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= namedStatements) return '';
    const name = `s${String(names.size)}`;
    names.set(sql, name);
    return name;
  };
}
