import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCalendarShelf } from '../../prisma/calendar-editions.ts';
import { openDatabase, type Database } from '../../prisma/client.ts';
import { amendedBasis } from '../../test/amended-calendar.ts';
import { at, intake, kz, personId, staffId } from '../../test/builders.ts';
import { storeBareApplication } from '../../test/bare-application.ts';
import { agendaRows } from '../submission/receive-submission.ts';
import { nobodyTold } from '../../test/no-operators.ts';
import { createTestDatabase } from '../../test/test-database.ts';
import { closeDeadline } from '../../workflows/case/deadlines.ts';
import { receive } from '../../workflows/application/intake.ts';
import type { Clock } from '../../workflows/case/clock.ts';
import { hearing, proposed } from '../../test/model/openings.ts';
import type { ApplicationState } from '../../workflows/application/state.ts';
import { writeCursor } from '../http/list-cursor.ts';
import type { Alarm } from '../../operations/alarms.ts';
import type { Caller } from '../access/auth-caller.ts';
import { pretendCaller } from '../access/caller.fake.ts';
import { health } from '../health/health.ts';
import { problems } from '../http/answering.ts';
import type { WorkflowGateway } from '../workflow-client.ts';
import { agendaRoutes } from './routes.ts';

const fresh = receive(intake(), kz).state;

let db: Database;
beforeAll(async () => {
  db = openDatabase(await createTestDatabase());
  const missed = closeDeadline(fresh.deadlines, 'completeness-check', 'missed');
  await store('A-1', 'committee', { ...fresh, stage: 'completeness-check', deadlines: missed });
  await store('A-2', 'committee', { ...fresh, stage: 'conformity-check', deadlines: missed });
  await store('B-1', 'elsewhere', { ...fresh, stage: 'conformity-check' });
  await store('A-3', 'committee', { ...fresh, stage: 'issued' });
});
afterAll(() => db.$disconnect());

async function store(number: string, unit: string, state: ApplicationState, sandbox?: Clock): Promise<void> {
  await storeAll([{ number, unit, state, sandbox }]);
}

interface Stored {
  readonly number: string;
  readonly unit: string;
  readonly state: ApplicationState;
  readonly sandbox?: Clock | undefined;
}

/** As their turns leave them in the records. */
async function storeAll(stored: readonly Stored[]): Promise<void> {
  const rows = stored.map(({ number, unit, state, sandbox }) => rowOf(number, unit, state, sandbox));
  await db.application.createMany({ data: rows });
  const terms = rows.map((row, n) =>
    agendaRows(row, stored[n]?.state ?? fresh, stored[n]?.sandbox ?? { kind: 'real' }),
  );
  await db.agendaTerm.createMany({ data: terms.flat() });
}

function rowOf(number: string, unit: string, state: ApplicationState, sandbox?: Clock) {
  const { subtype, stage, version, receivedAt } = state;
  const id = randomUUID();
  return {
    id,
    number,
    clientId: 'egov',
    unit,
    subtype,
    stage,
    version,
    receivedAt,
    resultDueOn: new Date('2026-12-08'),
    resultDueAt: new Date('2026-12-08T13:30:00Z'),
    calendarEdition: 'kz-2026-03-18',
    regulationEdition: state.regulationEdition,
    sandbox: sandbox !== undefined,
    clock: { ...(sandbox ?? { kind: 'real' }) },
    state: JSON.parse(JSON.stringify({ ...state, id, number })) as object,
  };
}

const standing: Alarm = { code: 'workflow-task-fails', count: 1, about: ['219-2026-000012'] };

const operator: Caller = { clientId: 'desk', subject: 'ops-1', roles: ['ops'] };
const head: Caller = {
  clientId: 'desk',
  subject: 'head-1',
  roles: ['head'],
  staff: { staffId: staffId('head-1'), personId: personId('p-1'), unit: 'committee', name: 'Head' },
};

async function ask(caller: Caller, url: string, now: string) {
  const app = Fastify();
  await app.register(problems);
  pretendCaller(app, () => caller);
  await app.register(agendaRoutes, {
    db,
    calendars: openCalendarShelf(db),
    now: () => new Date(at(now)),
    alarms: () => [standing],
    broken: nobodyTold,
  });
  return app.inject(url);
}

async function agenda(caller: Caller, query: string, now: string) {
  const reply = await ask(caller, `/v1/agenda${query}`, now);
  expect(reply.statusCode).toBe(200);
  const { on, due, late } = reply.json<
    Record<'due' | 'late', { number: string; term: string }[]> & { on: string }
  >();
  const lines = (entries: typeof due) => entries.map(({ number, term }) => `${number} ${term}`);
  return { on, due: lines(due), late: lines(late) };
}

