import { afterAll, beforeAll, expect, test } from 'vitest';
import { currentRegulationEdition } from '../../regulation/editions.ts';
import { sampleSubmissions } from '../../regulation/order-219/samples.ts';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';
import { createTestDatabase } from '../../test/test-database.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

async function submit(overrides: Readonly<Record<string, unknown>>) {
  return world.call('portal-1', 'POST', '/v1/applications', {
    body: await world.submission('portal-1', overrides),
  });
}

test('everything wrong with a submission is told at once, and nothing is kept', async () => {
  const body = await world.submission();
  const form = body['form'] as Record<string, unknown>;
  const before = await world.db.application.count();

  const reply = await world.call('portal-1', 'POST', '/v1/applications', {
    body: {
      ...body,
      color: 'red',
      form: { ...form, operations: 'x'.repeat(10_001), applicant: { name: 'A', iin: '123456789011' } },
      documents: [{ kind: 'photo', uploadId: 'none' }],
      contact: { email: 'a', phone: '1' },
      language: 'fr',
      sandboxClock: { startsAt: 'today' },
    },
  });

  const { errors, code } = reply.json<{
    code: string;
    errors: { pointer: string; code: string; text: string }[];
  }>();
  expect([reply.statusCode, code]).toEqual([400, 'invalid-body']);
  expect(errors.map(({ pointer }) => pointer)).toEqual(
    expect.arrayContaining([
      '/color',
      '/form/operations',
      '/form/applicant/iin',
      '/documents/0/kind',
      '/documents/0/uploadId',
      '/documents',
      '/contact/email',
      '/contact/phone',
      '/language',
      '/sandboxClock/startsAt',
    ]),
  );
  expect(errors.every(({ text }) => text.length > 0)).toBe(true);
  expect(await world.db.application.count()).toBe(before);
});

test.each([
  '2026-12-31T23:59:60Z',
  '2026-12-31T23:59:60z',
  '2026-12-31T23:59:60+05:00',
  '2026-12-31T24:00:00Z',
  '2026-11-31T10:00:00Z',
])('sandbox time does not begin at %s, which is no moment', async (startsAt) => {
  const reply = await submit({ sandboxClock: { startsAt } });

  expect(reply.json()).toMatchObject({
    status: 400,
    code: 'invalid-body',
    errors: [{ pointer: '/sandboxClock/startsAt', code: 'instant-invalid' }],
  });
});

test('applicants of one client, each with a token of his own, choose their keys by themselves', async () => {
  const body = await world.submission();
  const ofSample = (body['form'] as { applicant: { bin: string } }).applicant.bin;
  const form = { ...(body['form'] as object), applicant: { name: 'Асанов Асан', iin: '850101100012' } };
  const send = async (applicant: string | undefined, sent: object) => {
    const claims = { subject: 'portal-1', clientId: 'portal-1', roles: ['portal'] };
    const token = await world.bearer({ ...claims, ...(applicant && { applicant }) });
    const headers = { authorization: `Bearer ${token}` };
    return world.call('portal-1', 'POST', '/v1/applications', { body: sent, key: 'my-first', headers });
  };
  const first = await send(ofSample, body);
  const sentToOther = await send('850101100012', { ...(await world.submission()), form });
  const again = await send(ofSample, body);
  const byClient = await send(undefined, await world.submission());

  expect(first.statusCode).toBe(201);
  expect(sentToOther.json()).not.toMatchObject({ code: 'idempotency-key-reused' });
  expect(byClient.statusCode).toBe(201);
  expect(again.headers['idempotency-replayed']).toBe('true');
  expect(again.json()).toMatchObject({ id: first.json<{ id: string }>().id });
});

test('a fault in the form names the line that people know', async () => {
  const { form } = (await world.submission()) as { form: Record<string, unknown> };

  const reply = await submit({ form: { ...form, yieldNorms: 'many' }, language: 'xx' });

  const { errors } = reply.json<{ errors: { pointer: string; line?: { no: number; caption: string } }[] }>();
  const field = currentRegulationEdition.applicationForms.inward.find(({ id }) => id === 'yieldNorms');
  expect(errors.find(({ pointer }) => pointer === '/form/yieldNorms')?.line).toEqual({
    no: field?.no,
    caption: field?.caption.en,
  });
  expect(errors.find(({ pointer }) => pointer === '/language')).not.toHaveProperty('line');
});

test('an empty body, a list, and broken JSON are refused', async () => {
  const authorization = `Bearer ${await world.token('portal')}`;
  const headers = { authorization, 'content-type': 'application/json', 'idempotency-key': 'k' };
  const inject = (payload: string) =>
    world.app.inject({ method: 'POST', url: '/v1/applications', headers, payload });

  const [empty, list, broken] = await Promise.all([inject('{}'), inject('[]'), inject('{"form":')]);

  expect(empty.json()).toMatchObject({
    code: 'invalid-body',
    errors: expect.arrayContaining([expect.objectContaining({ pointer: '/form', code: 'field-missing' })]),
  });
  expect(list.json()).toMatchObject({ code: 'invalid-body' });
  expect(broken.json()).toMatchObject({ status: 400, code: 'malformed-json' });
});

