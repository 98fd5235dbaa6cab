import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { nobodyTold } from '../../test/no-operators.ts';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';
import type { CommandEnvelope } from '../../workflows/application/messages.ts';
import { commitCommand } from './intake.ts';
import { createRelay } from './relay.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
beforeEach(() => {
  world.gateway.away = false;
});
afterAll(() => world.close());

const submissions = '/v1/applications';

async function submitted(): Promise<string> {
  const reply = await world.call('portal-1', 'POST', submissions, { body: await world.submission() });
  expect(reply.statusCode).toBe(201);
  return String(reply.headers['location']);
}

async function versionOf(path: string): Promise<number> {
  return (await world.call('head-1', 'GET', path)).json<{ version: number }>().version;
}

async function relayRound(): Promise<number> {
  // As if two seconds had passed: younger commands belong to the requests that brought them.
  await world.db
    .$executeRaw`UPDATE commands SET received_at = received_at - interval '3 seconds' WHERE decided_at IS NULL`;
  const { app, db, calendars, gateway, confirmations } = world;
  const now = (): Date => new Date();
  return createRelay({
    db,
    calendars,
    workflows: gateway,
    confirmations,
    now,
    broken: nobodyTold,
    log: app.log,
  }).round();
}

test('a decision that Temporal never confirmed is handed over again until it is', async () => {
  const path = await submitted();
  await world.confirmations.flush();
  const id = path.split('/').at(-1) ?? '';
  const unconfirmed = { applicationId: id, confirmedAt: null };
  expect(await world.db.command.count({ where: unconfirmed })).toBe(0);
  await world.db.$executeRaw`
    UPDATE commands SET confirmed_at = NULL, received_at = received_at - interval '3 seconds' WHERE application_id = ${id}::uuid`;

  await relayRound();
  await world.confirmations.flush();

  expect(await world.db.command.count({ where: unconfirmed })).toBe(0);
  expect(await world.db.auditEvent.count({ where: { applicationId: id, type: 'received' } })).toBe(1);
});

test('a command is given as it was committed, every member of it', async () => {
  const id = (await submitted()).split('/').at(-1) ?? '';
  const application = await world.db.application.findUniqueOrThrow({ where: { id } });

  const { application: _application, ...committed } = await commitCommand(world, {
    application,
    request: {
      owner: 'portal-1',
      key: randomUUID(),
      bodyHash: 'of a withdrawal',
      correlation: { messageId: 'message-1', traceId: '4bf92f3577b34da6a3ce929d0e0e4736' },
    },
    actor: { role: 'portal', client: 'portal-1' },
    command: { name: 'withdraw', termination: randomUUID() },
    body: {},
    clientId: 'portal-1',
  });
  const kept = await world.db.command.findUniqueOrThrow({ where: { id: committed.id } });
  const delivered = await relayRound();

  expect(committed).toStrictEqual(kept);
  expect(delivered).toBe(1);
});

test('the same key and request get the same answer, once', async () => {
  const path = await submitted();
  const request = { body: { executorId: 'executor-1' }, version: await versionOf(path), key: randomUUID() };

  const first = await world.call('head-1', 'POST', `${path}/executor`, request);
  const again = await world.call('head-1', 'POST', `${path}/executor`, request);

  expect([first.statusCode, again.statusCode]).toEqual([200, 200]);
  expect(again.headers['idempotency-replayed']).toBe('true');
  expect(again.headers['etag']).toBe(first.headers['etag']);
  expect(await world.db.command.count({ where: { applicationId: path.split('/')[3] ?? '' } })).toBe(2);
});

test('a repeated refusal is the same refusal', async () => {
  const path = await submitted();
  const request = { body: { reason: 'x' }, key: randomUUID() };
  await world.call('portal-1', 'POST', `${path}/withdrawal`, { body: {} });

  const first = await world.call('portal-1', 'POST', `${path}/withdrawal`, request);
  const again = await world.call('portal-1', 'POST', `${path}/withdrawal`, request);

  expect(first.json()).toMatchObject({ status: 409, code: 'already-withdrawn' });
  expect(again.json()).toMatchObject({ status: 409, code: 'already-withdrawn' });
  expect(again.headers['idempotency-replayed']).toBe('true');
});

