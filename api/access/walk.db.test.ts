import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matrix, people, type Person } from '../../test/access-matrix.ts';
import { amendmentsOf, proposalOf } from '../../test/amendment-world.ts';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';
import { publishEvents } from '../../delivery/publishing.ts';
import type { TokenClaims } from '../token-verification.ts';
import { accessTable, rolesOf } from './table.ts';

const bin = '281240000015';
const stranger = '850101100012';

const claims: Readonly<Record<Exclude<Person, 'nobody'>, TokenClaims>> = {
  portal: { subject: 'portal-1', clientId: 'portal-1', roles: ['portal'] },
  'portal*': { subject: 'portal-2', clientId: 'portal-2', roles: ['portal'] },
  applicant: { subject: 'portal-1', clientId: 'portal-1', roles: ['portal'], applicant: bin },
  'applicant*': { subject: 'portal-1', clientId: 'portal-1', roles: ['portal'], applicant: stranger },
  executor: { subject: 'executor-1', clientId: 'desk', roles: ['executor'] },
  'executor*': { subject: 'executor-2', clientId: 'desk', roles: ['executor'] },
  head: { subject: 'head-1', clientId: 'desk', roles: ['head'] },
  'head*': { subject: 'head-elsewhere', clientId: 'desk', roles: ['head'] },
  notifier: { subject: 'notifier-1', clientId: 'notifier-1', roles: ['notifier'] },
  chancellery: { subject: 'chancellery-1', clientId: 'desk', roles: ['chancellery'] },
  editor: { subject: 'calendar-editor-1', clientId: 'desk', roles: ['calendar-editor'] },
  ops: { subject: 'ops-1', clientId: 'desk', roles: ['ops'] },
  admin: { subject: 'admin-1', clientId: 'desk', roles: ['admin'] },
};

let world: ApiWorld;
let ids: Readonly<
  Record<'id' | 'documentId' | 'command' | 'edition' | 'noticeId' | 'webhook' | 'delegation', string>
>;
beforeAll(async () => {
  world = await openApiWorld();
  const { db } = world;
  await db.person.create({ data: { id: 'person-elsewhere', iin: '900101300011', name: 'Үлгі Тимур' } });
  const account = { post: 'Басшы', unit: 'another-committee', active: true };
  const officers = [
    { id: 'head-elsewhere', personId: 'person-elsewhere', roles: ['head'], ...account },
    { id: 'both-1', personId: 'person-elsewhere', roles: ['executor', 'head'], ...account },
  ];
  await db.staff.createMany({ data: officers });
  await db.staff.update({ where: { id: 'both-1' }, data: { unit: 'industry-committee' } });

  const submitted = await world.call('portal-1', 'POST', '/v1/applications', {
    body: await world.submission(),
  });
  const { id } = submitted.json<{ id: string }>();
  const path = `/v1/applications/${id}`;
  await world.call('head-1', 'POST', `${path}/executor`, { body: { executorId: 'executor-1' }, version: 2 });
  await world.call('executor-1', 'POST', `${path}/completeness`, {
    body: { finding: 'complete' },
    version: 3,
  });
  await world.call('executor-1', 'POST', `${path}/conformity`, { body: { finding: 'conforms' }, version: 4 });
  await world.call('executor-1', 'POST', `${path}/draft`, { body: { result: 'issue' }, version: 5 });
  const command = await db.command.findFirstOrThrow({ where: { applicationId: id, seq: 1 } });
  const letter = await db.cabinetLetter.create({
    data: {
      id: randomUUID(),
      applicationId: id,
      clientId: 'portal-1',
      kind: 'registered',
      data: {},
      at: new Date(),
      postedAt: new Date(),
    },
  });
  while ((await publishEvents(db)) > 0);
  const delegation = randomUUID();
  await db.delegation.create({
    data: {
      id: delegation,
      fromId: 'head-2',
      toId: 'executor-3',
      fromDay: new Date(),
      toDay: new Date(),
      act: 'No. 1',
      byId: 'head-2',
      confirmedAt: new Date(),
      confirmedById: 'head-2',
    },
  });
  const webhook = await world.call('portal-1', 'POST', '/v1/webhooks', {
    body: { url: 'http://127.0.0.1:9/' },
  });
  const editors = amendmentsOf(world);
  const { edition } = await editors.proposed(proposalOf({ '2027-03-02': false }));
  ids = {
    id,
    documentId: letter.id,
    command: command.id,
    edition,
    noticeId: randomUUID(),
    webhook: webhook.json<{ id: string }>().id,
    delegation,
  };
});
afterAll(() => world.close());

