import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { locks } from '../../../prisma/locks.ts';
import { amendmentsOf, proposalOf } from '../../../test/amendment-world.ts';
import { openApiWorld, type ApiWorld } from '../../../test/api-world.ts';

let world: ApiWorld;
let editors: ReturnType<typeof amendmentsOf>;
beforeAll(async () => {
  world = await openApiWorld();
  editors = amendmentsOf(world);
});
afterAll(() => world.close());

// Each story has a calendar of its own: what is applied stays for ever, so it works on other days.
beforeEach(async () => {
  await world.db.$executeRaw`DELETE FROM calendar_amendments WHERE status = 'proposed'`;
});

interface Amendment {
  readonly edition: string;
  readonly hash: string;
  readonly status: string;
  readonly dryRun: {
    readonly at: string;
    readonly counts: { readonly open: number };
    readonly since: object;
  };
}
interface Compared {
  readonly hash: string;
  readonly since?: object;
  readonly items: readonly {
    readonly applicationId: string;
    readonly kind: string;
    readonly stage: string;
    readonly was: { readonly effect: { readonly moves: readonly Move[] } } | null;
    readonly now: { readonly effect: { readonly moves: readonly Move[] } } | null;
  }[];
  readonly next: string | null;
}
interface Move {
  readonly term: string;
  readonly fromOn: string;
  readonly toOn: string;
}
interface Refusal {
  readonly code: string;
  readonly difference: {
    readonly hash: { readonly expected: string; readonly current: string };
    readonly since: object;
    readonly changed: Compared['items'];
    readonly changedTotal: number;
  };
}

/**
 * An application received on Monday 2026-12-07 at 10:00 and registered at once: D2 is Wed 9.12, D5 Mon 14.12, D8 Fri 18.12.
 * Its time stands still, so that the story has its days; for the amendment it is one of the world's.
 */
async function received(startsAt = '2026-12-07T10:00:00+05:00'): Promise<string> {
  const body = await world.submission('portal-1', { sandboxClock: { startsAt } });
  const reply = await world.call('portal-1', 'POST', '/v1/applications', { body });
  expect(reply.statusCode).toBe(201);
  const path = String(reply.headers['location']);
  await world.db.application.update({ where: { id: idOf(path) }, data: { sandbox: false } });
  return path;
}
const idOf = (path: string): string => path.split('/').at(-1) ?? '';

/** A command on the version that stands. */
async function officer(who: string, path: string, deed: string, body: object): Promise<void> {
  const { version } = await world.db.application.findUniqueOrThrow({ where: { id: idOf(path) } });
  const reply = await world.call(who, 'POST', `${path}${deed}`, { body, version });
  expect(reply.statusCode).toBe(200);
}
const appoint = (path: string) => officer('head-1', path, '/executor', { executorId: 'executor-1' });
const complete = (path: string) => officer('executor-1', path, '/completeness', { finding: 'complete' });

async function refuse(path: string): Promise<void> {
  await officer('executor-1', path, '/conformity', {
    finding: 'does-not-conform',
    grounds: [{ ground: 'nonCompliance392', fields: ['yieldNorms'], documents: ['yieldCalculation'] }],
    reasons: 'The norms do not follow from the table.',
    hearing: { at: '2026-12-09T11:00:00+05:00', way: 'video', place: 'Room 1' },
  });
  await officer('head-2', path, '/preliminary-refusal/approval', await world.proposed(path));
}

async function issue(path: string): Promise<void> {
  await officer('executor-1', path, '/conformity', { finding: 'conforms' });
  await officer('executor-1', path, '/draft', { result: 'issue' });
  const draft = (await world.call('head-1', 'GET', `${path}/draft`)).json<Record<string, string>>();
  await officer('head-1', path, '/decision', { draftId: draft['draftId'], sha256: draft['sha256'] });
}

async function advance(path: string, to: string): Promise<void> {
  const url = `/v1/sandbox/applications/${idOf(path)}/advance`;
  expect((await world.call('portal-1', 'POST', url, { body: { to } })).statusCode).toBe(200);
}

async function termsOf(path: string): Promise<Record<string, string>> {
  const row = await world.db.application.findUniqueOrThrow({ where: { id: idOf(path) } });
  const { deadlines } = row.state as unknown as { deadlines: { term: string; on: string; status: string }[] };
  return Object.fromEntries(
    deadlines.filter(({ status }) => status === 'open').map(({ term, on }) => [term, on]),
  );
}

const compare = async (edition: string, query = '?limit=500') =>
  world.call('calendar-editor-2', 'GET', `/v1/calendars/kz/amendments/${edition}/dry-run${query}`);
async function itemOf(edition: string, path: string) {
  const { items } = (await compare(edition)).json<Compared>();
  return items.find(({ applicationId }) => applicationId === idOf(path));
}

