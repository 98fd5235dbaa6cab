import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleSubmissions } from '../../regulation/order-219/samples.ts';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

/** Submits and appoints; gives the application's address. */
async function appointed(overrides: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const submitted = await world.call('portal-1', 'POST', '/v1/applications', {
    body: await world.submission('portal-1', overrides),
  });
  expect(submitted.statusCode).toBe(201);
  const path = String(submitted.headers['location']);
  await officer('head-1', `${path}/executor`, { executorId: 'executor-1' });
  return path;
}

/** A command on the version that stands. */
async function officer(
  who: string,
  url: string,
  body: unknown,
  status = 200,
): Promise<Record<string, unknown>> {
  const path = url.split('/').slice(0, 4).join('/');
  const { headers } = await world.call('head-1', 'GET', path);
  const version = String(headers['etag']).replaceAll('"', '');
  const reply = await world.call(who, 'POST', url, { body, version });
  expect(reply.statusCode).toBe(status);
  return reply.json();
}

async function portal(url: string, body: unknown, status = 200): Promise<Record<string, unknown>> {
  const reply = await world.call('portal-1', 'POST', url, { body });
  expect(reply.statusCode).toBe(status);
  return reply.json();
}

async function advance(path: string, to: string): Promise<Record<string, unknown>> {
  return portal(`/v1/sandbox/applications/${path.split('/')[3] ?? ''}/advance`, { to });
}

interface Lines {
  readonly lines: readonly { readonly id: string; readonly value: unknown }[];
}
interface Draft {
  readonly draftId: string;
  readonly sha256: string;
  readonly content: Lines;
}

test('an application goes from submission to a signed document, with its terms told on the way', async () => {
  const path = await appointed();
  await officer('executor-1', `${path}/completeness`, { finding: 'complete' });
  await officer('executor-1', `${path}/conformity`, { finding: 'conforms', checklist: ['yieldCalculation'] });
  await officer('executor-1', `${path}/draft`, { result: 'issue' });
  const draft = (await world.call('head-1', 'GET', `${path}/draft`)).json<Record<string, unknown>>();

  const signed = await officer('head-1', `${path}/decision`, {
    draftId: draft['draftId'],
    sha256: draft['sha256'],
  });

  expect(draft).toMatchObject({ result: 'issue', late: false, preparedBy: 'executor-1' });
  expect(signed).toMatchObject({
    stage: 'issued',
    resultDueOn: '2026-12-18',
    executor: 'executor-1',
    result: { kind: 'issued', late: false, documentId: draft['draftId'] },
  });
  const result = await world.call('portal-1', 'GET', `${path}/documents/${String(draft['draftId'])}`);
  expect(result.json()).toMatchObject({ kind: 'issued', content: draft['content'], sha256: draft['sha256'] });
});

test.each(['99999999999999.99', '120.00', 0.1, 384_000.55])(
  'the amount %j stands in submission, draft and signed document as it was given',
  async (value) => {
    const cost = { value, currency: 'KZT' };
    const { form } = sampleSubmissions.inward;
    const goods = form.goodsAndProducts.goods.map((each) => ({ ...each, cost }));
    const path = await appointed({
      form: { ...form, goodsAndProducts: { ...form.goodsAndProducts, goods } },
    });
    await officer('executor-1', `${path}/completeness`, { finding: 'complete' });
    await officer('executor-1', `${path}/conformity`, {
      finding: 'conforms',
      checklist: ['yieldCalculation'],
    });
    await officer('executor-1', `${path}/draft`, { result: 'issue' });

    const { form: submitted } = (await world.call('executor-1', 'GET', `${path}/submission`)).json<{
      form: Lines;
    }>();
    const draft = (await world.call('head-1', 'GET', `${path}/draft`)).json<Draft>();
    const { draftId, sha256 } = draft;
    await officer('head-1', `${path}/decision`, { draftId, sha256 });
    const signed = (await world.call('portal-1', 'GET', `${path}/documents/${draftId}`)).json<Draft>();

    for (const { lines } of [submitted, draft.content, signed.content])
      expect(lines.find(({ id }) => id === 'goodsAndProducts')?.value).toMatchObject({ goods: [{ cost }] });
  },
);

