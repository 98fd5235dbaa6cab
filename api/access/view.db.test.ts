import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';
import { checkProofFile } from '../../proofs/check.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

const hearing = { at: '2026-12-09T11:00:00+05:00', way: 'written', place: 'Room 1' };
const against = {
  finding: 'does-not-conform',
  grounds: [{ ground: 'nonCompliance392', documents: ['yieldCalculation'] }],
  reasons: 'The norms do not follow from the table.',
  hearing,
};

async function officer(who: string, url: string, body: unknown) {
  const { headers } = await world.call('head-1', 'GET', url.split('/').slice(0, 4).join('/'));
  const version = String(headers['etag']).replaceAll('"', '');
  const reply = await world.call(who, 'POST', url, { body, version });
  expect(reply.statusCode, reply.body).toBe(200);
  return reply;
}

/** An application in its check of conformity. */
async function checked(): Promise<string> {
  const body = await world.submission();
  const path = String(
    (await world.call('portal-1', 'POST', '/v1/applications', { body })).headers['location'],
  );
  await officer('head-1', `${path}/executor`, { executorId: 'executor-1' });
  await officer('executor-1', `${path}/completeness`, { finding: 'complete' });
  return path;
}

interface Proof {
  readonly version: number;
  readonly chain: object;
  readonly sha256: string;
}

/** All that a portal can read of an application, but for the count of its facts. */
async function readAll(path: string) {
  const read = async (suffix: string) =>
    (await world.call('portal-1', 'GET', `${path}${suffix}`)).json<object>();
  const [shown, outlook, events, documents] = await Promise.all(
    ['', '/outlook', '/events', '/documents'].map(read),
  );
  const proof = (await read('/deadlines')) as Proof;
  const { version: _counted, chain: _ofAll, sha256: _seal, ...terms } = proof;
  return { shown: { ...shown, version: 0 }, outlook: { ...outlook, version: 0 }, events, documents, terms };
}

async function listedIn(stage: string, who = 'portal-1'): Promise<readonly string[]> {
  const reply = await world.call(who, 'GET', `/v1/applications?stage=${stage}&limit=100`);
  return reply.json<{ items: { id: string }[] }>().items.map(({ id }) => id);
}

test('whatever a portal reads, a refusal that is prepared cannot be told from a check that goes on', async () => {
  const path = await checked();
  const before = await readAll(path);

  await officer('executor-1', `${path}/conformity`, against);
  const found = await readAll(path);
  await officer('head-1', `${path}/preliminary-refusal/return`, { reasons: 'Look again.' });
  const returned = await readAll(path);

  expect(found).toEqual(before);
  expect(returned).toEqual(before);
  expect(before.shown).toMatchObject({ stage: 'conformity-check', portalStatus: { code: 'under-review' } });
});

test('a list by stage tells a portal no more than the application does, and officers where it stands', async () => {
  const path = await checked();
  const id = path.split('/')[3] ?? '';
  await officer('executor-1', `${path}/conformity`, against);

  expect(await listedIn('preliminary-refusal')).toEqual([]);
  expect(await listedIn('conformity-check')).toContain(id);
  expect(await listedIn('preliminary-refusal', 'head-1')).toContain(id);
  expect(await listedIn('preliminary-refusal', 'ops-1')).toContain(id);
  expect(await listedIn('conformity-check', 'executor-1')).not.toContain(id);
});

test('once the notice is sent, the portal reads the notice, its grounds and the hearing', async () => {
  const path = await checked();
  await officer('executor-1', `${path}/conformity`, against);
  await officer('head-2', `${path}/preliminary-refusal/approval`, await world.proposed(path));

  const { shown, events, documents } = await readAll(path);

  expect(shown).toMatchObject({
    stage: 'hearing',
    notices: [{ status: 'sent' }],
    hearing: { receivedAt: null },
  });
  expect(events).toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ type: 'notice-posted' })]),
  });
  expect(documents).toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ kind: 'preliminary-refusal' })]),
  });
});

test('a draft shows neither by its stage nor by its absence', async () => {
  const path = await checked();
  await officer('executor-1', `${path}/conformity`, { finding: 'conforms' });
  const before = await readAll(path);

  await officer('executor-1', `${path}/draft`, { result: 'issue' });
  const lying = await readAll(path);

  expect(lying).toEqual(before);
  expect(lying.shown).toMatchObject({ stage: 'drafting' });
  expect(await listedIn('signing')).toEqual([]);
});

test('a portal that asks for what the stage does not allow is answered in the stage that it sees', async () => {
  const path = await checked();
  await officer('executor-1', `${path}/conformity`, against);

  const refused = await world.call('portal-1', 'POST', `${path}/hearing-waiver`, { body: {} });

  expect(refused.json()).toMatchObject({
    code: 'wrong-stage',
    stage: 'conformity-check',
    allowed: ['withdraw'],
  });
  expect(refused.body).not.toContain('preliminary');
});

test('a portal’s proof is sealed and counts, and commits to the whole trail as the officers’ does', async () => {
  const path = await checked();
  await officer('executor-1', `${path}/conformity`, against);
  const [portal, head] = await Promise.all(
    ['portal-1', 'head-1'].map(async (who) =>
      (await world.call(who, 'GET', `${path}/deadlines`)).json<Proof>(),
    ),
  );

  for (const proof of [portal, head]) {
    const verdict = checkProofFile(new TextEncoder().encode(JSON.stringify(proof)));
    expect(verdict).toMatchObject({ equal: true });
  }
  expect(portal?.chain).toEqual(head?.chain);
  expect(portal?.sha256).not.toBe(head?.sha256);
});