/** Bodies that a schema takes and that change nothing: commands name a version nobody has seen. */
const bodies: Readonly<Record<string, unknown>> = {
  'POST /v1/deadlines/preview': { receivedAt: '2026-12-04T19:10:00+05:00' },
  'POST /v1/applications/search': { applicantId: bin },
  'POST /v1/applications/:id/executor': { executorId: 'executor-2', reason: 'Holidays' },
  'POST /v1/applications/:id/completeness': { finding: 'complete' },
  'POST /v1/applications/:id/conformity': { finding: 'conforms' },
  'POST /v1/applications/:id/preliminary-refusal/approval': { sha256: '0'.repeat(64) },
  'POST /v1/applications/:id/preliminary-refusal/return': { reasons: 'Look again.' },
  'POST /v1/applications/:id/notices/:noticeId/receipt': {
    channel: 'cabinet',
    at: '2026-12-07T10:00:00+05:00',
    evidence: 'opened',
  },
  'POST /v1/applications/:id/objection': { text: 'No.' },
  'POST /v1/applications/:id/oral-hearing-request': {},
  'POST /v1/applications/:id/hearing-waiver': {},
  'POST /v1/applications/:id/documents': { documents: [{ kind: 'other', uploadId: randomUUID() }] },
  'POST /v1/applications/:id/withdrawal': {},
  'POST /v1/applications/:id/hearing-record': { form: 'written', summary: 'None came.', outcome: 'upheld' },
  'POST /v1/applications/:id/draft': { result: 'issue' },
  'POST /v1/applications/:id/draft/return': { reasons: 'Look again.', to: 'drafting' },
  'POST /v1/applications/:id/decision': { draftId: randomUUID(), sha256: '0'.repeat(64) },
  'POST /v1/sandbox/applications/:id/advance': { to: '2026-12-01T00:00:00Z' },
  'POST /v1/calendars/kz/amendments/:edition/approval': { hash: '0'.repeat(64) },
  'POST /v1/webhooks': { url: 'http://127.0.0.1:9/' },
  'POST /v1/webhooks/:id/redelivery': { since: '2026-01-01T00:00:00Z' },
  'POST /v1/staff/:id/delegations': {
    toId: 'executor-3',
    fromDay: '2020-01-01',
    toDay: '2020-01-02',
    act: 'No. 1',
  },
  'POST /v1/staff/:id/delegations/:delegationId/revocation': { reason: 'Back' },
};
const queries: Readonly<Record<string, string>> = {
  'GET /v1/agenda': '?on=2026-12-18',
  'GET /v1/calendars/kz/days': '?from=2026-12-01&to=2026-12-02',
};

function addressOf(route: string): string {
  const [, address = ''] = route.split(' ');
  const { id, documentId, command, edition, noticeId, webhook, delegation } = ids;
  const own = route.startsWith('GET /v1/commands')
    ? command
    : address.startsWith('/v1/staff/:id/delegations/')
      ? 'head-2'
      : address.startsWith('/v1/staff')
        ? 'executor-2'
        : address.startsWith('/v1/webhooks')
          ? webhook
          : id;
  const filled = address
    .replace(':documentId', documentId)
    .replace(':delegationId', delegation)
    .replace(':noticeId', noticeId)
    .replace(':edition', edition)
    .replace(':id', own)
    .replace(':file', 'issued.v1.json')
    .replace('*', '/v1/applications');
  return `${filled}${queries[route] ?? ''}`;
}

async function ask(route: string, who: Person): Promise<LightMyRequestResponse> {
  const [method = ''] = route.split(' ');
  const bearer = who === 'nobody' ? null : await world.bearer(claims[who]);
  const payload =
    route === 'POST /v1/applications'
      ? await world.submission(claims[who === 'nobody' ? 'portal' : who].clientId)
      : bodies[route];
  return world.app.inject({
    method: method as 'GET',
    url: addressOf(route),
    headers: {
      ...(bearer && { authorization: `Bearer ${bearer}` }),
      ...(method === 'OPTIONS' && {
        origin: 'https://portal.example',
        'access-control-request-method': 'GET',
      }),
      ...(method === 'POST' && { 'idempotency-key': randomUUID(), 'if-match': '"999"' }),
    },
    ...(payload === undefined ? {} : { payload: payload as object }),
  });
}

/** Whether a list holds what the walk is about. */
const listed: Readonly<Record<string, () => string>> = {
  'GET /v1/applications': () => ids.id,
  'POST /v1/applications/search': () => ids.id,
  'GET /v1/staff': () => '"executor-2"',
  'GET /v1/agenda': () => ids.id,
  'GET /v1/changes': () => ids.id,
  'GET /v1/webhooks': () => ids.webhook,
};