test('a refusal is notified, heard and reasoned, and says where to appeal', async () => {
  const path = await appointed();
  await officer('executor-1', `${path}/completeness`, { finding: 'complete' });
  await officer('executor-1', `${path}/conformity`, {
    finding: 'does-not-conform',
    grounds: [{ ground: 'nonCompliance392', fields: ['yieldNorms'], documents: ['yieldCalculation'] }],
    reasons: 'The norms do not follow from the table.',
    hearing: { at: '2026-12-09T11:00:00+05:00', way: 'video', place: 'Room 1' },
  });
  const heard = await officer('head-2', `${path}/preliminary-refusal/approval`, await world.proposed(path));
  const [notice] = heard['notices'] as { id: string }[];
  const letter = await world.call('portal-1', 'GET', `${path}/documents/${notice?.id ?? ''}`);
  await world.call('notifier-1', 'POST', `${path}/notices/${notice?.id ?? ''}/receipt`, {
    body: { channel: 'cabinet', at: '2026-12-07T10:00:00+05:00', evidence: 'opened' },
  });
  await portal(`${path}/objection`, { text: 'They do.' });
  await officer('executor-1', `${path}/hearing-record`, {
    form: 'written',
    summary: 'The applicant repeats the table.',
    outcome: 'upheld',
  });
  await advance(path, '2026-12-10T09:00:00+05:00');
  await officer('executor-1', `${path}/draft`, {
    result: 'refuse',
    grounds: ['nonCompliance392'],
    reasons: 'The norms do not follow from the table.',
    answerToObjections: 'The table was read again.',
  });
  const draft = (await world.call('head-2', 'GET', `${path}/draft`)).json<Record<string, string>>();

  const refused = await officer('head-2', `${path}/decision`, {
    draftId: draft['draftId'],
    sha256: draft['sha256'],
  });

  expect(heard).toMatchObject({ stage: 'hearing' });
  expect(letter.json()).toMatchObject({
    kind: 'preliminary-refusal',
    reasons: 'The norms do not follow from the table.',
    hearing: { place: 'Room 1' },
  });
  const ground = 'Order 219, annex 1, item 9(2); Law 88-V, art. 19-1(2)(2)';
  expect(draft['content']).toMatchObject({
    appeal: { law: expect.stringContaining('APPC'), citation: { kk: expect.stringContaining('ӘРПК') } },
    grounds: [{ law: ground, citation: { ru: expect.stringContaining('Приказу № 219'), en: ground } }],
  });
  expect(refused).toMatchObject({ stage: 'refused', result: { kind: 'refused' } });
});

test('an executor who is also a head may not sign what he drafted, and a stale view is 412', async () => {
  const path = await appointed();
  await officer('head-1', `${path}/executor`, { executorId: 'executor-4', reason: 'ill' });
  await officer('executor-4', `${path}/completeness`, { finding: 'complete' });
  await officer('executor-4', `${path}/conformity`, { finding: 'conforms' });
  await officer('executor-4', `${path}/draft`, { result: 'issue' });
  const draft = (await world.call('head-3', 'GET', `${path}/draft`)).json<Record<string, string>>();
  const decision = { draftId: draft['draftId'], sha256: draft['sha256'] };

  const barred = await officer('head-3', `${path}/decision`, decision, 409);
  const stale = await world.call('head-1', 'POST', `${path}/decision`, { body: decision, version: 1 });
  const other = await officer('head-1', `${path}/decision`, { ...decision, sha256: '0'.repeat(64) }, 412);

  expect(barred).toMatchObject({
    code: 'examiner-may-not-decide',
    stage: 'signing',
    allowed: expect.any(Array),
  });
  expect(stale.statusCode).toBe(412);
  expect(stale.json()).toMatchObject({ code: 'stale-version' });
  expect(other).toMatchObject({ code: 'draft-not-current' });
});

