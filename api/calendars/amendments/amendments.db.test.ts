import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { amendmentsOf, proposalOf } from '../../../test/amendment-world.ts';
import { openApiWorld, type ApiWorld } from '../../../test/api-world.ts';

let world: ApiWorld;
let editors: ReturnType<typeof amendmentsOf>;
beforeAll(async () => {
  world = await openApiWorld();
  editors = amendmentsOf(world);
});
afterAll(() => world.close());

// Each story has a calendar of its own again: what is applied stays for ever, so it works on other days.
beforeEach(async () => {
  await world.db.$executeRaw`DELETE FROM calendar_amendments WHERE status = 'proposed'`;
});

interface Answer {
  readonly hash: string;
  readonly edition: string;
  readonly counts: { readonly open: number; readonly moved: number; readonly byStage: object };
  readonly items: readonly {
    readonly applicationId: string;
    readonly moves: readonly { readonly term: string; readonly from: string; readonly to: string }[];
  }[];
  readonly next: string | null;
}

/** An application received on Monday 2026-12-07 at 10:00 of its own standing time: registered at once, D8 is Fri 18.12. */
async function submitted(startsAt = '2026-12-07T10:00:00+05:00'): Promise<string> {
  const body = await world.submission('portal-1', { sandboxClock: { startsAt } });
  const reply = await world.call('portal-1', 'POST', '/v1/applications', { body });
  expect(reply.statusCode).toBe(201);
  return String(reply.headers['location']);
}

async function deadlinesOf(path: string): Promise<Record<string, string>> {
  const row = await world.db.application.findUniqueOrThrow({ where: { id: path.split('/').at(-1) ?? '' } });
  const { deadlines } = row.state as unknown as {
    deadlines: { term: string; at: string; status: string }[];
  };
  return Object.fromEntries(
    deadlines.filter((each) => each.status === 'open').map((each) => [each.term, each.at]),
  );
}

function countRows() {
  return Promise.all([
    world.db.calendarAmendment.count(),
    world.db.foreseenEffect.count(),
    world.db.command.count(),
  ]);
}

test('a dry run tells every term that would move, old and new, and changes nothing', async () => {
  const path = await submitted();
  const before = await countRows();

  const reply = await editors.preview(proposalOf({ '2026-12-10': false }));

  expect(reply.statusCode).toBe(200);
  const { counts, items, hash } = reply.json<Answer>();
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(counts).toMatchObject({
    moved: counts.open,
    byStage: { registered: counts.open },
    becomeOverdue: 0,
  });
  expect(items.find(({ applicationId }) => path.endsWith(applicationId))).toMatchObject({
    stage: 'registered',
    executor: null,
    moves: [
      { term: 'conformity-check', from: '2026-12-17T13:30:00.000Z', to: '2026-12-18T13:30:00.000Z' },
      { term: 'preliminary-refusal-notice', fromOn: '2026-12-14', toOn: '2026-12-15' },
      { term: 'result', fromOn: '2026-12-18', toOn: '2026-12-21', overdue: false },
    ],
    becomesOverdue: false,
    gateCloses: false,
  });
  expect(await countRows()).toEqual(before);
});

test('pages of a dry run are of one moment, and together they are the CSV', async () => {
  for (let n = 0; n < 3; n += 1) await submitted();
  const proposal = proposalOf({ '2026-12-10': false });
  const whole = (await editors.preview(proposal)).json<Answer>();

  const seen: string[] = [];
  let query = '?limit=2';
  for (;;) {
    const page = (await editors.preview(proposal, query)).json<Answer>();
    expect(page.hash).toBe(whole.hash);
    seen.push(...page.items.map(({ applicationId }) => applicationId));
    if (page.next === null) break;
    query = `?limit=2&cursor=${page.next}`;
  }
  const csv = await editors.preview(proposal, '', { headers: { accept: 'text/csv' } });

  expect(seen).toEqual(whole.items.map(({ applicationId }) => applicationId));
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
  const lines = csv.body.trimEnd().split('\r\n');
  expect(lines[0]).toBe('application,number,stage,executor,version,what,name,from,to,overdue');
  expect(lines.filter((line) => line.includes(',term,'))).toHaveLength(
    whole.items.flatMap(({ moves }) => moves).length,
  );
});

