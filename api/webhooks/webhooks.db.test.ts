import { randomUUID } from 'node:crypto';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import type { CloudEvent } from '../../delivery/cloud-event.ts';
import { deliverUntil } from '../../delivery/dispatch.ts';
import { publishEvents } from '../../delivery/publishing.ts';
import { createSecretBox } from '../../delivery/secret-box.ts';
import { createSender } from '../../delivery/sending.ts';
import { readConfig } from '../../config.ts';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';
import { answers, openSubscriber, type Behaviour, type Subscriber } from '../../test/subscriber.ts';

interface Shown {
  readonly id: string;
  readonly url: string;
  readonly status: string;
  readonly secret: string;
  readonly reason: { readonly code: string; readonly text: string } | null;
}

let world: ApiWorld;
let undo: (() => Promise<void>)[];
let portal: string;
let portals = 0;
beforeAll(async () => {
  world = await openApiWorld();
  const asked = new AbortController();
  const { publicUrl, webhookSecretKeys } = readConfig({ DATABASE_URL: 'postgresql://nobody@127.0.0.1/none' });
  const running = deliverUntil(asked.signal, {
    db: world.db,
    sender: createSender({
      inside: true,
      resolve: () => Promise.reject(new Error('no names')),
      overallMs: 2_000,
    }),
    secrets: createSecretBox(webhookSecretKeys),
    publicUrl,
    everyMs: 10,
    onFailure: (error) => {
      throw error;
    },
  });
  return async () => {
    asked.abort();
    await running;
    await world.close();
  };
});
beforeEach(() => {
  undo = [];
  portals += 1;
  portal = `portal-${String(portals)}`;
});
afterEach(async () => {
  for (const close of undo) await close();
});

async function subscriberThat(behave?: Behaviour): Promise<Subscriber> {
  const subscriber = await openSubscriber(behave);
  undo.push(() => subscriber.close());
  return subscriber;
}

async function register(body: object, key?: string) {
  const reply = await world.call(portal, 'POST', '/v1/webhooks', {
    body,
    ...(key === undefined ? {} : { key }),
  });
  return { status: reply.statusCode, body: reply.json<Shown & { code: string }>(), headers: reply.headers };
}

/** An application of this portal, its events published. */
async function submitted(): Promise<string> {
  const body = await world.submission(portal);
  const reply = await world.call(portal, 'POST', '/v1/applications', { body });
  while ((await publishEvents(world.db)) > 0);
  return reply.json<{ id: string }>().id;
}

const post = (path: string, body: object = {}, key?: string, who = portal) =>
  world.call(who, 'POST', path, { body, ...(key === undefined ? {} : { key }) });
const get = (path: string, who = portal) => world.call(who, 'GET', path);
const deliveriesOf = async (id: string, query = '') => {
  const reply = await get(`/v1/webhooks/${id}/deliveries${query}`);
  return reply.json<{ items: Record<string, unknown>[]; next: string | null }>();
};

test('a webhook is registered once for a key, and its secret is shown here and nowhere else', async () => {
  const { url } = await subscriberThat();
  const key = randomUUID();
  const first = await register({ url, events: ['issued'] }, key);
  const again = await register({ url, events: ['issued'] }, key);

  expect(first).toMatchObject({
    status: 201,
    body: { url, events: ['issued'], status: 'active', reason: null },
  });
  expect(first.headers.location).toBe(`/v1/webhooks/${first.body.id}`);
  expect(again.body).toEqual(first.body);
  expect((await register({ url }, key)).body.code).toBe('idempotency-key-reused');
  const { secret, ...shown } = first.body;
  expect(secret).toMatch(/^whsec_/);
  expect((await get(`/v1/webhooks/${shown.id}`)).json()).toEqual(shown);
  expect((await get('/v1/webhooks')).json()).toEqual({ items: [shown] });
  const row = await world.db.webhook.findUnique({ where: { id: shown.id } });
  expect(JSON.stringify(row)).not.toContain(secret.slice('whsec_'.length));
});