test('a submission sent twice is one application', async () => {
  const request = { body: await world.submission(), key: randomUUID() };

  const [first, again] = await Promise.all([
    world.call('portal-1', 'POST', submissions, request),
    world.call('portal-1', 'POST', submissions, request),
  ]);
  const third = await world.call('portal-1', 'POST', submissions, request);

  const locations = [first, again, third].map(({ statusCode, headers }) =>
    statusCode === 201 ? headers['location'] : 'pending',
  );
  expect(new Set(locations.filter((each) => each !== 'pending')).size).toBe(1);
  expect(third.statusCode).toBe(201);
});

test('another body under the same key is 422, and no key is 400', async () => {
  const path = await submitted();
  const key = randomUUID();
  await world.call('portal-1', 'POST', `${path}/withdrawal`, { body: {}, key });

  const other = await world.call('portal-1', 'POST', `${path}/withdrawal`, { body: { reason: 'x' }, key });
  const without = await world.call('portal-1', 'POST', `${path}/withdrawal`, { body: {}, key: '' });

  expect(other.json()).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
  expect(without.json()).toMatchObject({ status: 400, code: 'idempotency-key-missing' });
});

test('an officer must say which version he looked at', async () => {
  const path = await submitted();
  const body = { executorId: 'executor-1' };

  const without = await world.call('head-1', 'POST', `${path}/executor`, { body });
  const malformed = await world.call('head-1', 'POST', `${path}/executor`, {
    body,
    headers: { 'if-match': 'two' },
  });
  const stale = await world.call('head-1', 'POST', `${path}/executor`, { body, version: 1 });

  expect(without.json()).toMatchObject({ status: 428, code: 'precondition-required' });
  expect(malformed.json()).toMatchObject({ status: 400, code: 'precondition-malformed' });
  expect(stale.json()).toMatchObject({ status: 412, code: 'stale-version' });
});

test('what does not pass validation leaves nothing behind', async () => {
  const path = await submitted();
  const version = await versionOf(path);
  await world.call('head-1', 'POST', `${path}/executor`, { body: { executorId: 'executor-1' }, version });
  const before = await world.db.command.count();

  const reply = await world.call('executor-1', 'POST', `${path}/completeness`, {
    version: version + 1,
    body: {
      finding: 'incomplete',
      missing: ['yieldCalculation'],
      reasons: 'x',
      hearing: { at: 'soon', way: 'video', place: 'a' },
    },
  });
  const unknown = await world.call('executor-1', 'POST', `${path}/completeness`, {
    version: version + 1,
    body: { finding: 'incomplete', missing: ['yieldCalculation', 'nothing'], reasons: 'a\u0000b' },
  });
  const staff = await world.call('head-1', 'POST', `${path}/executor`, {
    version: version + 1,
    body: { executorId: 'head-2', reason: 'x' },
  });

  expect(reply.json()).toMatchObject({
    status: 400,
    errors: [{ pointer: '/hearing/at', code: 'instant-invalid' }],
  });
  expect(unknown.json()).toMatchObject({ errors: [{ pointer: '/reasons', code: 'text-malformed' }] });
  expect(staff.json()).toMatchObject({
    errors: [
      { pointer: '/executorId', code: 'staff-no-executor', text: expect.stringContaining('head') as string },
    ],
  });
  expect(await world.db.command.count()).toBe(before);
});