test('a cursor of another proposal is refused', async () => {
  await submitted();
  await submitted();
  const { next } = (await editors.preview(proposalOf({ '2026-12-10': false }), '?limit=1')).json<Answer>();

  const reply = await editors.preview(proposalOf({ '2026-12-09': false }), `?limit=1&cursor=${String(next)}`);

  expect(reply.json()).toMatchObject({ status: 400, code: 'invalid-query' });
});

test.each([
  [
    'makes a working Saturday of a day that works already',
    { days: [{ date: '2026-12-10', working: true }] },
    '/days/0',
    'day-already-working',
  ],
  [
    'contradicts itself',
    {
      days: [
        { date: '2026-12-10', working: false },
        { date: '2026-12-10', working: true },
      ],
    },
    '/days/1',
    'day-contradicts-itself',
  ],
  ['has no act', { act: {} }, '/act/name', 'act-incomplete'],
  [
    'lies wholly in the past',
    { days: [{ date: '2026-11-02', working: false }] },
    '/days',
    'amendment-wholly-past',
  ],
  [
    'touches days outside the data',
    { days: [{ date: '2031-01-06', working: false }] },
    '/days/0/date',
    'date-outside-calendar',
  ],
  [
    'takes the id of an edition',
    { id: 'kz-2026-03-18', knownOn: '2026-03-18' },
    '/id',
    'calendar-edition-taken',
  ],
])(
  'a proposal that %s is refused with the place, and nothing is stored',
  async (_what, change, pointer, code) => {
    const before = await countRows();
    const proposal = proposalOf({ '2026-12-10': false }, change);

    const previewed = await editors.preview(proposal);
    const proposed = await editors.propose(proposal, 'a'.repeat(64));

    expect(previewed.json<{ errors: object[] }>().errors).toContainEqual(
      expect.objectContaining({ pointer, code }),
    );
    expect(proposed.json()).toMatchObject({ status: 400, code: 'invalid-body' });
    expect(proposed.json<{ errors: object[] }>().errors).toContainEqual(
      expect.objectContaining({ pointer: `/proposal${pointer}`, code }),
    );
    expect(await countRows()).toEqual(before);
  },
);

test('only calendar editors preview, propose and approve; a portal reads nothing here', async () => {
  const proposal = proposalOf({ '2026-12-10': false });

  const replies = await Promise.all([
    world.call('head-1', 'POST', '/v1/calendars/kz/amendments/preview', { body: proposal }),
    world.call('portal-1', 'GET', '/v1/calendars/kz/amendments'),
    world.call('ops-1', 'POST', '/v1/calendars/kz/amendments', { body: { proposal, hash: 'a'.repeat(64) } }),
  ]);

  expect(replies.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403]);
});

test('a proposal bound to the dry run of another amendment is refused, with its own shown, and not stored', async () => {
  await submitted();
  const proposal = proposalOf({ '2026-12-10': false });
  const { hash } = (await editors.preview(proposalOf({ '2026-12-09': false }))).json<Answer>();

  const reply = await editors.propose(proposal, hash);

  expect(reply.json()).toMatchObject({ status: 409, code: 'amendment-stale' });
  const { difference } = reply.json<{ difference: { hash: object; counts: object } }>();
  const own = (await editors.preview(proposal)).json<Answer>();
  expect(difference).toMatchObject({ hash: { expected: hash, current: own.hash }, counts: own.counts });
  expect(await world.db.calendarAmendment.count({ where: { status: 'proposed' } })).toBe(0);
  expect(await world.db.foreseenEffect.count()).toBe(0);
});

