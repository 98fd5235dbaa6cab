import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

async function submitted(client = 'portal-1', overrides = {}): Promise<string> {
  const body = await world.submission(client, overrides);
  const reply = await world.call(client, 'POST', '/v1/applications', { body });
  expect(reply.statusCode).toBe(201);
  return String(reply.headers['location']);
}

interface Page {
  readonly items: readonly { readonly id: string; readonly stage: string }[];
  readonly next: string | null;
}

test('an application exists for its portal, its executor, the heads of its unit and operators, and for nobody else', async () => {
  const path = await submitted();
  const before = await world.call('executor-1', 'GET', path);
  await world.call('head-1', 'POST', `${path}/executor`, { body: { executorId: 'executor-1' }, version: 2 });

  const statuses = await Promise.all(
    ['portal-1', 'portal-2', 'executor-1', 'executor-2', 'head-2', 'ops-1', 'admin-1', 'notifier-1'].map(
      async (who) => [who, (await world.call(who, 'GET', path)).statusCode],
    ),
  );

  expect(before.statusCode).toBe(404);
  expect(Object.fromEntries(statuses)).toEqual({
    'portal-1': 200,
    'portal-2': 404,
    'executor-1': 200,
    'executor-2': 404,
    'head-2': 200,
    'ops-1': 200,
    'admin-1': 403,
    'notifier-1': 403,
  });
});

test('a command for somebody else’s application is 404, of another role 403', async () => {
  const path = await submitted();

  const foreign = await world.call('portal-2', 'POST', `${path}/withdrawal`, { body: {} });
  const role = await world.call('executor-1', 'POST', `${path}/withdrawal`, { body: {} });
  const notThere = await world.call('portal-1', 'POST', '/v1/applications/no-uuid/withdrawal', { body: {} });

  expect([foreign, role, notThere].map(({ statusCode }) => statusCode)).toEqual([404, 403, 404]);
});

test('without a good token there is no answer', async () => {
  const without = await world.app.inject({ method: 'GET', url: '/v1/applications' });
  const bad = await world.app.inject({
    method: 'GET',
    url: '/v1/applications',
    headers: { authorization: 'Bearer a.b.c' },
  });
  const stranger = await world.call('executor-99', 'GET', '/v1/applications');

  expect(without.json()).toMatchObject({ status: 401, code: 'unauthenticated' });
  expect(without.headers['www-authenticate']).toBe('Bearer realm="otinish"');
  expect(bad.statusCode).toBe(401);
  expect(bad.headers['www-authenticate']).toBe('Bearer realm="otinish", error="invalid_token"');
  expect(stranger.json()).toMatchObject({ status: 403, code: 'staff-not-registered' });
});

test('a token is taken however its scheme is written', async () => {
  const token = await world.token('portal');

  for (const written of [`Bearer   ${token}`, `bearer ${token}`, `BEARER ${token}`]) {
    const headers = { authorization: written };
    expect((await world.app.inject({ url: '/v1/applications', headers })).statusCode).toBe(200);
  }
  const headers = { authorization: `Basic ${token}` };
  const other = await world.app.inject({ url: '/v1/applications', headers });
  expect([other.statusCode, other.headers['www-authenticate']]).toEqual([401, 'Bearer realm="otinish"']);
});

test('an officer who is no longer active, or never had the role, is nobody', async () => {
  await world.db.staff.update({ where: { id: 'executor-3' }, data: { active: false } });
  const claims = { subject: 'executor-2', clientId: 'desk', roles: ['head'] };
  const token = await world.token('head', claims.subject);

  const inactive = await world.call('executor-3', 'GET', '/v1/applications');
  const pretender = await world.app.inject({
    method: 'GET',
    url: '/v1/applications',
    headers: { authorization: `Bearer ${token}` },
  });

  expect(inactive.json()).toMatchObject({ code: 'staff-not-registered' });
  expect(pretender.json()).toMatchObject({ status: 403, code: 'staff-role-differs' });
});

