import { DatabaseError } from 'pg';

// What PostgreSQL, its driver and Prisma say went wrong, read in one place. Prisma wraps PostgreSQL's own code (SQLSTATE) in
// an error of its own, whose code is then P2010, or one of a few others, whatever happened.

/** PostgreSQL's code of an error, whoever wraps it, or null when PostgreSQL did not say it. */
export function sqlStateOf(error: unknown): string | null {
  for (const each of chainOf(error)) {
    if (each instanceof DatabaseError) return each.code ?? null;
    const state = driverErrorOf(each)?.originalCode;
    if (typeof state === 'string') return state;
  }
  return null;
}

/** Whether PostgreSQL refused a row because another one with the same unique key was faster. */
export function isKeyTaken(error: unknown): boolean {
  return sqlStateOf(error) === '23505' || chainOf(error).some((each) => codeOf(each) === 'P2002');
}

/** Whether PostgreSQL cannot keep or compare a text: it holds a NUL, or half a character. */
export function isUnstorableText(error: unknown): boolean {
  return ['22021', '22P05'].includes(sqlStateOf(error) ?? '');
}

/**
 * SQLSTATEs of what is over by itself, and then the same request is taken. Classes: 08 connections, 40 transactions rolled back
 * (deadlock, serialization), 53 room and memory, 57 somebody stops or starts it, or cut a statement off. Single ones: a lock
 * that was not free in time, a transaction that was too long or idle.
 */
const passingStates = /^(08|40|53|57)...$|^(55P03|25P03|25P04)$/;

/**
 * Codes of Prisma (no connection, none free, an answer too late, a transaction ended or in conflict), of its driver, and of Node
 * for the same, and for a disk that is full.
 */
const passingCodes = new Set<unknown>([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'P2034',
  'P2037',
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'TransactionWriteConflict',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOSPC',
  'EDQUOT',
]);

/** How the driver says that a connection was lost or could not be had: in words, without a code. */
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/;

/** Whether what went wrong is over by itself: whoever asked may ask again, and nothing of it was kept. */
export function isPassing(error: unknown): boolean {
  if (passingStates.test(sqlStateOf(error) ?? '')) return true;
  return chainOf(error).some(
    (each) =>
      passingCodes.has(codeOf(each)) ||
      passingCodes.has(driverErrorOf(each)?.kind) ||
      each.name === 'PrismaClientInitializationError' ||
      lostConnection.test(each.message),
  );
}

/** Whether PostgreSQL could not write since its disk is full. */
export function isDiskFull(error: unknown): boolean {
  return sqlStateOf(error) === '53100';
}

const deepestCause = 5;

/** An error and what caused it. */
function chainOf(error: unknown): readonly Error[] {
  const chain: Error[] = [];
  for (let each = error; each instanceof Error && chain.length < deepestCause; each = each.cause)
    chain.push(each);
  return chain;
}

function codeOf(error: Error): unknown {
  return 'code' in error ? error.code : undefined;
}

/** What the driver's adapter noted of an error that Prisma wraps, or that it throws itself: its own kind, and PostgreSQL's code. */
export function driverErrorOf(
  error: Error,
): { readonly kind?: unknown; readonly originalCode?: unknown; readonly detail?: unknown } | undefined {
  const { meta } = error as { readonly meta?: { readonly driverAdapterError?: { readonly cause?: object } } };
  if (meta?.driverAdapterError?.cause !== undefined) return meta.driverAdapterError.cause;
  // Thrown by the adapter itself, its cause is a plain object.
  const { cause } = error;
  return error.name === 'DriverAdapterError' && typeof cause === 'object' && cause !== null
    ? cause
    : undefined;
}