test('files must be there, the client’s own, and free', async () => {
  const used = await world.submission();
  await world.call('portal-1', 'POST', '/v1/applications', { body: used });
  const foreign = await world.submission('portal-2');

  const twice = await submit({ documents: used['documents'] });
  const others = await submit({ documents: foreign['documents'] });

  expect(twice.json()).toMatchObject({ status: 400, errors: [{ code: 'upload-already-used' }, {}, {}] });
  expect(others.json()).toMatchObject({
    status: 400,
    errors: [{ pointer: '/documents/0/uploadId', code: 'upload-unknown' }, {}, {}],
  });
});

test('files that cannot be attached are told with the faults of the form', async () => {
  const used = await world.submission();
  await world.call('portal-1', 'POST', '/v1/applications', { body: used });
  const [claimed] = used['documents'] as { uploadId: string }[];
  const [foreign] = (await world.submission('portal-2'))['documents'] as { uploadId: string }[];
  const own = await world.submission();
  const [first, ...rest] = own['documents'] as { kind: string; uploadId: string }[];
  const documents = [
    { kind: first?.kind, uploadId: first?.uploadId.toUpperCase() },
    ...rest.map(({ kind }, index) => ({ kind, uploadId: [claimed, foreign][index]?.uploadId })),
    { kind: 'powerOfAttorney', uploadId: first?.uploadId },
    { kind: 'powerOfAttorney', uploadId: '6f1e0c5e-6d0b-4d8e-9a53-4f6f7f2b7c10' },
    { kind: 'powerOfAttorney', uploadId: 'none' },
  ];

  const reply = await submit({ documents, language: 'fr' });

  const { errors } = reply.json<{ errors: { pointer: string; code: string; text: string }[] }>();
  const told = errors.map(({ pointer, code }) => `${pointer} ${code}`);
  expect(told).toEqual(
    expect.arrayContaining([
      expect.stringContaining('/language '),
      '/documents/1/uploadId upload-already-used',
      '/documents/2/uploadId upload-unknown',
      '/documents/3/uploadId upload-named-twice',
      '/documents/4/uploadId upload-unknown',
    ]),
  );
  expect(errors.map(({ pointer }) => pointer)).not.toContain('/documents/0/uploadId');
  expect(errors.find(({ code }) => code === 'upload-named-twice')?.text).toContain('/documents/0');
});

test('a file that is named twice is told so, and not that another application has it', async () => {
  const own = await world.submission();
  const documents = own['documents'] as { kind: string; uploadId: string }[];

  const reply = await submit({
    documents: documents.map(({ kind }) => ({ kind, uploadId: documents[0]?.uploadId })),
  });

  expect(reply.json()).toMatchObject({
    status: 400,
    errors: [
      { pointer: '/documents/1/uploadId', code: 'upload-named-twice' },
      { pointer: '/documents/2/uploadId', code: 'upload-named-twice' },
    ],
  });
});

test('a time beyond the calendar is refused, never guessed', async () => {
  for (const [startsAt, code] of [
    ['2027-12-30T10:00:00+05:00', 'term-outside-calendar'],
    ['2015-12-31T12:00:00+06:00', 'date-outside-calendar'],
    ['9999-12-31T23:59:59Z', 'date-outside-calendar'],
  ]) {
    const reply = await submit({ sandboxClock: { startsAt } });
    expect(reply.json()).toMatchObject({
      status: 400,
      code,
      errors: [{ pointer: '/sandboxClock/startsAt' }],
    });
  }
});

test('what comes after hours waits for the next working day, and the number names the year of receipt', async () => {
  const reply = await submit({ sandboxClock: { startsAt: '2026-12-04T18:30:00+05:00' } });

  expect(reply.statusCode).toBe(201);
  expect(reply.json()).toMatchObject({
    number: expect.stringMatching(/^219-2026-\d{6}$/),
    stage: 'received',
    registeredOn: null,
    resultDueOn: '2026-12-18',
    portalStatus: { code: 'waiting-for-registration' },
  });
  expect(reply.headers['etag']).toBe('"1"');
});

test('a running clock starts at the moment of receipt', async () => {
  const reply = await submit({ sandboxClock: { startsAt: '2026-12-07T10:00:00+05:00', speed: 60 } });

  expect(reply.json()).toMatchObject({
    receivedAt: '2026-12-07T05:00:00.000Z',
    sandbox: { clock: { kind: 'running', speed: 60 } },
  });
});