test('a substitute signs in as head on the days of the order, as himself', async () => {
  const path = await submitted();
  const id = await substitute('head-1', 'executor-2', ['appointment']);

  const reply = await world.call('executor-2', 'POST', `${path}/executor`, {
    body: { executorId: 'executor-1' },
    version: 2,
  });

  expect(reply.statusCode).toBe(200);
  const row = await world.db.command.findFirstOrThrow({
    where: { name: 'appoint-executor' },
    orderBy: { receivedAt: 'desc' },
  });
  expect(row.actor).toMatchObject({ role: 'head', staff: 'executor-2', delegation: id });
  await world.db.delegation.deleteMany();
});

test('a substitute may do what the orders hand over, is told what they do not, and hands nothing on', async () => {
  const path = await submitted();
  await substitute('head-1', 'executor-2', ['preliminary-refusal']);
  const signing = await substitute('head-2', 'executor-2', ['signing']);

  const refused = await world.call('executor-2', 'POST', `${path}/executor`, {
    body: { executorId: 'executor-1' },
    version: 2,
  });
  const { actions } = (await world.call('executor-2', 'GET', path)).json<Shown>();
  const handedOn = await world.call('executor-2', 'POST', '/v1/staff/head-1/delegations', {
    body: { toId: 'executor-1', fromDay: '2026-12-01', toDay: '2026-12-02', act: 'No. 2' },
  });
  await world.db.delegation.deleteMany();

  expect(refused.json()).toMatchObject({ status: 409, code: 'outside-the-delegation' });
  expect(Object.fromEntries(actions.map(({ name, whyNot }) => [name, whyNot?.code]))).toMatchObject({
    'appoint-executor': 'outside-the-delegation',
    'sign-decision': 'wrong-stage',
  });
  const row = await world.db.command.findFirstOrThrow({ orderBy: { receivedAt: 'desc' } });
  expect(row.actor).toMatchObject({ deeds: { signing } });
  expect(handedOn.json()).toMatchObject({ status: 403, code: 'substitute-cannot-delegate' });
});

test('an appointment leaves somebody to sign when a substitute may', async () => {
  const [appointing, path] = [{ body: { executorId: 'executor-4' }, version: 2 }, await submitted()];
  const others = { id: { in: ['head-1', 'head-2'] } };
  const offDuty = (active: boolean) => world.db.staff.updateMany({ where: others, data: { active } });
  await substitute('head-3', 'executor-2', ['appointment']);
  await offDuty(false);

  const refused = await world.call('executor-2', 'POST', `${path}/executor`, appointing);
  await substitute('head-3', 'executor-1', ['signing']);
  const accepted = await world.call('executor-2', 'POST', `${path}/executor`, appointing);
  await offDuty(true);
  await world.db.delegation.deleteMany();

  expect(refused.json()).toMatchObject({ status: 409, code: 'no-head-left' });
  expect(accepted.statusCode).toBe(200);
});

test('the trail and the signed act say under which order a substitute acted', async () => {
  const path = await submitted();
  const id = await substitute('head-1', 'executor-2', ['signing']);
  const as = async (who: string, method: 'GET' | 'POST', deed: string, body?: object) => {
    const { version } = (await world.call('ops-1', 'GET', path)).json<{ version: number }>();
    return world.call(who, method, `${path}${deed}`, { version, ...(body && { body }) });
  };
  await as('head-1', 'POST', '/executor', { executorId: 'executor-1' });
  await as('executor-1', 'POST', '/completeness', { finding: 'complete' });
  await as('executor-1', 'POST', '/conformity', { finding: 'conforms' });
  await as('executor-1', 'POST', '/draft', { result: 'issue' });
  const { draftId, sha256 } = (await as('head-1', 'GET', '/draft')).json<Record<string, string>>();
  const signed = await as('executor-2', 'POST', '/decision', { draftId, sha256 });
  await world.db.delegation.updateMany({ data: { revokedAt: new Date(), revokedById: 'head-1' } });

  const { items } = (await as('head-1', 'GET', '/events')).json<{
    items: readonly { readonly type: string; readonly actor: object | null }[];
  }>();
  const told = await as('portal-1', 'GET', '/events');
  const result = await as('portal-1', 'GET', `/documents/${draftId}`);

  expect(signed.statusCode).toBe(200);
  expect(items.find(({ type }) => type === 'issued')?.actor).toEqual({
    role: 'head',
    staff: 'executor-2',
    delegation: { delegationId: id, fromId: 'head-1', act: 'No. 1' },
  });
  expect(told.body).not.toContain('delegation');
  expect(result.json()).toMatchObject({
    substitution: { post: 'Басшы / Руководитель', act: 'No. 1' },
  });
  await world.db.delegation.deleteMany();
});