test('what is wrong with a registration is told with its place', async () => {
  const faults = async (body: object) => {
    const reply = await world.call(portal, 'POST', '/v1/webhooks', { body });
    const { code, errors = [] } = reply.json<{
      code: string;
      errors?: { pointer: string; code: string }[];
    }>();
    return [reply.statusCode, code, ...errors.map((fault) => `${fault.pointer} ${fault.code}`)];
  };

  expect(await faults({})).toEqual([400, 'invalid-body', '/url field-missing']);
  expect(await faults({ url: 'ftp://portal.example/' })).toEqual([
    400,
    'invalid-body',
    '/url webhook-url-malformed',
  ]);
  expect(await faults({ url: 'http://me:secret@127.0.0.1/' })).toEqual([
    400,
    'invalid-body',
    '/url webhook-url-credentials',
  ]);
  expect(await faults({ url: 'http://127.0.0.1/\0' })).toEqual([400, 'invalid-body', '/url text-malformed']);
  expect(await faults({ url: 'http://127.0.0.1/', events: ['drafted'] })).toEqual([
    400,
    'invalid-body',
    '/events/0 value-not-allowed',
  ]);
});

test.each([
  ['a sandbox', { WEBHOOKS_INSIDE: 'false' }],
  ['a deployment without sandbox time', { SANDBOX: 'false' }],
])('in %s one’s own network and plain HTTP are refused at once', async (_where, env) => {
  const strict = await openApiWorld(env);
  undo.push(() => strict.close());
  const codeFor = async (url: string) => {
    const reply = await strict.call('portal-1', 'POST', '/v1/webhooks', { body: { url } });
    return reply.json<{ errors?: { code: string }[] }>().errors?.[0]?.code;
  };

  expect(await codeFor('http://portal.example.kz/hook')).toBe('webhook-url-not-https');
  expect(await codeFor('https://169.254.169.254/latest')).toBe('webhook-url-inside');
  expect(await codeFor('https://localhost/hook')).toBe('webhook-url-inside');
  expect(await codeFor('http://127.0.0.1:4000/hook')).toBe('webhook-url-not-https');
});

test('a client has ten webhooks at most; a removed one makes room, and is there no more', async () => {
  const url = 'http://127.0.0.1:9/hook';
  const registered = await Promise.all(Array.from({ length: 12 }, () => register({ url })));

  expect(registered.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    ...Array<number>(10).fill(201),
    409,
    409,
  ]);
  expect(registered.find(({ status }) => status === 409)?.body.code).toBe('webhook-limit-reached');
  const id = registered.find(({ status }) => status === 201)?.body.id ?? '';
  expect((await post(`/v1/webhooks/${id}/removal`)).statusCode).toBe(204);
  expect((await post(`/v1/webhooks/${id}/removal`)).statusCode).toBe(204);
  expect((await get(`/v1/webhooks/${id}`)).statusCode).toBe(404);
  expect((await register({ url })).status).toBe(201);
  expect(await world.db.webhook.findUnique({ where: { id } })).toMatchObject({
    status: 'removed',
    secret: '',
  });
});

test('the key of a webhook that was removed opens nothing any more', async () => {
  const key = randomUUID();
  const body = { url: 'http://127.0.0.1:9/hook' };
  const { id } = (await post('/v1/webhooks', body, key)).json<{ id: string }>();
  await post(`/v1/webhooks/${id}/removal`);

  expect((await post('/v1/webhooks', body, key)).json()).toMatchObject({ status: 404, code: 'not-found' });
});

test('another client’s webhook does not exist', async () => {
  const { body } = await register({ url: 'http://127.0.0.1:9/hook' });
  const path = `/v1/webhooks/${body.id}`;
  const stranger = `${portal}00`;

  for (const suffix of ['', '/deliveries'])
    expect((await get(`${path}${suffix}`, stranger)).statusCode).toBe(404);
  for (const suffix of ['/removal', '/secret', '/test', '/redelivery']) {
    const reply = await post(`${path}${suffix}`, { since: '2026-01-01T00:00:00Z' }, undefined, stranger);
    expect([suffix, reply.statusCode]).toEqual([suffix, 404]);
  }
  expect((await get('/v1/webhooks', stranger)).json()).toEqual({ items: [] });
  expect((await world.call('head-1', 'GET', '/v1/webhooks')).statusCode).toBe(403);
});

test('a ping is posted once for a key, and the list says what came of it', async () => {
  const subscriber = await subscriberThat();
  const { body } = await register({ url: subscriber.url });
  const key = randomUUID();

  const reply = await post(`/v1/webhooks/${body.id}/test`, {}, key);
  await post(`/v1/webhooks/${body.id}/test`, {}, key);
  expect(reply.statusCode).toBe(202);
  const { id } = reply.json<{ id: string }>();
  await expect
    .poll(async () => (await deliveriesOf(body.id)).items.map(({ status }) => status))
    .toEqual(['delivered']);

  const [one] = subscriber.received;
  expect(new Verifier(body.secret).verify(one?.body ?? '', one?.headers ?? {})).toMatchObject({
    id,
    type: 'kz.otinish.webhook.ping.v1',
  });
  expect((await deliveriesOf(body.id)).items).toMatchObject([
    { id, event: null, attempts: 1, lastStatus: 204 },
  ]);
});

