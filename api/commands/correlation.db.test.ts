import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

const submission = {
  'x-message-id': 'portal-message-1',
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
};
const correlation = { messageId: 'portal-message-1', traceId: '4bf92f3577b34da6a3ce929d0e0e4736' };

test('an application keeps how its portal named the submission, whoever reads it and whatever came since', async () => {
  const request = { body: await world.submission(), key: randomUUID(), headers: submission };
  const submitted = await world.call('portal-1', 'POST', '/v1/applications', request);
  expect(submitted.json()).toMatchObject({ correlation });
  expect(submitted.headers['x-message-id']).toBe('portal-message-1');

  const path = String(submitted.headers['location']);
  const repeated = { ...request, headers: { 'x-message-id': 'portal-message-2' } };
  const again = await world.call('portal-1', 'POST', '/v1/applications', repeated);
  expect(again.json()).toMatchObject({ correlation });
  expect(again.headers['x-message-id']).toBe('portal-message-2');

  const withdrawal = { body: {}, headers: { 'x-message-id': 'portal-message-3' } };
  const withdrawn = await world.call('portal-1', 'POST', `${path}/withdrawal`, withdrawal);
  expect(withdrawn.json()).toMatchObject({ correlation });
  expect((await world.call('head-1', 'GET', path)).json()).toMatchObject({ correlation });
});

test('the outcome of a command tells how its sender named it, and no request that was refused is kept', async () => {
  const submitted = await world.call('portal-1', 'POST', '/v1/applications', {
    body: await world.submission(),
  });
  const path = String(submitted.headers['location']);
  world.gateway.away = true;
  const headers = { ...submission, 'x-message-id': 'withdrawal-7' };
  const pending = await world.call('portal-1', 'POST', `${path}/withdrawal`, { body: {}, headers });
  world.gateway.away = false;
  expect(pending.statusCode).toBe(202);
  const outcome = await world.call('portal-1', 'GET', pending.json<{ href: string }>().href);
  expect(outcome.json()).toMatchObject({ correlation: { ...correlation, messageId: 'withdrawal-7' } });

  const before = await world.db.command.count();
  const malformed = { body: {}, headers: { 'x-message-id': 'no name at all' } };
  expect((await world.call('portal-1', 'POST', `${path}/withdrawal`, malformed)).statusCode).toBe(400);
  expect(await world.db.command.count()).toBe(before);
});
