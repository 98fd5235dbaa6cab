import { parseInstant } from '../../calendars/instant.ts';
import { roles } from './actor.ts';
import { parseCommandId } from './ids.ts';

/** The greatest integer of PostgreSQL's. */
const greatest = 2_147_483_647;
const deepest = 8;

/**
 * What keeps a value that an update brought under a name from being a command's envelope; null when nothing does. What the
 * command says is compared with its row. The cost is that of reading the value once, which Temporal bounds to 2 MB.
 */
export function envelopeFault(value: unknown, name: string): string | null {
  if (!isObject(value)) return 'it is no object';
  const { id, seq, receivedAt, expectedVersion, actor, command } = value;
  if (typeof id !== 'string' || parseCommandId(id) === null) return 'its id is no UUID';
  if (!isInteger(seq, 2)) return 'it has no place in the queue';
  if (typeof receivedAt !== 'string' || !isInstant(receivedAt)) return 'it has no instant of receipt';
  if (expectedVersion !== undefined && !isInteger(expectedVersion, 0)) return 'its version is no number';
  if (!isObject(actor) || ![...roles, 'calendar'].some((role) => role === actor['role']))
    return 'it has no actor';
  if (!isObject(command) || command['name'] !== name) return `it is no command ${name}`;
  return isStorable(value) ? null : 'it holds what no record can hold';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isInteger(value: unknown, least: number): boolean {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= greatest;
}

function isInstant(text: string): boolean {
  try {
    return parseInstant(text) === text;
  } catch {
    return false;
  }
}

/** Whether PostgreSQL takes it as JSON: no NUL, no half of a character, not too deep. */
function isStorable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (!isObject(value)) return true;
  if (depth === deepest) return false;
  return Object.entries(value).every(([name, each]) => isStorable(name) && isStorable(each, depth + 1));
}
