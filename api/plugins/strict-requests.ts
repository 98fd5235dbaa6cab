import fp from 'fastify-plugin';
import { Type } from 'typebox';
import { Problem } from '../problems/problem.ts';
import type { FieldFault } from '../problems/validation.ts';

const none = Type.Object({}, { additionalProperties: false });

/**
 * Refuses what no route asked for: a parameter given twice, and parameters where a route names
 * none. Register it before every route.
 */
export const strictRequests = fp(
  (app) => {
    app.addHook('onRequest', ({ url }, _reply, done) => {
      const errors = namesAtFault(url);
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

/** Of two values under one name each reader takes another. And no parameter has a name that reaches into a prototype. */
function namesAtFault(url: string): readonly (FieldFault & { readonly in: 'query' })[] {
  const query = url.indexOf('?');
  if (query === -1) return [];
  const names = [...new URLSearchParams(url.slice(query + 1)).keys()];
  const faults = (code: 'unknown-field' | 'field-repeated', fields: readonly string[]) =>
    [...new Set(fields)].map(
      (field) => ({ pointer: `/${field}`, in: 'query', code, params: { field } }) as const,
    );
  return [
    ...faults(
      'unknown-field',
      names.filter((name) => name === '__proto__'),
    ),
    ...faults(
      'field-repeated',
      names.filter((name, index) => names.indexOf(name) !== index),
    ),
  ];
}
