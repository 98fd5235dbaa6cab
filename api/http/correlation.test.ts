import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { problems } from './answering.ts';
import { correlation, traceIdOf } from './correlation.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const parent = '00f067aa0ba902b7';

test('a valid traceparent names the trace, also of a later version of the standard', () => {
  for (const traceparent of [
    `00-${traceId}-${parent}-01`,
    `00-${traceId}-${parent}-00`,
    `cc-${traceId}-${parent}-01-what-comes-later`,
  ])
    expect(traceIdOf({ headers: { traceparent } })).toBe(traceId);
});

test('any other begins a trace of its own', () => {
  for (const traceparent of [
    undefined,
    '',
    `ff-${traceId}-${parent}-01`,
    `00-${traceId}-${parent}-01-more`,
    `00-${'0'.repeat(32)}-${parent}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `00-${traceId.toUpperCase()}-${parent}-01`,
    `00-${traceId}-${parent}`,
    `00-${traceId}-${parent}-01, 00-${traceId}-${parent}-01`,
  ]) {
    const made = traceIdOf({ headers: traceparent === undefined ? {} : { traceparent } });
    expect(made).toMatch(/^[0-9a-f]{32}$/);
    expect(made).not.toBe(traceId);
  }
});

async function app() {
  const server = Fastify({ genReqId: traceIdOf });
  await server.register(correlation);
  await server.register(problems);
  server.get('/', (request) => request.correlation);
  return server;
}

test('the portal’s own name for a message comes back, and the trace in what goes wrong', async () => {
  const server = await app();
  const headers = { 'x-message-id': 'egov:2026/11-0001', traceparent: `00-${traceId}-${parent}-01` };

  const reply = await server.inject({ url: '/', headers });
  expect(reply.json()).toEqual({ messageId: 'egov:2026/11-0001', traceId });
  expect(reply.headers['x-message-id']).toBe('egov:2026/11-0001');

  const wrong = await server.inject({ url: '/nowhere', headers });
  expect(wrong.json()).toMatchObject({ code: 'not-found', traceId });
  expect(wrong.headers['x-message-id']).toBe('egov:2026/11-0001');
});

test('a name that is a text, too long, or empty is refused', async () => {
  const server = await app();
  for (const messageId of ['two words', 'a'.repeat(129), '', 'имя']) {
    const reply = await server.inject({ url: '/', headers: { 'x-message-id': messageId } });
    expect(reply.json()).toMatchObject({
      code: 'invalid-header',
      errors: [{ pointer: '/x-message-id', in: 'header', code: 'text-shape-wrong' }],
    });
    expect(reply.headers).not.toHaveProperty('x-message-id');
  }
});
