import { expect, test } from 'vitest';
import { nameSchemas } from './openapi-components.ts';

const action = { title: 'Action', type: 'object', properties: { title: { type: 'string' } } };
const answer = (schema: object) => ({ responses: { 200: { content: { 'application/json': { schema } } } } });

test('a titled schema stands once among the components, whatever holds it', () => {
  const page = { title: 'Page', type: 'array', items: action };
  const { components, paths } = nameSchemas({
    components: { securitySchemes: {} },
    paths: { '/one': { get: answer(action) }, '/many': { get: answer(page) } },
  });

  expect(components).toEqual({
    securitySchemes: {},
    schemas: {
      Action: action,
      Page: { title: 'Page', type: 'array', items: { $ref: '#/components/schemas/Action' } },
    },
  });
  expect(paths).toEqual({
    '/one': { get: answer({ $ref: '#/components/schemas/Action' }) },
    '/many': { get: answer({ $ref: '#/components/schemas/Page' }) },
  });
});

test('another schema of the same title, titles in words, and examples stay where they are', () => {
  const other = { title: 'Action', type: 'string' };
  const example = { type: 'object', title: 'What was asked', examples: [{ title: 'Contract' }] };
  const { paths } = nameSchemas({
    paths: {
      '/one': { get: answer(action) },
      '/two': { get: answer(other) },
      '/three': { get: answer(example) },
    },
  });

  expect(paths).toMatchObject({ '/two': { get: answer(other) }, '/three': { get: answer(example) } });
});