test('applications that come in while one looks hold up neither the proposal nor its approval, and follow it', async () => {
  const old = await received();
  const proposal = proposalOf({ '2026-12-10': false });
  const previewed = (await editors.preview(proposal)).json<Amendment>();
  const beforeTheProposal = await received();

  const proposed = await editors.propose(proposal, previewed.hash);
  const { edition, hash, dryRun } = proposed.json<Amendment>();
  const newcomers = [await received(), await received()];
  const listed = (await compare(edition, '?kind=received-since')).json<Compared>();
  const approved = await editors.approve(edition, hash);
  const repeat = await editors.approve(edition, hash);
  await editors.replan(edition);

  expect(proposed.statusCode).toBe(201);
  expect(hash).not.toBe(previewed.hash);
  expect(dryRun).toMatchObject({ counts: { open: 2, moved: 2, sandbox: 0 }, since: null });
  expect(listed.since).toEqual({ received: 2, wentOn: 0, differing: 0 });
  expect(listed.items.map(({ applicationId }) => applicationId)).toEqual(newcomers.map(idOf).toSorted());
  expect(approved.json()).toMatchObject({
    status: 'applied',
    hash,
    dryRun: { since: { received: 2, wentOn: 0, differing: 0 } },
  });
  expect(repeat.json()).toEqual(approved.json());
  for (const path of [old, beforeTheProposal, ...newcomers])
    expect(await termsOf(path)).toMatchObject({ result: '2026-12-21' });
});

test('applications that come in all the while keep nobody from previewing, proposing, looking and approving', async () => {
  let open = true;
  const traffic = (async () => {
    while (open) await received();
  })();
  const proposal = proposalOf({ '2026-12-21': false });

  const { hash } = (await editors.preview(proposal)).json<Amendment>();
  const proposed = (await editors.propose(proposal, hash)).json<Amendment>();
  const looked = await compare(proposed.edition);
  await received();
  const approved = await editors.approve(proposed.edition, proposed.hash);
  open = false;
  await traffic;
  await editors.replan(proposed.edition);

  expect([looked.statusCode, approved.statusCode]).toEqual([200, 200]);
  const below = { calendarEdition: { not: proposed.edition } };
  expect(await world.db.application.count({ where: below })).toBe(0);
});

test('what officers do while one looks holds up nothing, and every term that is still open moves as foreseen', async () => {
  const [appointed, checked, refused, issued] = [
    await received(),
    await received(),
    await received(),
    await received(),
  ];
  for (const path of [checked, refused, issued]) await appoint(path);
  const { edition, hash } = await editors.proposed(proposalOf({ '2026-12-09': false }));
  const foreseen = (await compare(edition)).json<Compared>();

  await appoint(appointed);
  await complete(checked);
  await complete(refused);
  await refuse(refused);
  await complete(issued);
  await issue(issued);
  const { items, since } = (await compare(edition)).json<Compared>();
  const approved = await editors.approve(edition, hash);
  await editors.replan(edition);

  expect(since).toEqual({ received: 0, wentOn: 3, differing: 0 });
  const kindOf = (path: string) => items.find(({ applicationId }) => applicationId === idOf(path));
  expect(kindOf(appointed)).toMatchObject({ kind: 'as-foreseen', stage: 'completeness-check' });
  expect(kindOf(checked)).toMatchObject({ kind: 'went-on', stage: 'conformity-check' });
  expect(kindOf(issued)).toMatchObject({ kind: 'went-on', stage: 'issued', now: null });
  // The hearing has begun since: nobody could see it, and it moves by the same rule.
  expect(kindOf(refused)?.now?.effect.moves).toContainEqual(
    expect.objectContaining({ term: 'hearing', fromOn: '2026-12-09', toOn: '2026-12-11' }),
  );
  expect(approved.json()).toMatchObject({ status: 'applied', dryRun: { since } });
  for (const path of [appointed, checked, refused]) {
    const now = await termsOf(path);
    const was = foreseen.items.find(({ applicationId }) => applicationId === idOf(path))?.was;
    for (const { term, toOn } of was?.effect.moves ?? [])
      expect([term, now[term] ?? toOn]).toEqual([term, toOn]);
    expect(now).toMatchObject({ result: was?.effect.moves.find(({ term }) => term === 'result')?.toOn });
  }
});

test('a deadline that goes elsewhere than foreseen refuses the approval and is named; the dry run that found it may be approved', async () => {
  const path = await received('2026-12-11T10:00:00+05:00');
  await appoint(path);
  const { edition, hash } = await editors.proposed(proposalOf({ '2026-12-12': true, '2026-12-13': true }));
  const before = await itemOf(edition, path);
  // D2, foreseen on the worked Sunday, is over by that calendar, and is given the next working day.
  await advance(path, '2026-12-13T19:00:00+05:00');

  const refused = await editors.approve(edition, hash);

  expect(before).toMatchObject({ kind: 'as-foreseen' });
  expect(refused.json()).toMatchObject({ status: 409, code: 'amendment-stale' });
  const { difference } = refused.json<Refusal>();
  expect(difference).toMatchObject({ hash: { expected: hash }, since: { differing: 1 }, changedTotal: 1 });
  expect(difference.changed).toEqual([
    expect.objectContaining({ applicationId: idOf(path), was: before?.was, stage: 'completeness-check' }),
  ]);
  expect(difference.changed[0]?.now?.effect.moves).toContainEqual(
    expect.objectContaining({ term: 'completeness-check', toOn: '2026-12-14', overdue: true }),
  );

  // Who did not hear the refusal hears it again; nothing is made anew, so that nobody's look is lost.
  expect((await editors.approve(edition, hash)).json<Refusal>().difference).toEqual(difference);
  await received('2026-12-11T10:00:00+05:00');
  const current = (await editors.read(edition)).json<Amendment>();
  expect(current).toMatchObject({ status: 'proposed', hash: difference.hash.current });
  expect(await itemOf(edition, path)).toMatchObject({ kind: 'as-foreseen', was: difference.changed[0]?.now });

  const approved = await editors.approve(edition, difference.hash.current);
  expect(approved.json()).toMatchObject({
    status: 'applied',
    dryRun: { since: { received: 1, differing: 0 } },
  });
  await editors.replan(edition);
  expect(await termsOf(path)).toMatchObject({ 'completeness-check': '2026-12-14' });
});