test('after a rotation both secrets sign; a repeat gives the same new one', async () => {
  const subscriber = await subscriberThat();
  const { body } = await register({ url: subscriber.url });
  const key = randomUUID();
  const rotated = (await post(`/v1/webhooks/${body.id}/secret`, {}, key)).json<Shown>();

  expect((await post(`/v1/webhooks/${body.id}/secret`, {}, key)).json<Shown>().secret).toBe(rotated.secret);
  await post(`/v1/webhooks/${body.id}/test`);
  await expect.poll(() => subscriber.received.length).toBe(1);

  const [one] = subscriber.received;
  expect(one?.headers['webhook-signature']?.split(' ')).toHaveLength(2);
  for (const secret of [body.secret, rotated.secret])
    expect(new Verifier(secret).verify(one?.body ?? '', one?.headers ?? {})).toBeTruthy();

  await world.db.webhook.update({ where: { id: body.id }, data: { formerSecretUntil: new Date(0) } });
  await post(`/v1/webhooks/${body.id}/test`);
  await expect.poll(() => subscriber.received.length).toBe(2);
  expect(subscriber.received[1]?.headers['webhook-signature']?.split(' ')).toHaveLength(1);
});

test('events before the registration come by redelivery since a moment, one event by its id, with the same ids', async () => {
  const application = await submitted();
  const subscriber = await subscriberThat();
  const { body } = await register({ url: subscriber.url });
  const path = `/v1/webhooks/${body.id}/redelivery`;

  const key = randomUUID();
  const since = { since: '2026-01-01T00:00:00+05:00' };
  expect((await post(path, since, key)).json()).toEqual({ queued: 2, nextSince: null });
  await expect.poll(() => subscriber.received.length).toBe(2);
  await post(path, since, key);
  const told = subscriber.received.map((one) => JSON.parse(one.body) as CloudEvent);
  expect(told.map(({ subject, sequence }) => [subject, sequence])).toEqual([
    [application, '1'],
    [application, '2'],
  ]);

  expect((await post(path, { eventId: told[0]?.id })).statusCode).toBe(202);
  await expect.poll(() => subscriber.received.length).toBe(3);
  expect(subscriber.received[2]?.headers['webhook-id']).toBe(told[0]?.id);
  expect((await deliveriesOf(body.id)).items).toHaveLength(2);
});

test('the key of one redelivery is refused for another, and nothing is queued', async () => {
  await submitted();
  const { body } = await register({ url: 'http://127.0.0.1:9/hook' });
  const path = `/v1/webhooks/${body.id}/redelivery`;
  const [key, unused] = [randomUUID(), randomUUID()];
  const all = { since: '2026-01-01T00:00:00Z' };

  expect((await post(path, { eventId: randomUUID() }, unused)).statusCode).toBe(400);
  expect((await post(path, all, key)).statusCode).toBe(202);
  const other = await post(path, { since: '2026-06-01T00:00:00Z' }, key);

  expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([422, 'idempotency-key-reused']);
  expect((await post(path, all, key)).statusCode).toBe(202);
  // What was refused as it stood has used no key.
  expect((await post(path, all, unused)).statusCode).toBe(202);
});

test('an older rotation that comes again rotates nothing', async () => {
  const { body } = await register({ url: 'http://127.0.0.1:9/hook' });
  const path = `/v1/webhooks/${body.id}/secret`;
  const first = randomUUID();
  await post(path, {}, first);
  const { secret } = (await post(path, {})).json<Shown>();

  const again = (await post(path, {}, first)).json<Shown>();

  expect(again.secret).toBe(secret);
});

test('a redelivery names one of both, and an event of its own client', async () => {
  const { body } = await register({ url: 'http://127.0.0.1:9/hook' });
  const foreign = await world.db.portalEvent.findFirst({ where: { clientId: { not: portal } } });
  const faults = async (asked: object) => {
    const reply = await post(`/v1/webhooks/${body.id}/redelivery`, asked);
    return reply.json<{ errors?: { pointer: string; code: string }[] }>().errors?.map(({ code }) => code);
  };

  expect(foreign).not.toBeNull();
  expect(await faults({})).toEqual(['field-missing']);
  expect(await faults({ eventId: foreign?.id, since: '2026-01-01T00:00:00Z' })).toEqual(['either-or']);
  // The second is a moment of the year 0 in UTC, which PostgreSQL does not know.
  for (const since of ['yesterday', '0001-01-01T00:00:00+05:00'])
    expect(await faults({ since })).toEqual(['instant-invalid']);
  expect(await faults({ eventId: foreign?.id })).toEqual(['event-unknown']);
  expect(await faults({ eventId: randomUUID() })).toEqual(['event-unknown']);
});