test('a day lists every open deadline of every open application, today in Astana unless asked', async () => {
  expect(await agenda(operator, '', '2026-12-08 00:30')).toMatchObject({
    on: '2026-12-08',
    due: ['A-1 result', 'A-2 result', 'B-1 result'],
  });
  expect((await agenda(operator, '?on=2026-11-30', '2026-12-08 00:30')).due).toEqual([
    'B-1 completeness-check',
  ]);
});

test('late is what officers have not done by now, not what they did late', async () => {
  expect((await agenda(operator, '', '2026-12-01 12:00')).late).toEqual(['A-1 completeness-check']);
  expect((await agenda(operator, '', '2026-12-08 18:29')).late).toEqual([
    'A-1 completeness-check',
    'A-1 conformity-check',
    'A-2 conformity-check',
    'B-1 conformity-check',
  ]);
  expect((await agenda(operator, '', '2026-12-08 18:30')).late).toContain('B-1 result');
});

test('a head sees his own unit', async () => {
  const { due } = await agenda(head, '', '2026-12-08 10:00');

  expect(due).toEqual(['A-1 result', 'A-2 result']);
});

test('late terms come page by page, the oldest first and each once, however many applications are open', async () => {
  const rows = Array.from({ length: 1_100 }, (_, n) => ({
    number: `M-${String(n).padStart(4, '0')}`,
    unit: 'many',
    state: fresh,
  }));
  await storeAll(rows);
  const officer = head.staff && { ...head, staff: { ...head.staff, unit: 'many' } };
  const now = '2026-12-08 18:30';
  interface Page {
    readonly late: readonly { readonly number: string; readonly term: string; readonly dueAt: string }[];
    readonly lateCount: number;
    readonly next: string | null;
  }

  const pages: Page[] = [];
  for (let next: string | null = '/v1/agenda?limit=450'; next !== null; next = pages.at(-1)?.next ?? null)
    pages.push((await ask(officer ?? head, next, now)).json<Page>());
  const whole = (await ask(officer ?? head, '/v1/agenda', now)).json<Page>();

  // Received and never registered: registration and result are late.
  expect(pages.map(({ late, lateCount }) => [late.length, lateCount])).toEqual([
    [450, 2_200],
    [450, 2_200],
    [450, 2_200],
    [450, 2_200],
    [400, 2_200],
  ]);
  const late = pages.flatMap((page) => page.late);
  expect(late.map(({ number, term }) => `${number} ${term}`)).toEqual([
    ...rows.map(({ number }) => `${number} registration`),
    ...rows.map(({ number }) => `${number} result`),
  ]);
  expect(whole.late).toEqual(late.slice(0, 100));
});

test('what is due comes page by page too, each once, and later pages are of the day of the first', async () => {
  const officer = head.staff && { ...head, staff: { ...head.staff, unit: 'many' } };
  interface Page {
    readonly on: string;
    readonly due: readonly { readonly number: string }[];
    readonly dueCount: number;
    readonly late: readonly unknown[];
    readonly next: string | null;
  }

  const pages: Page[] = [];
  for (let next: string | null = '/v1/agenda?limit=500'; next !== null; next = pages.at(-1)?.next ?? null)
    pages.push(
      (
        await ask(officer ?? head, next, pages.length === 0 ? '2026-12-08 10:00' : '2026-12-09 00:10')
      ).json<Page>(),
    );

  expect(pages.map(({ on, due, dueCount }) => [on, due.length, dueCount]).slice(0, 3)).toEqual([
    ['2026-12-08', 500, 1_100],
    ['2026-12-08', 500, 1_100],
    ['2026-12-08', 100, 1_100],
  ]);
  expect(new Set(pages.flatMap(({ due }) => due.map(({ number }) => number))).size).toBe(1_100);
});

test('more than ten thousand are counted as so many, and their pages go on', async () => {
  const openTerms = {
    'completeness-check': '2026-12-10',
    'conformity-check': '2026-12-10',
    result: '2026-12-10',
  };
  const crowd = { stage: 'registered', unit: 'crowd', resultDueOn: '2026-12-10', openTerms } as const;
  await storeBareApplication(db, crowd, 3_334);
  const officer = head.staff && { ...head, staff: { ...head.staff, unit: 'crowd' } };

  const reply = await ask(officer ?? head, '/v1/agenda?on=2026-12-10&limit=1', '2026-12-08 10:00');

  const { due, dueCount, next } = reply.json<{ due: unknown[]; dueCount: number; next: string | null }>();
  expect([due.length, dueCount, next === null]).toEqual([1, 10_000, false]);
});