async function cellOf(route: string, who: Person): Promise<string> {
  const { statusCode, body } = await ask(route, who);
  if ([401, 403, 404].includes(statusCode)) return String(statusCode);
  if (statusCode >= 500) return `fault ${statusCode}`;
  const sought = listed[route]?.();
  return sought === undefined || body.includes(sought) ? 'yes' : 'none';
}

const rows = matrix
  .split('\n')
  .filter((line) => /^[A-Z]/.test(line))
  .map((line) => {
    const [method = '', address = '', ...cells] = line.split(/ +/);
    return {
      route: `${method} ${address}`,
      cells: Object.fromEntries(people.map((who, index) => [who, cells[index]])),
    };
  });

test('the lines of the matrix are the routes that are registered, no more and no fewer', () => {
  const printed = world.app.printRoutes({ commonPrefix: false });
  const registered: string[] = [];
  const above: string[] = [];
  for (const line of printed.split('\n').filter((each) => each.trim() !== '')) {
    const [, indent = '', part = '', methods = ''] = /^([│ ]*)[├└]── (\S+)(?: \(([^)]*)\))?/.exec(line) ?? [];
    const depth = indent.length / 4;
    above.splice(depth, Infinity, part);
    for (const method of methods.split(', ')) registered.push(`${method} ${above.join('')}`);
  }

  const wanted = new Set(registered.filter((route) => !route.startsWith('HEAD ')));
  expect(new Set(rows.map(({ route }) => route))).toEqual(wanted);
  expect(new Set(Object.keys(accessTable))).toEqual(wanted);
});

describe('every route as everybody', () => {
  test.each(rows)('$route', async ({ route, cells }) => {
    const found: Record<string, string> = {};
    for (const who of people) found[who] = await cellOf(route, who);

    expect(found).toEqual(cells);
  });
});

test('a HEAD is let in like its GET', async () => {
  const url = addressOf('GET /v1/applications/:id');
  const head = async (who: Exclude<Person, 'nobody'>) =>
    (
      await world.app.inject({
        method: 'HEAD',
        url,
        headers: { authorization: `Bearer ${await world.bearer(claims[who])}` },
      })
    ).statusCode;

  expect([await head('portal'), await head('portal*'), await head('admin')]).toEqual([200, 404, 403]);
});

test('several roles see what each of them sees, and give each command by the role it needs', async () => {
  const bearer = await world.bearer({ subject: 'both-1', clientId: 'desk', roles: ['executor', 'head'] });
  const send = (method: 'GET' | 'POST', url: string, payload?: object) =>
    world.app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${bearer}`, 'if-match': '"999"', 'idempotency-key': randomUUID() },
      ...(payload && { payload }),
    });
  const path = `/v1/applications/${ids.id}`;

  const seen = await send('GET', path);
  const asHead = await send('POST', `${path}/draft/return`, { reasons: 'Look again.', to: 'drafting' });
  const asExecutor = await send('POST', `${path}/conformity`, { finding: 'conforms' });

  expect(seen.json<{ actions: { role: string }[] }>().actions.map(({ role }) => role)).toContain('head');
  expect(seen.json<{ actions: { role: string }[] }>().actions.map(({ role }) => role)).not.toContain(
    'executor',
  );
  expect([asHead.statusCode, asExecutor.statusCode]).toEqual([412, 404]);
});

test('who has no business with a route is told whose business it is', async () => {
  const refused = await ask('POST /v1/applications/:id/decision', 'portal');
  const elsewhere = await ask('POST /v1/applications', 'applicant*');

  expect(refused.json()).toMatchObject({
    code: 'forbidden-role',
    roles: rolesOf(accessTable['POST /v1/applications/:id/decision']),
  });
  expect(elsewhere.json()).toMatchObject({
    code: 'applicant-not-yours',
    errors: [{ pointer: '/form/applicant/bin' }],
  });
});

test('a name that cannot be anybody’s is not there, whoever asks', async () => {
  const portal = `Bearer ${await world.bearer(claims.portal)}`;
  const names = [
    'no-uuid',
    '00000000-0000-0000-0000-00000000000',
    `${ids.id}0`,
    '%00',
    '..',
    "' OR 1=1 --",
    '*',
  ];
  for (const name of names)
    for (const address of [
      `/v1/applications/${name}`,
      `/v1/applications/${name}/events`,
      `/v1/applications/${ids.id}/documents/${name}`,
      `/v1/commands/${name}`,
    ]) {
      const { statusCode } = await world.app.inject({
        url: encodeURI(address),
        headers: { authorization: portal },
      });
      expect([400, 404], `${address} gave ${statusCode}`).toContain(statusCode);
    }
});
