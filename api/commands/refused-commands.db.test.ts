import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';
import { mostRefused } from './refused-commands.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

test('one sender has so many commands refused within an hour, or waiting; then he waits, and nobody else does', async () => {
  const submission = await world.call('portal-1', 'POST', '/v1/applications', {
    body: await world.submission(),
  });
  const path = String(submission.headers['location']);
  const id = path.split('/').at(-1) ?? '';
  const objecting = () => world.call('portal-1', 'POST', `${path}/objection`, { body: { text: 'no' } });
  const atOnce = (times: number) => Promise.all(Array.from({ length: times }, objecting));
  const decideAll =
    'UPDATE commands SET outcome = $2::jsonb, decided_at = now() WHERE application_id = $1::uuid AND seq > 1';

  // All are refused, since no hearing is open; the first ones, with no workflow to say so, may yet be.
  world.gateway.away = true;
  for (let sent = 0; sent < mostRefused - 4; sent += 8)
    expect((await atOnce(8)).map(({ statusCode }) => statusCode)).toEqual(Array(8).fill(202));
  const last = await atOnce(8);

  expect(last.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([
    202, 202, 202, 202, 429, 429, 429, 429,
  ]);
  const refused = last.find(({ statusCode }) => statusCode === 429);
  expect(refused?.json()).toMatchObject({ code: 'too-many-refused-commands' });
  const seconds = Number(refused?.headers['retry-after']);
  expect(seconds).toBeGreaterThan(3_000);
  expect(seconds).toBeLessThanOrEqual(3_600);

  await world.db.$executeRawUnsafe(decideAll, id, '{"kind": "refused"}');
  expect((await objecting()).statusCode).toBe(429);
  const head = await world.call('head-1', 'POST', `${path}/executor`, {
    body: { executorId: 'executor-1' },
    version: 1,
  });
  expect(head.statusCode).toBe(202);

  // The oldest one is older than an hour: there is room for one more.
  await world.db.$executeRaw`
    UPDATE commands SET received_at = received_at - interval '1 hour' WHERE application_id = ${id}::uuid AND seq = 2`;
  expect([(await objecting()).statusCode, (await objecting()).statusCode]).toEqual([202, 429]);

  // What was accepted counts for nothing.
  await world.db.$executeRawUnsafe(decideAll, id, '{"kind": "accepted"}');
  expect((await objecting()).statusCode).toBe(202);
});
