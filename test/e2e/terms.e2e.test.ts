import { beforeAll, expect, test } from 'vitest';

import { minutes, negativeFinding, upheld } from '../../conformance/papers.ts';
import type { Cast } from '../../scripts/http/cast.ts';
import { appointment, beginWithDraft } from './procedure.ts';
import { accepted, begin, calmStack, castOf, inAstana, type Story } from './story.ts';

let cast: Cast;
beforeAll(async () => {
  cast = await castOf(calmStack());
});

interface AgendaPage {
  readonly due: readonly AgendaLine[];
  readonly late: readonly AgendaLine[];
  readonly next: string | null;
}

interface AgendaLine {
  readonly id: string;
  readonly term: string;
}

/** The terms of an application that a head finds in the agenda of a day. */
async function inAgenda({ id }: Story, day: string): Promise<Record<'due' | 'late', string[]>> {
  const found: Record<'due' | 'late', string[]> = { due: [], late: [] };
  for (let next: string | null = `/v1/agenda?on=${day}`; next !== null;) {
    const page: AgendaPage = accepted(await cast.head.get<AgendaPage>(next), next);
    for (const list of ['due', 'late'] as const)
      found[list].push(...page[list].filter((line) => line.id === id).map(({ term }) => term));
    next = page.next;
  }
  return found;
}

/** Every entry of a term as it is shown: its day and time in Astana, and its status. */
async function told(story: Story, term: string): Promise<string[]> {
  const entries = (await story.shown()).deadlines.filter((each) => each.term === term);
  return entries.map(({ dueAt, opensAt, status }) => `${inAstana(dueAt ?? opensAt ?? '')} ${status}`);
}

async function typesOf(story: Story): Promise<string[]> {
  return (await story.trail()).map(({ type }) => type);
}

/** R and N are Monday 07.12.2026, N + 2 is Wednesday; the receipt is not proved yet. */
async function notified(): Promise<Story> {
  const story = await begin(cast, 'inward', { startsAt: '2026-12-07T10:00:00+05:00' });
  await story.does('head', '/executor', appointment);
  await story.does('executor', '/completeness', { finding: 'complete' });
  await story.does('executor', '/conformity', negativeFinding('2026-12-08T15:00:00+05:00'));
  await story.does('head', '/preliminary-refusal/approval', await story.proposal());
  return story;
}

async function receive(story: Story, at: string): Promise<void> {
  const { notices } = await story.shown();
  await story.does('notifier', `/notices/${notices.at(-1)?.id ?? ''}/receipt`, {
    channel: 'cabinet',
    at,
    evidence: 'opened in the personal cabinet',
  });
}

/** The same, received on that Monday: the window lasts until the end of Wednesday, a refusal opens on Thursday at nine. */
async function inHearing(): Promise<Story> {
  const story = await notified();
  await receive(story, '2026-12-07T10:00:00+05:00');
  return story;
}

test('a favourable finding that is taken back gives the notice its term again, in the agenda of D5, to be met or missed', async () => {
  const [announced, silent] = await Promise.all([beginWithDraft(cast), beginWithDraft(cast)]);
  const notice = 'preliminary-refusal-notice';
  expect(await told(announced, notice)).toEqual(['2026-12-03 18:30 not-needed']);
  expect((await inAgenda(announced, '2026-12-03')).due).toEqual([]);

  for (const story of [announced, silent]) {
    await story.until('2026-12-01T10:00:00+05:00');
    const back = { to: 'conformity-check', reasons: 'The norms do not follow from the table.' };
    await story.does('head', '/draft/return', back);
    expect(await told(story, notice)).toEqual(['2026-12-03 18:30 open']);
    expect((await inAgenda(story, '2026-12-03')).due).toEqual([notice]);
    await story.does('executor', '/conformity', negativeFinding('2026-12-03T15:00:00+05:00'));
    expect((await inAgenda(story, '2026-12-03')).due).toEqual([notice]);
  }
  await announced.does('head', '/preliminary-refusal/approval', await announced.proposal());
  await silent.until('2026-12-03T18:30:00+05:00');

  expect(await told(announced, notice)).toEqual(['2026-12-03 18:30 met']);
  expect(await told(silent, notice)).toEqual(['2026-12-03 18:30 missed']);
  expect(await inAgenda(silent, '2026-12-03')).toEqual({ due: [], late: [notice] });
});

test('the window of objections is not open after its end, though the record of what was said is not made', async () => {
  const story = await inHearing();
  await story.until('2026-12-08T11:00:00+05:00');
  await story.does('portal', '/objection', { text: 'The norms were measured at the plant.' });
  expect(await told(story, 'objection')).toEqual(['2026-12-10 00:00 open']);

  await story.until('2026-12-10T00:00:00+05:00');

  expect((await story.shown()).stage).toBe('hearing');
  expect(await told(story, 'objection')).toEqual(['2026-12-10 00:00 met']);
  expect((await inAgenda(story, '2026-12-09')).due).not.toContain('objection');
});

