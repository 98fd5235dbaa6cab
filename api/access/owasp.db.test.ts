// OWASP API Security Top 10 (2023), the risks of authorization: API1, API3 and API5, each by the ways it is tried.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

async function submitted(client = 'portal-1'): Promise<string> {
  const body = await world.submission(client);
  const reply = await world.call(client, 'POST', '/v1/applications', { body });
  expect(reply.statusCode).toBe(201);
  return String(reply.headers['location']);
}

/** A command of an officer on the version that stands. */
async function officer(who: string, url: string, body: unknown) {
  const { headers } = await world.call('head-1', 'GET', url.split('/').slice(0, 4).join('/'));
  return world.call(who, 'POST', url, { body, version: String(headers['etag']).replaceAll('"', '') });
}

async function inSigning(): Promise<string> {
  const path = await submitted();
  await officer('head-1', `${path}/executor`, { executorId: 'executor-1' });
  await officer('executor-1', `${path}/completeness`, { finding: 'complete' });
  await officer('executor-1', `${path}/conformity`, { finding: 'conforms' });
  await officer('executor-1', `${path}/draft`, { result: 'issue' });
  return path;
}

const applicants = { own: '281240000015', other: '850101100012' };
async function asApplicant(
  applicant: string,
  method: 'GET' | 'POST',
  url: string,
  key: string = randomUUID(),
  payload: object = {},
) {
  const token = await world.bearer({
    subject: 'portal-1',
    clientId: 'portal-1',
    roles: ['portal'],
    applicant,
  });
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': key };
  return world.app.inject({ method, url, headers, ...(method === 'POST' && { payload }) });
}

describe('API1 broken object level authorization', () => {
  test('a key that was used for one applicant shows nothing of him to another of the same client', async () => {
    const path = await submitted();
    const key = randomUUID();

    const first = await asApplicant(applicants.own, 'POST', `${path}/withdrawal`, key);
    const foreign = await asApplicant(applicants.other, 'POST', `${path}/withdrawal`, key);
    const again = await asApplicant(applicants.own, 'POST', `${path}/withdrawal`, key);

    expect([first, foreign, again].map(({ statusCode }) => statusCode)).toEqual([200, 404, 200]);
  });

  test('a command of another applicant of the same client is not there', async () => {
    const path = await submitted();
    const { id } = await world.db.command.findFirstOrThrow({
      where: { applicationId: path.split('/')[3] ?? '' },
    });

    const [own, foreign] = [
      await asApplicant(applicants.own, 'GET', `/v1/commands/${id}`),
      await asApplicant(applicants.other, 'GET', `/v1/commands/${id}`),
    ];

    expect([own.statusCode, foreign.statusCode]).toEqual([200, 404]);
  });

  test('who is executor no more is shown nothing by an old key', async () => {
    const path = await submitted();
    await officer('head-1', `${path}/executor`, { executorId: 'executor-1' });
    const command = { body: { finding: 'complete' }, version: 3, key: randomUUID() };
    const first = await world.call('executor-1', 'POST', `${path}/completeness`, command);
    await officer('head-1', `${path}/executor`, { executorId: 'executor-2', reason: 'Holidays' });

    const again = await world.call('executor-1', 'POST', `${path}/completeness`, command);

    expect([first.statusCode, again.statusCode]).toEqual([200, 404]);
  });

  test('a file of another client cannot be attached', async () => {
    const body = await world.submission('portal-2');

    const reply = await world.call('portal-1', 'POST', '/v1/applications', { body });

    expect(reply.json()).toMatchObject({
      code: 'invalid-body',
      errors: Array(3).fill(expect.objectContaining({ code: 'upload-unknown' })),
    });
  });

  test('what belongs to one application is not found under another', async () => {
    const [signing, mine] = [await inSigning(), await submitted()];
    const draft = (await world.call('head-1', 'GET', `${signing}/draft`)).json<Record<string, string>>();
    const { items } = (await world.call('portal-1', 'GET', `${signing}/documents`)).json<{
      items: { id: string }[];
    }>();
    const other = await inSigning();

    const document = await world.call('portal-1', 'GET', `${mine}/documents/${items[0]?.id ?? ''}`);
    const { draftId, sha256 } = draft;
    const decision = await officer('head-1', `${other}/decision`, { draftId, sha256 });
    const receipt = await world.call('notifier-1', 'POST', `${mine}/notices/${draftId ?? ''}/receipt`, {
      body: { channel: 'cabinet', at: '2026-12-07T10:00:00+05:00', evidence: 'opened' },
    });

    expect([document.statusCode, decision.statusCode]).toEqual([404, 412]);
    expect(decision.json()).toMatchObject({ code: 'draft-not-current' });
    expect(receipt.statusCode).toBe(409);
  });

  test('an executor of another unit cannot be appointed', async () => {
    const path = await submitted();
    await world.db.staff.update({ where: { id: 'executor-3' }, data: { unit: 'elsewhere' } });

    const reply = await officer('head-1', `${path}/executor`, { executorId: 'executor-3' });

    expect(reply.json()).toMatchObject({ code: 'invalid-body', errors: [{ code: 'staff-unknown' }] });
  });
});

