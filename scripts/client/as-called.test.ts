import { expect, test } from 'vitest';
import { asCalled } from './as-called.ts';

const key = { in: 'header', name: 'Idempotency-Key', required: true };
const id = { in: 'path', name: 'id', required: true };

test('callers see addresses from the root, no 202, and no key that they must give', () => {
  const called = asCalled({
    servers: [{ url: '/v1' }],
    paths: {
      '/applications/{id}/objection': { post: { parameters: [id, key], responses: { 200: {}, 202: {} } } },
    },
    components: { parameters: { key, id } },
  });

  const optional = { ...key, required: false };
  expect(called.paths).toEqual({
    '/v1/applications/{id}/objection': { post: { parameters: [id, optional], responses: { 200: {} } } },
  });
  expect(called.components.parameters).toEqual({ key: optional, id });
});

test('a 202 that is the only answer stays, and so does an address without a prefix', () => {
  const paths = { '/v1/webhooks/{id}/redelivery': { post: { responses: { 202: {} } } } };

  expect(asCalled({ servers: [{ url: '/' }], paths }).paths).toEqual(paths);
});
