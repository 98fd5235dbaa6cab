import { connect } from 'node:net';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problems } from './answering.ts';
import { requestHead, routing } from './request-head.ts';

const app = Fastify(routing);
let port: number;
beforeAll(async () => {
  await app.register(requestHead);
  await app.register(problems);
  app.post('/things', ({ body }) => ({ body }));
  app.get('/things/:id', ({ params }) => params);
  port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
});
afterAll(() => app.close());

/** What is answered to a head and a body as they are written to a connection. */
async function answerTo(head: readonly string[], body = ''): Promise<{ status: number; body: unknown }> {
  const answer = await new Promise<string>((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`${[...head, 'accept-language: en', 'connection: close'].join('\r\n')}\r\n\r\n${body}`);
    });
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => (text += part));
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
  const [start = '', told = ''] = answer.replace('HTTP/1.1 100 Continue\r\n\r\n', '').split('\r\n\r\n');
  expect(start).toContain('content-type: application/');
  return { status: Number(start.split(' ')[1]), body: JSON.parse(told) };
}

const ask = 'GET /things/1 HTTP/1.1';

test.each([
  ['no Host', [ask]],
  ['two Hosts', [ask, 'host: a', 'host: b']],
  ['the same Host twice', [ask, 'Host: a', 'host: a']],
  ['two Hosts in one line', [ask, 'host: a, b']],
  ['a Host with a path', [ask, 'host: a/b']],
  ['a Host with a name before it', [ask, 'host: me@a']],
])('a request with %s is 400, and says so', async (_what, head) => {
  expect(await answerTo(head)).toMatchObject({
    status: 400,
    body: { code: 'request-malformed', errors: [{ pointer: '/host', in: 'header', code: 'host-malformed' }] },
  });
});

test.each([
  ['a name', [ask, 'host: portal.example.kz']],
  ['a port', [ask, 'host: 127.0.0.1:3000']],
  ['an address of version 6', [ask, 'host: [::1]:3000']],
  ['nothing in it, as HTTP allows where there is no authority', [ask, 'host:']],
  ['none at all, as HTTP/1.0 had it', ['GET /things/1 HTTP/1.0']],
])('a Host with %s is taken', async (_what, head) => {
  expect(await answerTo(head)).toEqual({ status: 200, body: { id: '1' } });
});

test('an expectation that nobody here can meet is 417 with a problem; 100-continue is met', async () => {
  const post = ['POST /things HTTP/1.1', 'host: a', 'content-type: application/json', 'content-length: 2'];

  expect(await answerTo([...post, 'expect: 200-ok'], '{}')).toMatchObject({
    status: 417,
    body: {
      status: 417,
      code: 'expectation-refused',
      detail: expect.stringContaining('100-continue') as unknown,
    },
  });
  expect(await answerTo([...post, 'expect: 100-continue'], '{}')).toEqual({
    status: 200,
    body: { body: {} },
  });
});

test.each([
  ['of another scheme', 'ftp://a/things/1', 400, 'request-malformed'],
  ['that ends in the middle of a character', '/things/%F0%9F', 400, 'request-malformed'],
  ['that is longer than addresses are', `/things/${'a'.repeat(9_000)}`, 414, 'address-too-long'],
  ['that is longer, where nothing is', `/${'a'.repeat(9_000)}`, 414, 'address-too-long'],
])('an address %s is refused in the language asked for', async (_what, target, status, code) => {
  const answer = await answerTo([`GET ${target} HTTP/1.1`, 'host: a']);

  expect(answer).toMatchObject({
    status,
    body: { code, title: expect.stringMatching(/^[A-Z][a-z ]+$/) as unknown },
  });
});

test('a whole address is as good as its path, and a long name in it reaches its route', async () => {
  expect(await answerTo(['GET http://a:80/things/1?x=%FF HTTP/1.1', 'host: a'])).toMatchObject({
    status: 200,
  });
  const long = 'a'.repeat(4_000);
  expect(await answerTo([`GET /things/${long} HTTP/1.1`, 'host: a'])).toEqual({
    status: 200,
    body: { id: long },
  });
});