test('a webhook that answered 410 says so, and takes no more; dead letters are listed with words', async () => {
  const subscriber = await subscriberThat(answers(410));
  const { body } = await register({ url: subscriber.url });
  await submitted();
  await expect.poll(async () => (await get(`/v1/webhooks/${body.id}`)).json<Shown>().status).toBe('gone');

  expect((await get(`/v1/webhooks/${body.id}`)).json<Shown>().reason?.text).toContain('410');
  const dead = await deliveriesOf(body.id, '?status=dead');
  expect(dead.items).toHaveLength(2);
  expect(dead.items).toContainEqual(
    expect.objectContaining({
      lastStatus: 410,
      lastReason: expect.objectContaining({ code: 'gone' }) as unknown,
      event: expect.objectContaining({ fact: 'received', sequence: '1' }) as unknown,
    }),
  );
  expect(dead.items).toContainEqual(
    expect.objectContaining({ lastReason: expect.objectContaining({ code: 'webhook-stopped' }) as unknown }),
  );
  for (const suffix of ['/test', '/secret', '/redelivery']) {
    const reply = await post(`/v1/webhooks/${body.id}${suffix}`, { since: '2026-01-01T00:00:00Z' });
    expect([suffix, reply.statusCode, reply.json<{ code: string }>().code]).toEqual([
      suffix,
      409,
      'webhook-gone',
    ]);
  }
});

test('a failing webhook takes a test ping, and no redelivery before one has arrived', async () => {
  const { body } = await register({ url: 'http://127.0.0.1:9/hook' });
  await world.db.webhook.update({ where: { id: body.id }, data: { status: 'failing' } });

  const redelivery = await post(`/v1/webhooks/${body.id}/redelivery`, { since: '2026-01-01T00:00:00Z' });
  const ping = await post(`/v1/webhooks/${body.id}/test`, {});

  expect([redelivery.statusCode, redelivery.json<{ code: string }>().code]).toEqual([409, 'webhook-stopped']);
  expect(ping.statusCode).toBe(202);
});

test('deliveries are paged, queued last first; a cursor of nobody is 400', async () => {
  await submitted();
  await submitted();
  const { body } = await register({ url: 'http://127.0.0.1:9/hook' });
  await post(`/v1/webhooks/${body.id}/redelivery`, { since: '2026-01-01T00:00:00Z' });

  const first = await deliveriesOf(body.id, '?limit=3');
  const second = await deliveriesOf(body.id, `?limit=3&cursor=${String(first.next)}`);
  const ids = [...first.items, ...second.items].map(({ id }) => id);
  expect([first.items.length, second.items.length, new Set(ids).size, second.next]).toEqual([3, 1, 4, null]);
  for (const query of ['?cursor=abc', '?limit=0', '?status=lost', '?what=else'])
    expect((await get(`/v1/webhooks/${body.id}/deliveries${query}`)).statusCode).toBe(400);
});

test('a request about a webhook that comes again says so, whatever it asks', async () => {
  const subscriber = await subscriberThat();
  const asks: (readonly [string, object | undefined])[] = [['/v1/webhooks', { url: subscriber.url }]];
  const said: unknown[] = [];
  for (const [path, body] of asks) {
    const request = { key: randomUUID(), ...(body === undefined ? {} : { body }) };
    const [first, again] = [
      await world.call(portal, 'POST', path, request),
      await world.call(portal, 'POST', path, request),
    ];
    said.push([first, again].map(({ headers }) => headers['idempotency-replayed']));
    if (asks.length > 1) continue;
    const webhook = `/v1/webhooks/${first.json<{ id: string }>().id}`;
    asks.push(
      [`${webhook}/test`, undefined],
      [`${webhook}/secret`, undefined],
      [`${webhook}/redelivery`, { since: '2026-11-26T00:00:00Z' }],
      [`${webhook}/removal`, undefined],
    );
  }

  expect(said).toEqual(asks.map(() => [undefined, 'true']));
});
