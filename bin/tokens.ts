import { readFileSync } from 'node:fs';
import { decodeJwt } from 'jose';
import type { KitOptions } from '../conformance/opening.ts';
import { WrongUse } from './command.ts';

const text = { type: 'string' } as const;

/** The words that name officers. */
export const officersOptions = {
  'executor-token': text,
  'head-token': text,
  'notifier-token': text,
  'executor-id': text,
} as const;

type Given = { readonly [Name in keyof typeof officersOptions]?: string | undefined };

/** The one address that a command was given. */
export function addressOf(positionals: readonly string[]): string {
  const [url, ...more] = positionals;
  if (url === undefined || more.length > 0) throw new WrongUse('name one URL');
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw new WrongUse(`'${url}' is no address of a deployment`);
  return url;
}

/** The officers' tokens, or null when none was given. Throws when one is missing. */
export function officersOf(given: Given): KitOptions['officers'] {
  const executor = bearer(given['executor-token']);
  const head = bearer(given['head-token']);
  const notifier = bearer(given['notifier-token']);
  if (executor === undefined && head === undefined && notifier === undefined) return null;
  if (executor === undefined || head === undefined || notifier === undefined)
    throw new WrongUse('officers come together: --head-token, --executor-token and --notifier-token');
  return { executor, head, notifier, executorId: given['executor-id'] ?? subjectOf(executor) };
}

function subjectOf(token: string): string {
  try {
    const { sub } = decodeJwt(token);
    if (sub !== undefined) return sub;
  } catch {
    // An opaque token names nobody to those who only carry it.
  }
  throw new WrongUse('the executor’s token does not say who he is: give --executor-id');
}

/** A token as it was given, or as it stands in the file that was named. */
export function bearer(given: string | undefined): string | undefined {
  if (given === undefined || !given.startsWith('@')) return given;
  try {
    return readFileSync(given.slice(1), 'utf8').trim();
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}
