import fp from 'fastify-plugin';
import { Type } from 'typebox';
import { within } from '../../regulation/pointer.ts';
import { Problem } from './problem.ts';
import type { FieldFault } from './validation.ts';

const none = Type.Object({}, { additionalProperties: false });

/**
 * Refuses what no route asked for: a parameter given twice, or written so that it cannot be read, and parameters where a route
 * names none. Register it before every route.
 */
export const strictRequests = fp(
  (app) => {
    app.addHook('onRequest', ({ url }, _reply, done) => {
      const errors = parameterFaults(url);
      if (errors.length > 0) throw new Problem('invalid-query', { errors });
      done();
    });
    app.addHook('onRoute', (route) => {
      if (route.schema?.operationId !== undefined) route.schema.querystring ??= none;
    });
    return Promise.resolve();
  },
  { name: 'strict-requests' },
);

/**
 * What is wrong with the parameters as they are written. Of two values under one name each reader takes another; what is not
 * UTF-8 in percent-encoding each reads in another way; and no parameter has a name that reaches into a prototype.
 */
function parameterFaults(url: string): readonly ParameterFault[] {
  const query = url.indexOf('?');
  if (query === -1) return [];
  const given = url
    .slice(query + 1)
    .split('&')
    .filter((text) => text !== '')
    .map(parameterOf);
  const names = given.map(({ name }) => name);
  const unreadable = given.filter(({ isReadable }) => !isReadable).map(({ name }) => name);
  return [
    ...[...new Set(unreadable)].map(
      (name) => ({ pointer: within('', name), in: 'query', code: 'encoding-malformed' }) as const,
    ),
    ...told(
      'unknown-field',
      names.filter((name) => name === '__proto__'),
    ),
    ...told(
      'field-repeated',
      names.filter((name, index) => names.indexOf(name) !== index),
    ),
  ];
}

type ParameterFault = FieldFault & { readonly in: 'query' };

function told(
  code: 'unknown-field' | 'field-repeated',
  fields: readonly string[],
): readonly ParameterFault[] {
  return [...new Set(fields)].map((field) => ({
    pointer: within('', field),
    in: 'query',
    code,
    params: { field },
  }));
}

function parameterOf(text: string): { readonly name: string; readonly isReadable: boolean } {
  const [raw = ''] = text.split('=', 1);
  const [name, value] = [decoded(raw), decoded(text.slice(raw.length + 1))];
  return { name: name ?? raw, isReadable: name !== null && value !== null };
}

/** A part of a query as it is meant, or null when it is no text that can be kept. */
function decoded(raw: string): string | null {
  try {
    const text = decodeURIComponent(raw.replaceAll('+', ' '));
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