test('a withdrawal ends with the termination act that the system prepared', async () => {
  const path = await appointed();
  const withdrawn = await portal(`${path}/withdrawal`, { reason: 'sold' });
  const draft = (await world.call('head-1', 'GET', `${path}/draft`)).json<Record<string, string>>();

  const ended = await officer('head-1', `${path}/decision`, {
    draftId: draft['draftId'],
    sha256: draft['sha256'],
  });

  expect(withdrawn).toMatchObject({ portalStatus: { code: 'withdrawal-pending' } });
  expect(draft).toMatchObject({
    result: 'terminate',
    preparedBy: null,
    content: {
      law: 'APPC art. 64(9), 70(1)(4)',
      citation: { ru: 'часть 9 статьи 64 и подпункт 4) части 1 статьи 70 АППК' },
    },
  });
  expect(ended).toMatchObject({ stage: 'terminated' });
});

test('a missed term is overdue, then deemed a refusal, and told as such in the language asked for', async () => {
  const path = await appointed();
  await advance(path, '2026-12-18T18:30:00+05:00');
  const overdue = await world.call('portal-1', 'GET', path, { headers: { 'accept-language': 'ru' } });
  const deemed = await advance(path, '2026-12-19T00:00:00+05:00');

  expect(overdue.json()).toMatchObject({
    overdue: true,
    portalStatus: { code: 'term-expired', text: 'Срок истёк 18.12.2026, рассмотрение продолжается' },
    sandbox: { now: '2026-12-18T13:30:00.000Z' },
  });
  expect(deemed).toMatchObject({ overdue: true, portalStatus: { code: 'deemed-refused' } });
});

test('what a caller may do, and why not, is what the command will be answered', async () => {
  const path = await appointed();
  const seen = (await world.call('executor-1', 'GET', path)).json<{ actions: Record<string, unknown>[] }>();
  const draft = seen.actions.find(({ name }) => name === 'draft-result');

  const answer = await officer('executor-1', `${path}/draft`, { result: 'issue' }, 409);

  expect(draft).toMatchObject({ allowed: false, whyNot: { code: 'wrong-stage', text: expect.any(String) } });
  expect(answer).toMatchObject({ code: 'wrong-stage', allowed: ['record-completeness'] });
});

test('officers read texts, drafts and refused commands in the trail; a portal reads neither, nor accounts', async () => {
  const path = await appointed();
  await officer('executor-1', `${path}/draft`, { result: 'issue' }, 409);

  const officers = (await world.call('executor-1', 'GET', `${path}/events`)).json<{
    items: Record<string, unknown>[];
  }>();
  const portals = await world.call('portal-1', 'GET', `${path}/events`);

  expect(officers.items.at(-1)).toMatchObject({ type: 'command-refused', texts: { result: 'issue' } });
  expect(portals.json<{ items: { type: string }[] }>().items.map(({ type }) => type)).toEqual([
    'received',
    'registered',
    'executor-appointed',
  ]);
  expect(portals.body).not.toContain('executor-1');
});

test('the trail is read page by page', async () => {
  const path = await appointed();
  const first = (await world.call('head-1', 'GET', `${path}/events?limit=2`)).json<{
    items: [];
    next: string;
  }>();
  const second = (await world.call('head-1', 'GET', `${path}/events?limit=2&cursor=${first.next}`)).json();

  expect(first.items).toHaveLength(2);
  expect(second).toMatchObject({ items: [{ type: 'executor-appointed' }], next: null });
});

test('every term is proved day by day', async () => {
  const path = await appointed();
  const { items } = (await world.call('portal-1', 'GET', `${path}/deadlines`)).json<{
    items: { term: string; walk: { on: string }[]; dueOn: string }[];
  }>();

  const result = items.find(({ term }) => term === 'result');

  expect(result?.walk.at(-1)).toEqual({ on: '2026-12-18', counts: 8 });
  expect(result?.walk).toContainEqual(
    expect.objectContaining({ on: '2026-12-16', skipped: 'Independence Day' }),
  );
});