test('a clock that goes back, leaves the calendar, or does not stand, is not moved', async () => {
  const standing = (await submit({})).json<{ id: string }>();
  const running = (
    await submit({ sandboxClock: { startsAt: '2026-12-07T10:00:00+05:00', speed: 60 } })
  ).json<{ id: string }>();
  const advance = (id: string, to: string) =>
    world.call('portal-1', 'POST', `/v1/sandbox/applications/${id}/advance`, { body: { to } });

  const back = await advance(standing.id, '2026-12-07T09:59:59+05:00');
  const moved = await advance(running.id, '2026-12-09T10:00:00+05:00');
  const malformed = await advance(standing.id, '2026-12-09');
  // No term that begins there has a last day.
  const beyond = await advance(standing.id, '2027-12-24T10:00:00+05:00');

  expect(back.json()).toMatchObject({ status: 409, code: 'clock-would-go-back' });
  expect(moved.json()).toMatchObject({ status: 409, code: 'clock-not-standing' });
  expect(malformed.json()).toMatchObject({ status: 400, errors: [{ pointer: '/to' }] });
  expect(beyond.json()).toMatchObject({ status: 400, code: 'term-outside-calendar' });
});

test('papers are dated by today, codes are those of registers, and no digit is lost', async () => {
  const { form } = sampleSubmissions.inward;
  const [goods] = form.goodsAndProducts.goods;
  const paper = (dates: object) => ({ titleDocuments: [{ title: 'Contract', number: '1', ...dates }] });
  const costing = (cost: object) => ({
    goodsAndProducts: { ...form.goodsAndProducts, goods: [{ ...goods, cost: { ...goods?.cost, ...cost } }] },
  });
  const faultsOf = async (changed: object) =>
    (await submit({ form: { ...form, ...changed } }))
      .json<{ errors?: { pointer: string; code: string }[] }>()
      .errors?.map(({ pointer, code }) => `${pointer} ${code}`);

  expect(await faultsOf(paper({ issuedOn: '2062-01-01' }))).toEqual([
    '/form/titleDocuments/0/issuedOn issued-in-future',
  ]);
  expect(await faultsOf(paper({ issuedOn: '2026-12-07', validUntil: '2026-12-06' }))).toEqual([
    '/form/titleDocuments/0/validUntil valid-until-before-issue',
  ]);
  expect(await faultsOf(paper({ issuedOn: '2026-12-07', validUntil: '2026-12-07' }))).toBeUndefined();
  expect(await faultsOf(costing({ currency: 'ZZZ' }))).toEqual([
    '/form/goodsAndProducts/goods/0/cost/currency currency-unknown',
  ]);
  expect(await faultsOf(costing({ value: '99999999999999,99' }))).toEqual([
    '/form/goodsAndProducts/goods/0/cost/value amount-malformed',
  ]);
});

test('a repeat is answered from what is stored, though by now it would be refused', async () => {
  const [sandbox, real] = await worldsOfOneDatabase();
  const body = await sandbox.submission();
  const send = (to: ApiWorld, key: string) => to.call('portal-1', 'POST', '/v1/applications', { body, key });

  const first = await send(sandbox, 'once');
  const again = await send(real, 'once');
  const anew = await send(real, 'twice');

  expect([first.statusCode, again.statusCode]).toEqual([201, 201]);
  expect(again.headers['idempotency-replayed']).toBe('true');
  expect(again.json<{ id: string }>().id).toBe(first.json<{ id: string }>().id);
  expect(anew.json()).toMatchObject({ status: 400, code: 'sandbox-off' });
  await Promise.all([sandbox.close(), real.close()]);
});

test('outside a sandbox there is only the world’s time', async () => {
  const real = await openApiWorld({ SANDBOX: 'false' });
  const body = await real.submission();
  const { sandboxClock: _clock, ...without } = body;

  const refused = await real.call('portal-1', 'POST', '/v1/applications', { body });
  const accepted = await real.call('portal-1', 'POST', '/v1/applications', { body: without });
  const { id } = accepted.json<{ id: string }>();
  const advance = await real.call('portal-1', 'POST', `/v1/sandbox/applications/${id}/advance`, {
    body: { to: '2026-12-09T10:00:00+05:00' },
  });

  expect(refused.json()).toMatchObject({ status: 400, code: 'sandbox-off' });
  expect(accepted.json()).toMatchObject({ sandbox: null });
  expect(advance.statusCode).toBe(404);
  await real.close();
});

/** The same records behind a server with sandbox time and behind one without. */
async function worldsOfOneDatabase(): Promise<readonly [ApiWorld, ApiWorld]> {
  const DATABASE_URL = await createTestDatabase();
  return [await openApiWorld({ DATABASE_URL }), await openApiWorld({ DATABASE_URL, SANDBOX: 'false' })];
}
