import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { languageOf, languagePlugin } from './language.ts';

async function app() {
  const server = Fastify();
  await server.register(languagePlugin);
  server.get('/', (request) => ({ language: languageOf(request) }));
  server.get('/file', (_request, reply) => reply.type('application/pdf').send('%PDF'));
  return server;
}

test.each([
  ['kk', 'kk'],
  ['KK', 'kk'],
  ['kk-KZ', 'kk'],
  ['kk-Cyrl-KZ, en;q=0.1', 'kk'],
  ['kz', 'kk'],
  ['kz-KZ, ru;q=0.8', 'kk'],
  ['en, kz;q=0.9', 'en'],
  ['en-GB, ru;q=0.5', 'en'],
  ['ru;q=0.1, kk;q=0.9, en;q=0.5', 'kk'],
  ['en;q=0, kk;q=0.001', 'kk'],
  ['fr, en;q=0.2', 'en'],
  ['*', 'ru'],
  ['fr, *;q=0.5', 'ru'],
  ['en, *;q=0.1', 'en'],
  ['fr', 'ru'],
  ['', 'ru'],
  ['kk;q=0', 'ru'],
  ['en;q=2', 'en'],
  ['en;q=many', 'ru'],
  [';;;,,,=', 'ru'],
  [`${'x-'.repeat(4_000)}x, en`, 'en'],
])('Accept-Language %j is answered in %s', async (asked, language) => {
  const reply = await (await app()).inject({ url: '/', headers: { 'accept-language': asked } });

  expect(reply.json()).toEqual({ language });
  expect(reply.headers).toMatchObject({ 'content-language': language, vary: 'Accept-Language' });
});

test('who asks for no language is answered in Russian; a file says none', async () => {
  const server = await app();

  expect((await server.inject('/')).headers['content-language']).toBe('ru');
  expect((await server.inject('/file')).headers).not.toHaveProperty('content-language');
});
