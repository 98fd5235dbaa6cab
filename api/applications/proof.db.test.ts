import { afterAll, beforeAll, expect, test } from 'vitest';
import { newestEdition } from '../../calendars/kz/editions.ts';
import { amendmentRecord } from '../../test/amended-calendar.ts';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';
import { amendCalendarTo } from '../../workflows/case/messages.ts';
import { canonicalText, digestOfJson } from '../../proofs/digest.ts';
import type { DeadlineProof } from '../../proofs/proof.ts';
import { checkProofFile } from '../../proofs/check.ts';
import { applicationIdOf, envelopeOf } from './stored.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

async function appointed(): Promise<string> {
  const body = await world.submission('portal-1');
  const path = String(
    (await world.call('portal-1', 'POST', '/v1/applications', { body })).headers['location'],
  );
  await world.call('head-1', 'POST', `${path}/executor`, { body: { executorId: 'executor-1' }, version: 2 });
  return path;
}

function ask(path: string, query = '', headers: Record<string, string> = {}) {
  return world.call('portal-1', 'GET', `${path}/deadlines${query}`, { headers });
}

test('the answer is canonical to the byte, sealed, and checks offline', async () => {
  const { body, headers } = await ask(await appointed());
  const { sha256, ...content } = JSON.parse(body) as DeadlineProof;

  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  expect(body).toBe(canonicalText(JSON.parse(body)));
  expect(sha256).toBe(digestOfJson(content));
  expect(checkProofFile(new TextEncoder().encode(body))).toMatchObject({ equal: true, canonical: true });
  expect(content).toMatchObject({ version: 3, history: [], chain: { length: 3 } });
});

test('the chain grows with the trail, and a line altered behind our back gives another head', async () => {
  const path = await appointed();
  const before = (await ask(path)).json<DeadlineProof>();
  const again = (await ask(path)).json<DeadlineProof>();
  const executor = { body: { finding: 'complete' }, version: 3 };
  await world.call('executor-1', 'POST', `${path}/completeness`, executor);
  const after = (await ask(path)).json<DeadlineProof>();
  const id = path.split('/')[3] ?? '';
  await world.db.$transaction([
    world.db.$executeRaw`SET LOCAL session_replication_role = replica`,
    world.db.$executeRaw`UPDATE audit_events SET version = 7 WHERE application_id = ${id}::uuid AND seq = 1`,
  ]);
  const altered = (await ask(path)).json<DeadlineProof>();

  expect(again).toEqual(before);
  expect(after.chain.length).toBe(before.chain.length + 1);
  expect(altered.chain).toMatchObject({ length: after.chain.length });
  expect(new Set([before.chain.head, after.chain.head, altered.chain.head])).toHaveLength(3);
  expect(altered.sha256).not.toBe(after.sha256);
});

test('officers and the applicant are given the same proof, strangers none', async () => {
  const path = await appointed();
  const get = async (who: string) => world.call(who, 'GET', `${path}/deadlines`);

  expect((await get('executor-1')).body).toBe((await get('portal-1')).body);
  expect((await get('portal-2')).statusCode).toBe(404);
});

test('a browser gets a page without anything to run, in the language asked for', async () => {
  const path = await appointed();
  const page = await ask(path, '', {
    accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
    'accept-language': 'kk',
  });
  const asked = await ask(path, '?format=html&lang=ru');
  const json = await ask(path, '', { accept: '*/*' });

  expect(page.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-language': 'kk',
  });
  expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(page.body).toContain('Өтініш бойынша мерзімдер');
  expect(asked.body).toContain('Сроки по заявлению');
  expect(json.headers['content-type']).toMatch(/^application\/json/);
  expect(String(json.headers['vary'])).toMatch(/Accept\b.*Accept-Language/);
});

test('to keep it, it comes as a file; the seal on the page is that of the file in its language', async () => {
  const path = await appointed();
  const file = await ask(path, '?download=1&lang=ru');
  const { number, sha256 } = file.json<DeadlineProof>();

  expect(file.headers['content-disposition']).toBe(`attachment; filename="otinish-${number}-deadlines.json"`);
  expect((await ask(path, '?format=html&lang=ru')).body).toContain(sha256);
});

test('a way of asking that is not known is refused', async () => {
  const path = await appointed();
  const replies = await Promise.all(
    ['?lang=de', '?format=pdf', '?download=2', '?x=1'].map((query) => ask(path, query)),
  );

  expect(replies.map(({ statusCode }) => statusCode)).toEqual([400, 400, 400, 400]);
});