test('while Temporal is away a submission is kept, told with its date, and delivered later', async () => {
  // What tests before left unconfirmed is not to be handed over again in the middle of this one.
  await world.confirmations.flush();
  world.gateway.away = true;
  const request = { body: await world.submission(), key: randomUUID() };

  const first = await world.call('portal-1', 'POST', submissions, request);
  const again = await world.call('portal-1', 'POST', submissions, request);
  const { commandId, href, applicationId } = first.json<Record<string, string>>();
  const pending = await world.call('portal-1', 'GET', String(href));
  const foreign = await world.call('portal-2', 'GET', String(href));
  const nothing = await relayRound();
  world.gateway.away = false;
  const delivered = await relayRound();
  const accepted = await world.call('portal-1', 'GET', String(href));
  const replay = await world.call('portal-1', 'POST', submissions, request);

  expect(first.statusCode).toBe(202);
  expect(first.json()).toMatchObject({ status: 'pending', resultDueOn: '2026-12-18' });
  expect(first.headers['location']).toBe(href);
  expect(again.json()).toMatchObject({ commandId });
  expect(pending.json()).toMatchObject({ status: 'pending', applicationId });
  expect(foreign.statusCode).toBe(404);
  expect([nothing, delivered]).toEqual([0, 1]);
  expect(accepted.json()).toMatchObject({ status: 'accepted', version: 2 });
  expect(replay.statusCode).toBe(201);
  expect(replay.json()).toMatchObject({ id: applicationId, stage: 'registered' });
});

test('commands kept while Temporal was away are decided in the order in which they came', async () => {
  const path = await submitted();
  world.gateway.away = true;
  const version = await versionOf(path);
  const appointing = await world.call('head-1', 'POST', `${path}/executor`, {
    body: { executorId: 'executor-1' },
    version,
  });
  const stale = await world.call('head-2', 'POST', `${path}/executor`, {
    body: { executorId: 'executor-2' },
    version,
  });
  world.gateway.away = false;
  await relayRound();

  const [first, second] = await Promise.all([
    world.call('head-1', 'GET', appointing.json<{ href: string }>().href),
    world.call('head-2', 'GET', stale.json<{ href: string }>().href),
  ]);

  expect([appointing.statusCode, stale.statusCode]).toEqual([202, 202]);
  expect(first.json()).toMatchObject({ status: 'accepted' });
  expect(second.json()).toMatchObject({ status: 'refused', problem: { code: 'stale-version', status: 412 } });
});

test('a command for an application that is over is refused and kept, though no workflow takes it', async () => {
  const path = await submitted();
  await world.call('portal-1', 'POST', `${path}/withdrawal`, { body: {} });
  const draft = (await world.call('head-1', 'GET', `${path}/draft`)).json<Record<string, string>>();
  const { draftId, sha256 } = draft;
  const version = await versionOf(path);
  await world.call('head-1', 'POST', `${path}/decision`, { body: { draftId, sha256 }, version });

  const late = await world.call('portal-1', 'POST', `${path}/withdrawal`, { body: { reason: 'again' } });

  expect(late.json()).toMatchObject({
    status: 409,
    code: 'application-closed',
    stage: 'terminated',
    allowed: [],
  });
  const events = (await world.call('head-1', 'GET', `${path}/events`)).json<{ items: unknown[] }>().items;
  expect(events.at(-1)).toMatchObject({ type: 'command-refused', data: { code: 'application-closed' } });
});

test('documents supplied at a hearing must be the client’s own files, and free', async () => {
  const path = await submitted();
  const taken = await world.db.upload.findFirstOrThrow({
    where: { applicationId: path.split('/')[3] ?? '' },
  });

  const reply = await world.call('portal-1', 'POST', `${path}/documents`, {
    body: {
      documents: [
        { kind: 'other', uploadId: randomUUID() },
        { kind: 'other', uploadId: taken.id },
      ],
    },
  });

  expect(reply.json()).toMatchObject({
    status: 400,
    errors: [
      { pointer: '/documents/0/uploadId', code: 'upload-unknown' },
      { pointer: '/documents/1/uploadId', code: 'upload-already-used' },
    ],
  });
});