test('a term that waits for the calendar stands on the agenda, of whom it is and since when, and of others not', async () => {
  const waits = {
    ...hearing.state,
    waiting: [{ term: 'objection', anchor: '2026-12-31', cause: 'receipt-of-notice' }],
  };
  await store('W-1', 'waits', waits as unknown as ApplicationState);
  const officer = (unit: string) => (head.staff ? { ...head, staff: { ...head.staff, unit } } : head);
  const read = async (caller: Caller) =>
    (await ask(caller, '/v1/agenda', '2026-12-31 10:00')).json<{
      waitingTerms: unknown[];
      waitingTermsCount: number;
    }>();

  const own = await read(officer('waits'));

  expect(own).toMatchObject({
    waitingTerms: [{ number: 'W-1', term: 'objection', countedFrom: '2026-12-31', stage: 'hearing' }],
    waitingTermsCount: 1,
  });
  expect((await read(operator)).waitingTermsCount).toBe(1);
  expect((await read(officer('committee'))).waitingTerms).toEqual([]);
});

test('a cursor of another list is refused', async () => {
  const cursor = writeCursor(['createdAt', '2026-12-08T13:30:00.000Z', randomUUID()]);
  const noDay = writeCursor(['agenda', '2026-02-30', '', '', '', '', '', '']);

  for (const query of [`cursor=${cursor}`, `cursor=${noDay}`, 'cursor=abc', 'limit=0', 'limit=501'])
    expect((await ask(operator, `/v1/agenda?${query}`, '2026-12-08 10:00')).statusCode).toBe(400);
});

const absent: WorkflowGateway = {
  reachable: () => Promise.resolve(false),
  submit: () => Promise.reject(new Error('not asked')),
  replan: () => Promise.reject(new Error('not asked')),
  deliver: () => Promise.reject(new Error('not asked')),
  close: () => Promise.resolve(),
};

test('the agenda and the state of the service say that the official calendar ends soon', async () => {
  const app = Fastify();
  await app.register(problems);
  pretendCaller(app, () => operator);
  const deps = {
    db,
    calendars: openCalendarShelf(db),
    now: () => new Date(at('2026-12-08 10:00')),
    alarms: () => [],
    broken: nobodyTold,
  };
  await app.register(agendaRoutes, deps);
  await app.register(health, { ...deps, workflows: absent, config: { filesDir: tmpdir() } });
  const alarm = { code: 'official-calendar-ends', date: '2026-12-31', count: 23 };

  expect((await app.inject('/v1/agenda')).json()).toMatchObject({
    alarms: [{ ...alarm, text: expect.stringContaining('23') as string }],
  });
  expect((await app.inject('/readyz')).json()).toMatchObject({
    checks: { postgres: { ok: true } },
    calendar: { edition: 'kz-2026-03-18', alarms: [alarm] },
  });
});

test('the service is ready when PostgreSQL, its migrations and Temporal are there', async () => {
  const ready = async (reachable: boolean) => {
    const app = Fastify();
    await app.register(problems);
    await app.register(health, {
      db,
      calendars: openCalendarShelf(db),
      workflows: { ...absent, reachable: () => Promise.resolve(reachable) },
      now: () => new Date(),
      alarms: () => [standing],
      config: { filesDir: tmpdir() },
    });
    return app.inject('/readyz');
  };

  const good = await ready(true);
  expect(good.statusCode).toBe(200);
  expect(good.json()).toMatchObject({ ready: true, relay: { oldestUndecidedSeconds: null } });
  expect(good.json<object>()).toHaveProperty('alarms', [{ code: 'workflow-task-fails', count: 1 }]);
  const bad = await ready(false);
  expect(bad.statusCode).toBe(503);
  expect(bad.json()).toMatchObject({ checks: { postgres: { ok: true }, temporal: { ok: false } } });
});

test('operators read which cases stand still and what to do; a head, whose matter it is not, reads nothing of it', async () => {
  const reply = async (caller: Caller) =>
    (await ask(caller, '/v1/agenda', '2026-12-08 10:00')).json<{ standstill: unknown }>().standstill;

  expect(await reply(operator)).toEqual([
    { ...standing, text: expect.stringMatching(/стоит: 1\. Причина в журнале worker/) as string },
  ]);
  expect(await reply(head)).toEqual([]);
});

test('what is late in sandbox time is late, whatever the time of the world', async () => {
  await store('S-1', 'sandbox', fresh, { kind: 'standing', at: at('2026-12-08 18:30') });
  const officer = head.staff && { ...head, staff: { ...head.staff, unit: 'sandbox' } };

  expect((await agenda(officer ?? head, '', '2026-11-26 10:00')).late).toContain('S-1 result');
});

test('a kept term of a check that an amendment has moved is neither due nor late: it is done', async () => {
  const { state } = proposed.amend('2026-12-01 12:00', amendedBasis({ '2026-12-04': false }));
  expect(state.deadlines.at(-2)).toMatchObject({ term: 'conformity-check', on: '2026-12-08', status: 'met' });
  await store('K-1', 'kept', state);
  const officer = head.staff && { ...head, staff: { ...head.staff, unit: 'kept' } };

  const { due, late } = await agenda(officer ?? head, '?on=2026-12-08', '2026-12-08 19:00');

  expect({ due, late }).toEqual({ due: [], late: ['K-1 preliminary-refusal-notice'] });
});