describe('API3 broken object property level authorization', () => {
  /** Members that would be worth something, were they taken. */
  const smuggled = {
    stage: 'issued',
    clientId: 'portal-2',
    unit: 'elsewhere',
    actor: { role: 'head' },
    version: 1,
    receivedAt: '2020-01-01T00:00:00Z',
    applicantId: '850101100012',
    policy: {},
  };
  const unknownFields = Object.keys(smuggled).map((name) => ({ pointer: `/${name}`, code: 'unknown-field' }));

  test.each([
    ['portal-1', '/withdrawal', {}],
    ['portal-1', '/objection', { text: 'No.' }],
    ['portal-1', '/hearing-waiver', {}],
    ['portal-1', '/oral-hearing-request', {}],
    ['head-1', '/executor', { executorId: 'executor-1' }],
    ['head-1', '/preliminary-refusal/approval', { sha256: '0'.repeat(64) }],
    ['head-1', '/preliminary-refusal/return', { reasons: 'No.' }],
    ['head-1', '/draft/return', { reasons: 'No.', to: 'drafting' }],
    ['head-1', '/decision', { draftId: randomUUID(), sha256: '0'.repeat(64) }],
    ['executor-1', '/completeness', { finding: 'complete' }],
    ['executor-1', '/conformity', { finding: 'conforms' }],
    ['executor-1', '/hearing-record', { form: 'written', summary: 'None.', outcome: 'upheld' }],
    ['executor-1', '/draft', { result: 'issue' }],
  ])('%s smuggles nothing into %s', async (who, command, body) => {
    const path = await submitted();

    const reply = await world.call(who, 'POST', `${path}${command}`, {
      body: { ...body, ...smuggled },
      version: 2,
    });

    expect(reply.statusCode).toBe(400);
    const { errors } = reply.json<{ errors: { pointer: string; code: string }[] }>();
    const told = errors.map(({ pointer, code }) => ({ pointer, code }));
    expect(told).toEqual(expect.arrayContaining(unknownFields));
  });

  test('a submission says what is asked for, and nothing of where it goes or when it came', async () => {
    const body = { ...(await world.submission()), ...smuggled };

    const reply = await world.call('portal-1', 'POST', '/v1/applications', { body });

    const { errors } = reply.json<{ errors: { pointer: string; code: string }[] }>();
    const told = errors.map(({ pointer, code }) => ({ pointer, code }));
    expect(told).toEqual(expect.arrayContaining(unknownFields));
  });

  test('an account of the register is changed by what stands in its form alone', async () => {
    const token = await world.token('admin');
    const reply = await world.app.inject({
      method: 'PUT',
      url: '/v1/staff/executor-2',
      headers: { authorization: `Bearer ${token}` },
      payload: {
        iin: '850101100304',
        name: 'A',
        post: 'B',
        roles: ['executor'],
        unit: 'u',
        active: true,
        personId: 'person-01',
        id: 'head-1',
      },
    });

    expect(reply.json()).toMatchObject({
      code: 'invalid-body',
      errors: expect.arrayContaining([
        expect.objectContaining({ pointer: '/personId', code: 'unknown-field' }),
      ]),
    });
  });

  test('an application shows a portal these members, and officers these more', async () => {
    const path = await inSigning();
    const membersFor = async (who: string) => {
      const body = (await world.call(who, 'GET', path)).json<Record<string, object>>();
      return { body, members: Object.keys(body), links: Object.keys(body['links'] ?? {}) };
    };

    const [portal, head, ops] = [
      await membersFor('portal-1'),
      await membersFor('head-1'),
      await membersFor('ops-1'),
    ];

    expect(portal.members).toEqual([
      'id',
      'number',
      'subtype',
      'stage',
      'overdue',
      'deemedRefusedAt',
      'version',
      'receivedAt',
      'registeredOn',
      'resultDueOn',
      'resultDueAt',
      'executor',
      'deadlines',
      'waitingTerms',
      'actions',
      'notices',
      'hearing',
      'withdrawnAt',
      'result',
      'calendarEdition',
      'regulationEdition',
      'portalStatus',
      'sandbox',
      'correlation',
      'links',
    ]);
    expect(portal.links).toEqual([
      'self',
      'deadlines',
      'outlook',
      'events',
      'documents',
      'submission',
      'advance',
    ]);
    expect(head.members.filter((name) => !portal.members.includes(name))).toEqual([
      'draft',
      'applicant',
      'proposal',
      'returned',
    ]);
    expect(head.links).toContain('draft');
    expect(ops.members).toEqual(portal.members);
    expect(ops.body['actions']).toEqual([]);
  });

  test('what is the house’s stays there: drafts, who signed, texts of officers, identification numbers', async () => {
    const path = await inSigning();
    const draft = (await world.call('head-1', 'GET', `${path}/draft`)).json<Record<string, string>>();
    await officer('head-1', `${path}/decision`, { draftId: draft['draftId'], sha256: draft['sha256'] });

    const shown = await world.call('portal-1', 'GET', path);
    const trail = await world.call('portal-1', 'GET', `${path}/events`);
    const staff = await world.call('head-1', 'GET', '/v1/staff');

    expect(shown.json<{ result: object }>().result).not.toHaveProperty('signedBy');
    expect(trail.body).not.toMatch(/head-1|executor-1|person-|texts|draft-handed-over/);
    expect(staff.body).not.toMatch(/iin|\d{12}/);
  });
});

