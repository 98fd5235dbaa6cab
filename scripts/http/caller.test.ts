import { afterEach, expect, test } from 'vitest';
import { loopback, type Loopback } from '../../client/loopback.fake.ts';
import { patientFetch } from '../../client/wire.ts';
import { caller } from './caller.ts';

let server: Loopback;
afterEach(() => server.close());

test('a change is sent again under its key when the API was away meanwhile', async () => {
  server = await loopback((_asked, times) =>
    times < 2
      ? ((['hang-up', { status: 503 }] as const)[times] ?? 'hang-up')
      : { status: 201, body: { id: 'a' } },
  );
  const portal = caller(server.url, 'a-token', patientFetch({ backoffMs: 1 }));

  await expect(portal.post('/v1/applications', { subtype: 'inward' })).resolves.toMatchObject({
    status: 201,
  });
  expect(server.asked.map(({ body }) => body)).toEqual(Array(3).fill('{"subtype":"inward"}'));
  expect(new Set(server.asked.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
});