interface Shown {
  readonly outcomes: readonly {
    readonly outcome: string;
    readonly status: string;
    readonly text: string;
    readonly acts: readonly { readonly act: string; readonly latest: string | null }[];
    readonly whyNot: { readonly code: string; readonly text: string } | null;
  }[];
}

test('the outlook tells the latest moment of every act, and why something is out of reach', async () => {
  const path = await appointed();
  const reply = await world.call('portal-1', 'GET', `${path}/outlook`, {
    headers: { 'accept-language': 'ru' },
  });
  const { outcomes } = reply.json<Shown>();
  const [, refusal, direct] = outcomes;

  expect(outcomes.map(({ status }) => status)).toEqual([
    'possible',
    'possible',
    'impossible',
    'possible',
    'possible',
  ]);
  expect(refusal?.text).toBe('Отказ после заслушивания');
  expect(refusal?.acts.find(({ act }) => act === 'approve-preliminary-refusal')?.latest).toBe(
    '2026-12-14T13:30:00.000Z',
  );
  expect(direct?.whyNot).toMatchObject({
    code: 'refusal-not-heard',
    text: 'Отказ без заслушивания невозможен',
  });
});

test('behind the gate the outlook names it, in Astana’s time', async () => {
  const path = await appointed();
  const id = path.split('/')[3] ?? '';
  const to = '2026-12-14T18:30:00+05:00';
  await world.call('portal-1', 'POST', `/v1/sandbox/applications/${id}/advance`, { body: { to } });

  const { outcomes } = (await world.call('portal-1', 'GET', `${path}/outlook`)).json<Shown>();

  expect(outcomes[1]).toMatchObject({
    status: 'late-only',
    whyNot: { code: 'refusal-gate-closed', text: expect.stringContaining('2026-12-14 18:30') },
  });
});

// The last one of this file: it changes the calendar of this database.
test('an edition entered at run time travels with the proof, and the old value stands beside its act', async () => {
  const path = await appointed();
  const before = (await ask(path)).json<DeadlineProof>();
  await amend(path, { '2026-12-09': false });

  const { body } = await ask(path);
  const page = await ask(path, '?format=html&lang=en');
  const after = JSON.parse(body) as DeadlineProof;

  const dueOf = ({ items }: DeadlineProof) => items.find(({ term }) => term === 'result')?.dueOn;
  expect([dueOf(before), dueOf(after)]).toEqual(['2026-12-18', '2026-12-21']);
  expect(after.history.find(({ term }) => term === 'result')).toMatchObject({
    dueOn: '2026-12-18',
    movedBy: { cause: 'calendar-amendment', calendarEdition: 'kz-2026-11-25', act: { number: '1' } },
  });
  expect(checkProofFile(new TextEncoder().encode(body))).toMatchObject({ equal: true });
  expect(page.body).toContain('Order on transfer');
});

/** Applies an amendment and lets this application follow it, as the worker does. */
async function amend(path: string, days: Readonly<Record<string, boolean>>): Promise<void> {
  const record = amendmentRecord(days);
  const { id: edition } = record;
  const [by, at] = ['editor-1', new Date()];
  await world.db.calendarAmendment.create({
    data: {
      edition,
      status: 'applied',
      record: structuredClone(record) as object,
      baseEdition: newestEdition().id,
      proposedBy: by,
      proposedByPerson: by,
      proposedAt: at,
      dryRunHash: '',
      approvedBy: 'editor-2',
      approvedByPerson: 'editor-2',
      appliedAt: at,
    },
  });
  const applicationId = path.split('/')[3] ?? '';
  const { lastSeq: seq } = await world.db.commandLine.update({
    where: { applicationId },
    data: { lastSeq: { increment: 1 } },
  });
  const row = await world.db.command.create({
    data: {
      id: crypto.randomUUID(),
      applicationId,
      seq,
      name: 'amend-calendar',
      clientId: 'calendar',
      idempotencyKey: crypto.randomUUID(),
      bodyHash: '',
      body: {},
      command: { ...amendCalendarTo(edition) },
      actor: { role: 'calendar', edition },
      receivedAt: at,
    },
  });
  await world.gateway.deliver({ id: applicationIdOf(applicationId), number: '' }, envelopeOf(row));
}