interface Shown {
  readonly actions: readonly { readonly name: string; readonly whyNot: { readonly code: string } | null }[];
}

async function substitute(fromId: string, toId: string, deeds: string[]): Promise<string> {
  const id = crypto.randomUUID();
  const [fromDay, toDay] = [new Date(Date.now() - 2 * 86_400_000), new Date(Date.now() + 2 * 86_400_000)];
  await world.db.delegation.create({
    data: {
      id,
      fromId,
      toId,
      fromDay,
      toDay,
      act: 'No. 1',
      byId: 'admin-1',
      deeds,
      confirmedAt: new Date(),
      confirmedById: fromId,
    },
  });
  return id;
}

test('the list is read page by page, newest first or soonest due first, and filtered', async () => {
  const paths = [await submitted('portal-7'), await submitted('portal-7'), await submitted('portal-7')];
  const ids = paths.map((path) => path.split('/')[3]);

  const first = (await world.call('portal-7', 'GET', '/v1/applications?limit=2')).json<Page>();
  const second = (await world.call('portal-7', 'GET', first.next ?? '')).json<Page>();
  const due = (
    await world.call('portal-7', 'GET', '/v1/applications?order=resultDueAt&limit=2')
  ).json<Page>();
  const rest = (await world.call('portal-7', 'GET', due.next ?? '')).json<Page>();
  const none = (
    await world.call('portal-7', 'GET', '/v1/applications?stage=issued&overdue=true')
  ).json<Page>();
  const soon = (await world.call('portal-7', 'GET', '/v1/applications?dueBefore=2026-12-18')).json<Page>();

  expect(first.items.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
  expect(second).toMatchObject({ items: [{ id: ids[0] }], next: null });
  expect(new Set([...due.items, ...rest.items].map(({ id }) => id))).toEqual(new Set(ids));
  expect([none.items, soon.items]).toEqual([[], []]);
});

test('a query that means nothing is refused', async () => {
  const replies = await Promise.all(
    ['limit=0', 'limit=101', 'stage=lost', 'dueBefore=soon', 'cursor=abc', 'color=red'].map((query) =>
      world.call('portal-1', 'GET', `/v1/applications?${query}`),
    ),
  );

  expect(replies.map((reply) => reply.json<{ code: string }>().code)).toEqual(Array(6).fill('invalid-query'));
});

test('an applicant is searched by a number that never stands in an address', async () => {
  const path = await submitted('portal-8');

  const found = await world.call('portal-8', 'POST', '/v1/applications/search', {
    body: { applicantId: '281240000015' },
  });
  const foreign = await world.call('portal-9', 'POST', '/v1/applications/search', {
    body: { applicantId: '281240000015' },
  });

  expect(found.json()).toMatchObject({ items: [{ id: path.split('/')[3] }], next: null });
  expect(foreign.json<Page>().items).toEqual([]);
});

test('one version is shown as it looks now, to whoever asks, in his language', async () => {
  const path = await submitted();
  const seen = await world.call('portal-1', 'GET', path);
  const again = { 'if-none-match': String(seen.headers['etag']) };

  const other = await world.call('portal-1', 'GET', path, {
    headers: { ...again, 'accept-language': 'kk' },
  });
  const head = await world.call('head-1', 'GET', path, { headers: again });

  interface Shown {
    readonly version: number;
    readonly portalStatus: { readonly text: string };
    readonly actions: readonly { readonly name: string }[];
  }
  const shown = [seen, other, head].map((reply) => reply.json<Shown>());
  expect([other.statusCode, head.statusCode]).toEqual([200, 200]);
  expect(new Set(shown.map(({ version }) => version)).size).toBe(1);
  expect(new Set(shown.map(({ portalStatus }) => portalStatus.text)).size).toBe(2);
  expect(shown[2]?.actions.map(({ name }) => name)).not.toEqual(shown[0]?.actions.map(({ name }) => name));
});