test('applications in sandbox time are shown and hold up nothing, however their clocks run', async () => {
  const startsAt = '2026-12-17T10:00:00+05:00';
  const body = await world.submission('portal-1', { sandboxClock: { startsAt } });
  const reply = await world.call('portal-1', 'POST', '/v1/applications', { body });
  const path = String(reply.headers['location']);
  const proposal = proposalOf({ '2026-12-19': true, '2026-12-20': true });
  const previewed = (await editors.preview(proposal)).json<Amendment>();
  await advance(path, '2026-12-19T10:00:00+05:00');

  const { edition, hash, dryRun } = (await editors.propose(proposal, previewed.hash)).json<Amendment>();
  await advance(path, '2026-12-19T19:00:00+05:00');
  const shown = await itemOf(edition, path);
  const approved = await editors.approve(edition, hash);
  await editors.replan(edition);

  expect(dryRun.counts).toMatchObject({ sandbox: 1 });
  expect(shown).toMatchObject({ kind: 'sandbox' });
  expect(shown?.now).not.toEqual(shown?.was);
  expect(approved.json()).toMatchObject({ status: 'applied' });
});

test('a hash that nobody was shown approves nothing and makes nothing anew', async () => {
  await received();
  const { edition, hash } = await editors.proposed(proposalOf({ '2026-12-15': false }));
  const before = await world.db.calendarAmendment.findUniqueOrThrow({ where: { edition } });

  const refused = await editors.approve(edition, 'b'.repeat(64));

  expect(refused.json()).toMatchObject({
    status: 409,
    code: 'amendment-stale',
    difference: { hash: { expected: 'b'.repeat(64), current: hash }, changed: [], changedTotal: 0 },
  });
  expect(await world.db.calendarAmendment.findUniqueOrThrow({ where: { edition } })).toEqual(before);
});

test('while one refused approval still writes its dry run down, another one is asked to come again', async () => {
  const path = await received('2026-12-24T10:00:00+05:00');
  const { edition, hash } = await editors.proposed(proposalOf({ '2026-12-26': true, '2026-12-27': true }));
  await advance(path, '2026-12-26T19:00:00+05:00');

  await world.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(${locks.dryRunOfProposal}::int, hashtext(${edition}))::text`;
    expect((await editors.approve(edition, hash)).statusCode).toBe(503);
  });

  expect((await editors.approve(edition, hash)).json()).toMatchObject({ code: 'amendment-stale' });
});

test('the stored dry run is read in pages of one moment; a cursor of one that was made anew is refused', async () => {
  const path = await received('2026-12-24T10:00:00+05:00');
  await received('2026-12-24T10:00:00+05:00');
  const { edition, hash } = await editors.proposed(proposalOf({ '2026-12-26': true, '2026-12-27': true }));
  const whole = (await compare(edition)).json<Compared>();

  const seen: string[] = [];
  let query = '?limit=1';
  for (;;) {
    const page = (await compare(edition, query)).json<Compared>();
    seen.push(...page.items.map(({ applicationId }) => applicationId));
    if (page.next === null) break;
    query = `?limit=1&cursor=${page.next}`;
  }
  expect(seen).toEqual(whole.items.map(({ applicationId }) => applicationId));
  expect(seen.length).toBeGreaterThan(1);

  await advance(path, '2026-12-26T19:00:00+05:00');
  await editors.approve(edition, hash);
  expect((await compare(edition, query)).json()).toMatchObject({ status: 400, code: 'invalid-query' });
});

test('a proposal of a release that stored no more than effects is looked at and approved all the same', async () => {
  await received();
  const { edition, hash } = await editors.proposed(proposalOf({ '2026-12-23': false }));
  await world.db.$executeRaw`
    UPDATE calendar_amendments SET dry_run_at = NULL, dry_run_counts = NULL WHERE edition = ${edition}`;

  const listed = await compare(edition);
  const approved = await editors.approve(edition, hash);

  expect(listed.statusCode).toBe(200);
  expect(approved.json()).toMatchObject({ status: 'applied', dryRun: { counts: null } });
  expect((await compare(edition)).json()).toMatchObject({ status: 409, code: 'amendment-already-applied' });
  await editors.replan(edition);
});