test('the same key proposes once; with another body it is refused; the same days are not proposed twice', async () => {
  const proposal = proposalOf({ '2026-12-10': false });
  const { hash } = (await editors.preview(proposal)).json<Answer>();

  const [first, repeat] = [
    await editors.propose(proposal, hash, { key: 'once' }),
    await editors.propose(proposal, hash, { key: 'once' }),
  ];
  const other = await editors.propose(proposalOf({ '2026-12-09': false }), hash, { key: 'once' });
  const second = (await editors.preview(proposal)).json<Answer>();
  const twin = await editors.propose(proposal, second.hash);

  expect([first.statusCode, repeat.statusCode]).toEqual([201, 201]);
  expect(repeat.headers['idempotency-replayed']).toBe('true');
  expect(repeat.json()).toEqual(first.json());
  expect(first.json()).toMatchObject({
    status: 'proposed',
    proposed: { by: 'calendar-editor-1' },
    progress: null,
  });
  expect(other.json()).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
  expect(twin.json()).toMatchObject({
    status: 409,
    code: 'amendment-already-proposed',
    edition: first.json<Answer>().edition,
  });
});

test('who proposed may not approve, by whatever account', async () => {
  const { edition, hash } = await editors.proposed(proposalOf({ '2026-12-10': false }));
  const { personId } = await world.db.staff.findUniqueOrThrow({ where: { id: 'calendar-editor-1' } });
  await world.db.staff.upsert({
    where: { id: 'calendar-editor-9' },
    create: { id: 'calendar-editor-9', personId, post: 'x', unit: 'x', roles: ['calendar-editor'] },
    update: {},
  });

  const own = await editors.approve(edition, hash, 'calendar-editor-1');
  const byOtherAccount = await editors.approve(edition, hash, 'calendar-editor-9');

  expect(own.json()).toMatchObject({ status: 409, code: 'proposer-may-not-approve' });
  expect(byOtherAccount.json()).toMatchObject({ status: 409, code: 'proposer-may-not-approve' });
});

test('applied, it brings every open application to what the dry run foresaw, once, and says so', async () => {
  const paths = [await submitted(), await submitted('2026-12-08T19:00:00+05:00')];
  const proposal = proposalOf({ '2026-12-14': false });
  const { items, hash } = (await editors.preview(proposal, '?limit=500')).json<Answer>();
  const { edition } = (await editors.propose(proposal, hash)).json<Answer>();

  const applied = await editors.approve(edition, hash);
  const repeat = await editors.approve(edition, hash);
  expect(applied.json()).toMatchObject({ status: 'applied', finishedAt: null });
  expect(repeat.statusCode).toBe(200);
  expect([applied, repeat].map(({ headers }) => headers['idempotency-replayed'])).toEqual([
    undefined,
    'true',
  ]);
  await editors.replan(edition);
  await editors.replan(edition);

  const view = (await editors.read(edition)).json<{
    progress: { open: number };
    finishedAt: string | null;
  }>();
  expect(view.progress).toEqual({
    open: view.progress.open,
    brought: view.progress.open,
    waiting: 0,
    // The one that is only received was taken by its own workflow.
    asleep: view.progress.open - 1,
    failed: [],
  });
  expect(view.finishedAt).not.toBeNull();
  for (const path of paths) {
    const foreseen = items.find(({ applicationId }) => path.endsWith(applicationId));
    const now = await deadlinesOf(path);
    expect(foreseen?.moves.length).toBeGreaterThan(0);
    for (const { term, to } of foreseen?.moves ?? []) expect(now[term]).toBe(to);
    const events = await world.db.auditEvent.findMany({
      where: { applicationId: path.split('/').at(-1) ?? '', type: 'deadlines-moved' },
    });
    expect(events.filter(({ data }) => (data as { edition?: string }).edition === edition)).toHaveLength(1);
  }
});

test('an application that follows an edition is asleep until its workflow has taken the amendment', async () => {
  const path = await submitted();
  const { edition, hash } = await editors.proposed(proposalOf({ '2026-12-21': false }));
  await editors.approve(edition, hash);
  const asleep = async () =>
    (await editors.read(edition)).json<{ progress: { asleep: number } }>().progress.asleep;

  const before = await asleep();
  await editors.replan(edition);
  const after = await asleep();
  await world.call('head-1', 'POST', `${path}/executor`, { body: { executorId: 'executor-1' }, version: 3 });

  expect(before).toBe(0);
  expect(after).toBeGreaterThan(0);
  expect(await asleep()).toBe(after - 1);
});