describe('API5 broken function level authorization', () => {
  test('a method that an address does not have is not tried on another one', async () => {
    const path = await submitted();
    const authorization = `Bearer ${await world.token('portal')}`;
    const statuses = [];
    for (const method of ['PUT', 'PATCH', 'DELETE'] as const)
      statuses.push((await world.app.inject({ method, url: path, headers: { authorization } })).statusCode);
    const disguised = await world.app.inject({
      method: 'GET',
      url: `${path}/draft`,
      headers: {
        authorization,
        'x-http-method-override': 'POST',
        'x-original-url': path,
        'x-role': 'head',
      },
    });

    expect(statuses).toEqual([405, 405, 405]);
    expect(disguised.statusCode).toBe(403);
  });

  test('an address that is written otherwise leads nowhere, or to the same guard', async () => {
    const path = await submitted();
    const authorization = `Bearer ${await world.token('portal')}`;
    const written = [
      path.toUpperCase(),
      `/${path}`,
      `${path}/draft/`,
      `${path}/%64raft`,
      `${path}/./draft`,
      '/v1/staff/',
      '/v1/%73taff',
      '/v1/staff;a=b',
      '/v1/staff%2f',
      '/v1//staff',
    ];
    for (const url of written) {
      const { statusCode } = await world.app.inject({ url, headers: { authorization } });
      expect([403, 404], `${url} gave ${statusCode}`).toContain(statusCode);
    }
  });

  test('a role that the register does not hold is no role, whatever the token says', async () => {
    const token = await world.bearer({ subject: 'executor-2', clientId: 'desk', roles: ['head', 'admin'] });
    const headers = { authorization: `Bearer ${token}` };

    const replies = await Promise.all(
      ['/v1/staff', '/v1/agenda', '/v1/applications'].map((url) => world.app.inject({ url, headers })),
    );

    expect(replies.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403]);
  });

  test('a token confined to an applicant is a portal and nothing else', async () => {
    const token = await world.bearer({
      subject: 'ops-1',
      clientId: 'portal-1',
      roles: ['portal', 'ops'],
      applicant: applicants.other,
    });
    const headers = { authorization: `Bearer ${token}` };

    const [agenda, list] = await Promise.all(
      ['/v1/agenda', '/v1/applications'].map((url) => world.app.inject({ url, headers })),
    );

    expect(agenda?.statusCode).toBe(403);
    expect(list?.json()).toMatchObject({ items: [] });
  });

  test('where there is no sandbox, its addresses are not there', async () => {
    const plain = await openApiWorld({ SANDBOX: 'false' });

    const reply = await plain.call('portal-1', 'POST', `/v1/sandbox/applications/${randomUUID()}/advance`, {
      body: { to: '2026-12-31T00:00:00Z' },
    });

    expect(reply.statusCode).toBe(404);
    await plain.close();
  });
});
