import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { Problem } from './problem.ts';
import { bodyLimits, mostValuesIn } from './body-limits.ts';
import { isWithoutFaults, jsonFaultsOf } from './json-faults.ts';
import { deepestJson, mostNames, sizeOfJson } from './json-size.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Takes a body as what it says: JSON in UTF-8, uncompressed, each name once, nothing that another reader would
 * understand differently. Whatever else it is, is refused before a schema sees it, and what is too much of it before
 * anybody reads it. Register it after `problems`.
 */
export const jsonBody = fp(
  (app) => {
    app.removeContentTypeParser('application/json');
    app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
      try {
        done(null, parseJson(request, body as Buffer));
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    });

    app.addHook('onRoute', (route) => {
      // A route that describes no body needs none of any size.
      if (route.schema?.body === undefined) route.bodyLimit ??= bodyLimits.codes;
    });
    app.addHook('onRequest', (request, _reply, done) => {
      const encoding = request.headers['content-encoding'] ?? 'identity';
      if (encoding.trim().toLowerCase() !== 'identity') throw new Problem('content-encoding-refused');
      done();
    });
    return Promise.resolve();
  },
  { name: 'json-body' },
);

function parseJson({ headers, routeOptions }: FastifyRequest, body: Buffer): unknown {
  const charset = /;\s*charset\s*=\s*"?([^\s";]*)/i.exec(headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw new Problem('charset-refused');
  const max = mostValuesIn(routeOptions.bodyLimit);
  const size = sizeOfJson(body, max);
  switch (size.kind) {
    case 'too-deep':
      throw new Problem('json-too-deep', { params: { max: deepestJson } });
    case 'too-many-values':
      throw new Problem('json-too-many-values', { params: { max } });
    case 'too-many-names':
      throw new Problem('json-too-many-names', { params: { max: mostNames } });
    case 'fits':
  }
  const text = decode(body);
  const value = parse(text);
  // Where something is looked for only when there is something: the search costs more than all the rest.
  const errors = isWithoutFaults(value, size) ? [] : jsonFaultsOf(text);
  if (errors.length > 0) throw new Problem('invalid-body', { errors });
  return value;
}

function decode(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch (cause) {
    throw new Problem('body-not-utf8', { cause });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Problem('malformed-json', { params: placeOf(cause, text), cause });
  }
}

/** Where the parser stopped, in lines and characters from 1: the end when it says no position. */
function placeOf(cause: unknown, text: string): { readonly line: number; readonly column: number } {
  const told = cause instanceof Error ? /at position (\d+)/.exec(cause.message)?.[1] : undefined;
  const before = text.slice(0, told === undefined ? text.length : Number(told));
  const line = before.split('\n');
  return { line: line.length, column: Array.from(line.at(-1) ?? '').length + 1 };
}
