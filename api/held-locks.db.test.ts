import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pdfText } from '../conformance/pdf-text.ts';
import { openDatabase, type Database } from '../prisma/client.ts';
import { locks } from '../prisma/locks.ts';
import { openApiWorld, type ApiWorld } from '../test/api-world.ts';

// Who waits for a lock of PostgreSQL has a connection meanwhile: one client that asks for much at once leaves most of them to
// everybody else.

let world: ApiWorld;
let other: Database;
let address: string;
beforeAll(async () => {
  world = await openApiWorld();
  other = openDatabase(world.databaseUrl, { poolSize: 2 });
  address = await world.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await other.$disconnect();
  await world.close();
});

const clients = ['portal-1', 'portal-2', 'portal-3', 'portal-4', 'portal-5', 'portal-6'];
const timesOfEach = 10;

async function upload(client: string): Promise<number> {
  const form = new FormData();
  form.append('file', new Blob([pdfText()], { type: 'application/pdf' }), 'paper.pdf');
  const reply = await fetch(`${address}/v1/uploads`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await world.token('portal', client, client)}`,
      'idempotency-key': randomUUID(),
    },
    body: form,
  });
  await reply.arrayBuffer();
  return reply.status;
}

async function register(client: string): Promise<number> {
  const body = { url: 'http://127.0.0.1:9/hook' };
  return (await world.call(client, 'POST', '/v1/webhooks', { body })).statusCode;
}

test.each([
  ['uploads', upload, locks.uploadsOfClient],
  ['webhooks that are registered', register, locks.webhooksOfClient],
] as const)(
  '%s of many wait for a lock that is held with three connections at most',
  async (_what, send, lock) => {
    const seen = await other.$transaction(
      async (tx) => {
        for (const client of clients)
          await tx.$queryRaw`SELECT pg_advisory_xact_lock(${lock}::int, hashtext(${client}))::text`;
        const sent = Promise.all(
          clients.flatMap((client) => Array.from({ length: timesOfEach }, () => send(client))),
        );
        let most = 0;
        while (most === 0) {
          await sleep(10);
          most = await waitingFor(lock);
        }
        const read = await world.call('head-1', 'GET', '/v1/applications');
        return { sent, read: read.statusCode, most: Math.max(most, await waitingFor(lock)) };
      },
      { timeout: 30_000 },
    );

    expect(seen.read).toBe(200);
    expect(seen.most).toBeLessThanOrEqual(3);
    // Every one is taken in the end; who waited too long for the lock is told to come again.
    const answered = new Set(await seen.sent);
    expect([...answered].filter((status) => ![201, 503].includes(status))).toEqual([]);
    expect(answered).toContain(201);
  },
);

async function waitingFor(lock: number): Promise<number> {
  const [row] = await other.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM pg_locks WHERE locktype = 'advisory' AND classid = ${lock}::oid AND NOT granted`;
  return row.count;
}