test('a waiver that is taken back leaves one window and one opening of the refusal', async () => {
  const story = await inHearing();
  await story.until('2026-12-08T10:00:00+05:00');
  await story.does('portal', '/hearing-waiver', {});
  expect(await told(story, 'earliest-refusal')).toEqual(['2026-12-10 09:00 moved', '2026-12-08 10:00 open']);

  await story.until('2026-12-08T11:00:00+05:00');
  await story.does('portal', '/objection', { text: 'On second thoughts we object.' });

  expect(await told(story, 'earliest-refusal')).toEqual([
    '2026-12-10 09:00 moved',
    '2026-12-08 10:00 moved',
    '2026-12-10 09:00 open',
  ]);
  expect(await told(story, 'objection')).toEqual(['2026-12-10 00:00 open']);
});

test('a written objection after N + 2, inside its window, gives the hearing until the next working day and blames nobody', async () => {
  const story = await notified();
  await story.until('2026-12-09T10:00:00+05:00');
  // Received on Wednesday: the window lasts until the end of Friday.
  await receive(story, '2026-12-09T10:00:00+05:00');
  await story.until('2026-12-10T10:00:00+05:00');
  expect(await told(story, 'hearing')).toEqual(['2026-12-09 18:30 not-needed']);

  await story.does('portal', '/objection', { text: 'The norms were measured at the plant.' });

  expect(await told(story, 'hearing')).toEqual(['2026-12-09 18:30 moved', '2026-12-11 18:30 open']);
  expect((await inAgenda(story, '2026-12-11')).due).toContain('hearing');
  expect(await typesOf(story)).not.toContain('term-missed');
  await story.until('2026-12-11T18:29:59.999+05:00');
  await story.does('executor', '/hearing-record', upheld);
  expect(await told(story, 'hearing')).toEqual(['2026-12-09 18:30 moved', '2026-12-11 18:30 met']);
});

test('an oral hearing at five in the morning, or at 19:53, is refused; one in office hours is taken', async () => {
  const story = await inHearing();
  await story.does('portal', '/oral-hearing-request', {});
  await story.until('2026-12-09T09:30:00+05:00');
  const held = (at: string) =>
    story.tries('executor', '/hearing-record', minutes(at, 'upheld', 'The applicant was heard.'));

  for (const at of ['2026-12-08T05:00:00+05:00', '2026-12-08T19:53:00+05:00', '2026-12-09T05:00:00+05:00'])
    expect(await held(at)).toMatchObject({ status: 409, body: { code: 'hearing-held-outside-its-time' } });
  expect((await held('2026-12-08T15:00:00+05:00')).status).toBe(200);
});

test('when the case is over no draft is shown any more', async () => {
  const story = await beginWithDraft(cast);
  const { draftId } = await story.draft();
  expect(draftId).not.toBe('');

  const signed = await story.does('head', '/decision', await story.draft());

  expect(signed).toMatchObject({ stage: 'issued', draft: null });
  expect(signed.links).not.toHaveProperty('draft');
  expect((await cast.head.get(`${story.path}/draft`)).status).toBe(404);
});

test('after a withdrawal an executor who fell ill is replaced, and the act is signed', async () => {
  const story = await beginWithDraft(cast);
  await story.does('portal', '/withdrawal', { reason: 'The contract was cancelled.' });

  const replaced = await story.does('head', '/executor', { executorId: 'executor-2', reason: 'Fell ill.' });

  expect(replaced).toMatchObject({ stage: 'signing', executor: 'executor-2' });
  expect(await story.does('head', '/decision', await story.draft())).toMatchObject({ stage: 'terminated' });
});

test('further evidence of receipt changes no term, and the trail says so and until when the window stands', async () => {
  const story = await inHearing();
  const before = await story.shown();
  await story.until('2026-12-08T10:00:00+05:00');

  await receive(story, '2026-12-08T09:00:00+05:00');

  expect(await told(story, 'objection')).toEqual(['2026-12-10 00:00 open']);
  expect((await story.shown()).version).toBe(before.version);
  const evidence = (await story.trail()).filter(({ data }) => 'receivedAt' in data);
  expect(evidence.map(({ type, data }) => [type, data['changed'], data['windowEndsAt']])).toEqual([
    ['notice-received', true, '2026-12-09T19:00:00.000Z'],
    ['receipt-evidence-kept', false, '2026-12-09T19:00:00.000Z'],
  ]);
  // A portal is told that it was kept, and of the window by the receipt that counts.
  const seen = await cast.portal.get<{ items: { type: string }[] }>(`${story.path}/events`);
  const types = accepted(seen, 'trail').items.map(({ type }) => type);
  expect(types.slice(-2)).toEqual(['notice-received', 'receipt-evidence-kept']);
});