test('what is wrong with supplied files is told together with what is wrong with the rest of the body', async () => {
  const path = await submitted();
  const taken = await world.db.upload.findFirstOrThrow({
    where: { applicationId: path.split('/')[3] ?? '' },
  });
  const documents = [
    { kind: 'photo', uploadId: randomUUID() },
    { kind: 'other', uploadId: taken.id },
    { kind: 'other', uploadId: taken.id },
    { kind: 'other', uploadId: 'none' },
  ];

  const reply = await world.call('portal-1', 'POST', `${path}/documents`, {
    body: { documents, remark: 'x' },
  });

  expect(reply.json()).toMatchObject({ status: 400, code: 'invalid-body' });
  const { errors } = reply.json<{ errors: { pointer: string; code: string }[] }>();
  expect(errors.map(({ pointer, code }) => `${pointer} ${code}`).toSorted()).toEqual([
    '/documents/0/kind value-not-allowed',
    '/documents/0/uploadId upload-unknown',
    '/documents/1/uploadId upload-already-used',
    '/documents/2/uploadId upload-named-twice',
    '/documents/3/uploadId text-shape-wrong',
    '/remark unknown-field',
  ]);
});

test('a line that stays locked lets nothing in half: the portal tries again with the same key', async () => {
  const path = await submitted();
  const id = path.split('/')[3] ?? '';
  const request = { body: {}, key: randomUUID() };

  const locked = await world.db.$transaction(
    async (other) => {
      await other.$queryRaw`SELECT FROM command_lines WHERE application_id = ${id}::uuid FOR UPDATE`;
      return world.call('portal-1', 'POST', `${path}/withdrawal`, request);
    },
    { timeout: 10_000 },
  );
  const again = await world.call('portal-1', 'POST', `${path}/withdrawal`, request);

  expect(locked.json()).toMatchObject({ status: 503, code: 'temporarily-unavailable' });
  expect(again.statusCode).toBe(200);
  expect(again.headers['idempotency-replayed']).toBeUndefined();
});

test('numbers and instants of a line grow together, without gaps, however many come at once', async () => {
  const path = await submitted();
  await Promise.all(
    Array.from({ length: 12 }, () => world.call('portal-1', 'POST', `${path}/hearing-waiver`, { body: {} })),
  );

  const rows = await world.db.command.findMany({
    where: { applicationId: path.split('/')[3] ?? '' },
    orderBy: { seq: 'asc' },
  });
  expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 13 }, (_, index) => index + 1));
  const instants = rows.map(({ receivedAt }) => receivedAt.getTime());
  expect(instants).toEqual(instants.toSorted((a, b) => a - b));
});

test('a command is delivered with the very instant that was stored', async () => {
  const path = await submitted();
  const { gateway } = world;
  const deliver = gateway.deliver.bind(gateway);
  const delivered: CommandEnvelope[] = [];
  gateway.deliver = (id, envelope) => {
    delivered.push(envelope);
    return deliver(id, envelope);
  };

  await world.call('portal-1', 'POST', `${path}/withdrawal`, { body: {} });
  gateway.deliver = deliver;

  const [envelope] = delivered;
  const row = await world.db.command.findUniqueOrThrow({ where: { id: envelope?.id ?? '' } });
  expect(envelope).toMatchObject({ seq: 2, receivedAt: row.receivedAt.toISOString() });
});

test.each([
  ['a list', 'applications', 'GET', '/v1/applications'],
  ['a command before its transaction', 'commands', 'POST', '/withdrawal'],
] as const)(
  '%s that waits for a lock in vain is told to come again, as what passes by itself',
  async (_, table, method, url) => {
    const path = await submitted();

    const reply = await world.db.$transaction(
      async (tx) => {
        await tx.$executeRawUnsafe(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
        return world.call(
          'portal-1',
          method,
          method === 'GET' ? url : `${path}${url}`,
          method === 'GET' ? {} : { body: {}, version: 2 },
        );
      },
      { timeout: 30_000 },
    );

    expect([reply.statusCode, reply.headers['retry-after']]).toEqual([503, '5']);
  },
  30_000,
);