test('a workflow hears of an amendment shortly before its next milestone, and not earlier', async () => {
  const id = (await submitted()).split('/').at(-1) ?? '';
  const { edition, hash } = await editors.proposed(proposalOf({ '2026-12-25': false }));
  await editors.approve(edition, hash);
  await editors.replan(edition);
  const milestoneIn = (minutes: number) =>
    world.db.$executeRaw`
      UPDATE applications SET sandbox = false,
        next_milestone_at = clock_timestamp() + make_interval(mins => ${minutes}::int)
      WHERE id = ${id}::uuid`;
  const confirmedAt = async () =>
    (await world.db.command.findFirstOrThrow({ where: { applicationId: id, name: 'amend-calendar' } }))
      .confirmedAt;

  await milestoneIn(11);
  await editors.handOver();
  const before = await confirmedAt();
  await milestoneIn(9);
  await editors.handOver();

  expect(before).toBeNull();
  expect(await confirmedAt()).not.toBeNull();
});

test('a proposal made of an edition that is no longer the newest is refused', async () => {
  const first = await editors.proposed(proposalOf({ '2026-12-09': false }));
  const second = await editors.proposed(proposalOf({ '2026-12-22': false }));
  expect((await editors.approve(first.edition, first.hash)).statusCode).toBe(200);
  await editors.replan(first.edition);

  const stale = await editors.approve(second.edition, second.hash);
  const again = await editors.approve(first.edition, 'b'.repeat(64));

  expect(stale.json()).toMatchObject({
    status: 409,
    code: 'amendment-stale',
    difference: { edition: { current: first.edition } },
  });
  expect(again.json()).toMatchObject({ status: 409, code: 'amendment-already-applied' });
});

test('an amendment applied while Temporal is away is applied, and its re-planning is started by the relay', async () => {
  const { edition, hash } = await editors.proposed(proposalOf({ '2026-12-23': false }));
  const started: string[] = [];
  const replan = world.gateway.replan.bind(world.gateway);
  world.gateway.replan = async (each) => {
    if (!world.gateway.away) started.push(each);
    return replan(each);
  };

  world.gateway.away = true;
  expect((await editors.approve(edition, hash)).json()).toMatchObject({ status: 'applied' });
  expect(started).toEqual([]);
  world.gateway.away = false;
  await editors.handOver();

  expect(started).toEqual([edition]);
  await editors.replan(edition);
  await editors.handOver();
  expect(started).toHaveLength(2);
  world.gateway.replan = replan;
});

test('an application submitted after the amendment was applied follows it from the first moment and is given nothing', async () => {
  const { edition, hash } = await editors.proposed(proposalOf({ '2026-12-24': false }));
  await editors.approve(edition, hash);
  const path = await submitted();

  const { applications } = await editors.commitPage(edition);

  const row = await world.db.application.findUniqueOrThrow({ where: { id: path.split('/').at(-1) ?? '' } });
  expect(row.calendarEdition).toBe(edition);
  expect(applications).not.toContain(row.id);
  await editors.replan(edition);
});

test('amendments are listed, the newest first', async () => {
  await editors.proposed(proposalOf({ '2026-12-28': false }));

  const { amendments } = (await world.call('ops-1', 'GET', '/v1/calendars/kz/amendments')).json<{
    amendments: { status: string }[];
  }>();

  expect(amendments[0]).toMatchObject({ status: 'proposed', baseEdition: expect.stringContaining('kz-') });
  expect(amendments.filter(({ status }) => status === 'applied').length).toBeGreaterThan(2);
});

test('an edition nobody proposed is not there', async () => {
  expect((await editors.read('kz-2026-11-22')).statusCode).toBe(404);
  expect((await editors.approve('kz-2026-11-22', 'a'.repeat(64))).statusCode).toBe(404);
});
