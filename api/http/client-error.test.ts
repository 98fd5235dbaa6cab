import { connect } from 'node:net';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientErrorHandler } from './client-error.ts';
import { apiVersion } from '../version.ts';

const app = Fastify({
  clientErrorHandler,
  requestTimeout: 200,
  http: { headersTimeout: 100, connectionsCheckingInterval: 50 },
});
let port: number;
beforeAll(async () => {
  app.post('/', () => 'ok');
  port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
});
afterAll(() => app.close());

/** Everything a server says to these bytes until it ends the connection. */
function answerTo(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => (answer += part));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

test.each([
  ['an unknown method', 'BREW / HTTP/1.1\r\nhost: a\r\n\r\n', 400, 'request-malformed'],
  ['no HTTP at all', '\u0016\u0003\u0001 hello\r\n\r\n', 400, 'request-malformed'],
  [
    'two lengths',
    'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0',
    400,
    'request-malformed',
  ],
  ['headers without end', `GET / HTTP/1.1\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'headers-too-large'],
  ['headers that never end', 'GET / HTTP/1.1\r\nhost: a\r\nx: ', 408, 'request-timeout'],
  [
    'a body that never comes',
    'POST / HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
    408,
    'request-timeout',
  ],
])('%s is answered with a problem, and the connection ends', async (_what, bytes, status, code) => {
  const [head = '', body = ''] = (await answerTo(bytes)).split('\r\n\r\n');

  expect(head.split(' ')[1]).toBe(String(status));
  expect(head).toContain('content-type: application/problem+json; charset=utf-8');
  expect(head).toContain(`api-version: ${apiVersion}`);
  expect(JSON.parse(body)).toMatchObject({ status, code });
});
