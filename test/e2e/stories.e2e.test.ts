import { beforeAll, expect, test } from 'vitest';

import { negativeFinding, reasons, refusal, upheld } from '../../conformance/papers.ts';
import type { Cast } from '../../scripts/http/cast.ts';
import { expectAgreement, lettersOf } from './agreement.ts';
import { appointment, statuses } from './procedure.ts';
import { begin, calmStack, castOf, told, type Story } from './story.ts';

let cast: Cast;
beforeAll(async () => {
  cast = await castOf(calmStack());
});

/** The days of the term of the result that count, and those passed over. */
async function walkOfResult(story: Story): Promise<string[]> {
  const result = (await story.deadlines()).find(({ term }) => term === 'result');
  return (result?.walk ?? []).map(({ on, counts, skipped }) => `${on} ${counts ?? skipped ?? ''}`);
}

test('in order: the document is issued on the sixth day, with every term met', async () => {
  const story = await begin(cast, 'inward', { startsAt: '2026-11-26T17:00:00+05:00' });
  const dates = (await story.shown()).deadlines.map(({ term, dueAt }) => [term, dueAt]);
  await story.does('head', '/executor', appointment);
  await story.until('2026-11-30T11:00:00+05:00');
  await story.does('executor', '/completeness', { finding: 'complete' });
  await story.until('2026-12-03T16:00:00+05:00');
  await story.does('executor', '/conformity', { finding: 'conforms', checklist: [] });
  await story.does('executor', '/draft', { result: 'issue' });
  await story.until('2026-12-04T10:00:00+05:00');
  const signed = await story.does('head', '/decision', await story.draft());

  expect(dates).toEqual([
    ['registration', '2026-11-26T13:30:00.000Z'],
    ['completeness-check', '2026-11-30T13:30:00.000Z'],
    ['conformity-check', '2026-12-07T13:30:00.000Z'],
    ['preliminary-refusal-notice', '2026-12-03T13:30:00.000Z'],
    ['result', '2026-12-08T13:30:00.000Z'],
  ]);
  expect(signed).toMatchObject({ stage: 'issued', overdue: false, registeredOn: '2026-11-26' });
  expect(statuses(signed)).toEqual({
    registration: 'met',
    'completeness-check': 'met',
    'conformity-check': 'met',
    'preliminary-refusal-notice': 'not-needed',
    result: 'met',
  });
  const trail = await story.trail();
  expect(told(trail)).toEqual([
    '2026-11-26 17:00 received',
    '2026-11-26 17:00 registered',
    '2026-11-26 17:00 executor-appointed',
    '2026-11-30 11:00 package-complete',
    '2026-12-02 18:30 refusal-gate-near',
    '2026-12-03 16:00 conformity-confirmed',
    '2026-12-03 16:00 draft-handed-over',
    '2026-12-04 10:00 issued',
  ]);
  expect(lettersOf(trail)).toEqual(['registered', 'issued']);
  await expectAgreement(story);
});

test('after hours, found wanting, heard: refused no sooner than the law allows', async () => {
  const story = await begin(cast, 'outward', { startsAt: '2026-12-04T19:10:00+05:00' });
  const received = await story.shown();
  await story.until('2026-12-07T10:00:00+05:00');
  await story.does('head', '/executor', appointment);
  await story.does('executor', '/completeness', { finding: 'complete' });
  await story.until('2026-12-10T12:00:00+05:00');
  await story.does('executor', '/conformity', negativeFinding('2026-12-14T15:00:00+05:00'));
  await story.until('2026-12-11T09:30:00+05:00');
  const heard = await story.does('head', '/preliminary-refusal/approval', await story.proposal());
  await story.does('notifier', `/notices/${heard.notices.at(-1)?.id ?? ''}/receipt`, {
    channel: 'cabinet',
    at: '2026-12-11T09:30:00+05:00',
    evidence: 'opened in the personal cabinet',
  });
  await story.until('2026-12-14T11:00:00+05:00');
  await story.does('portal', '/objection', { text: 'The norms were measured at the plant.' });
  await story.until('2026-12-15T16:00:00+05:00');
  await story.does('executor', '/hearing-record', upheld);
  await story.until('2026-12-17T08:59:59.999+05:00');
  await story.does('executor', '/draft', refusal);
  const early = await story.tries('head', '/decision', await story.draft());
  await story.until('2026-12-17T09:00:00+05:00');
  const refused = await story.does('head', '/decision', await story.draft());

  expect(received).toMatchObject({ stage: 'received', registeredOn: null, resultDueOn: '2026-12-18' });
  expect(heard).toMatchObject({ stage: 'hearing' });
  expect(early).toMatchObject({
    status: 409,
    body: { code: 'refusal-not-open-yet', opensAt: '2026-12-17T04:00:00.000Z' },
  });
  expect(refused).toMatchObject({ stage: 'refused', overdue: false, registeredOn: '2026-12-07' });
  expect(statuses(refused)).toEqual({
    registration: 'met',
    'completeness-check': 'met',
    'conformity-check': 'met',
    'preliminary-refusal-notice': 'met',
    objection: 'met',
    hearing: 'met',
    'earliest-refusal': 'met',
    result: 'met',
  });
  const trail = await story.trail();
  expect(told(trail)).toEqual([
    '2026-12-04 19:10 received',
    '2026-12-07 09:00 registered',
    '2026-12-07 10:00 executor-appointed',
    '2026-12-07 10:00 package-complete',
    '2026-12-10 12:00 non-conformity-found',
    '2026-12-11 09:30 refusal-approved',
    '2026-12-11 09:30 notice-posted',
    '2026-12-11 09:30 notice-received',
    '2026-12-14 11:00 objected',
    '2026-12-15 16:00 hearing-recorded',
    '2026-12-16 00:00 hearing-closed',
    '2026-12-17 08:59 draft-handed-over',
    '2026-12-17 08:59 command-refused',
    '2026-12-17 09:00 refusal-opened',
    '2026-12-17 09:00 refused',
  ]);
  expect(lettersOf(trail)).toEqual(['registered', 'refused']);
  await expectAgreement(story);
});

test('a refusal tells the applicant where to appeal, and the portal sees neither drafts nor refused commands', async () => {
  const story = await begin(
    cast,
    'domestic',
    { startsAt: '2026-12-01T10:00:00+05:00' },
    {
      sandboxPolicy: { incompletePackage: 'direct-refusal' },
    },
  );
  await story.does('head', '/executor', appointment);
  await story.does('executor', '/completeness', {
    finding: 'incomplete',
    missing: ['goodsClassification'],
    reasons,
  });
  await story.tries('head', '/preliminary-refusal/approval', await story.proposal());
  await story.does('executor', '/draft', { result: 'refuse', grounds: ['incomplete-package'], reasons });
  await story.does('head', '/decision', await story.draft());

  const result = (await story.documents()).find(({ source }) => source === 'result');
  const { body: act } = await cast.portal.get<{ kind: string; content: object }>(result?.href ?? '');
  const { body: seen } = await cast.portal.get<{
    items: { type: string; actor: object | null; data: object }[];
  }>(`${story.path}/events`);
  expect(act.kind).toBe('refused');
  expect(JSON.stringify(act.content)).toMatch(/appeal/i);
  // What was found is told by the refusal, with its grounds.
  expect(seen.items.map(({ type }) => type)).toEqual([
    'received',
    'registered',
    'executor-appointed',
    'refused',
  ]);
  expect(seen.items.at(-1)?.data).toMatchObject({ grounds: ['incomplete-package'] });
  expect(seen.items.some(({ actor }) => actor !== null && 'staff' in actor)).toBe(false);
  expect(await cast.portal.get(`${story.path}/draft`)).toMatchObject({ status: 403 });
  await expectAgreement(story);
});

test('withdrawn: the head signs the termination act that the system prepared', async () => {
  const story = await begin(cast, 'domestic', { startsAt: '2026-12-12T11:00:00+05:00' });
  await story.until('2026-12-14T09:30:00+05:00');
  await story.does('head', '/executor', appointment);
  const withdrawn = await story.does('portal', '/withdrawal', { reason: 'The contract was cancelled.' });
  const late = await story.tries('executor', '/completeness', { finding: 'complete' });
  const terminated = await story.does('head', '/decision', await story.draft());

  expect(withdrawn.stage).toBe('signing');
  expect(late).toMatchObject({ status: 409, body: { code: 'withdrawn-only-termination' } });
  expect(terminated).toMatchObject({ stage: 'terminated', resultDueOn: '2026-12-25' });
  const trail = await story.trail();
  expect(told(trail).filter((line) => !line.endsWith('command-refused'))).toEqual([
    '2026-12-12 11:00 received',
    '2026-12-14 09:00 registered',
    '2026-12-14 09:30 executor-appointed',
    '2026-12-14 09:30 withdrawn',
    '2026-12-14 09:30 draft-handed-over',
    '2026-12-14 09:30 terminated',
  ]);
  expect(lettersOf(trail)).toEqual(['registered', 'withdrawn', 'terminated']);
  await expectAgreement(story);
});

test('nobody acts: the term is missed in the open, deemed refused at the end of the day, and issued late', async () => {
  const story = await begin(cast, 'inward', { startsAt: '2026-12-25T18:30:00+05:00' });
  await story.until('2026-12-28T09:30:00+05:00');
  await story.does('head', '/executor', appointment);
  await story.until('2027-01-12T18:29:59.999+05:00');
  const before = await story.shown();
  await story.until('2027-01-12T18:30:00+05:00');
  const overdue = await story.shown();
  await story.until('2027-01-15T12:00:00+05:00');
  await story.does('executor', '/completeness', { finding: 'complete' });
  await story.does('executor', '/conformity', { finding: 'conforms', checklist: [] });
  await story.does('executor', '/draft', { result: 'issue' });
  const signed = await story.does('head', '/decision', await story.draft());

  expect(before).toMatchObject({ overdue: false, deemedRefusedAt: null });
  expect(overdue).toMatchObject({ overdue: true, deemedRefusedAt: null });
  expect(signed).toMatchObject({
    stage: 'issued',
    overdue: true,
    deemedRefusedAt: '2027-01-12T19:00:00.000Z',
    result: { late: true },
  });
  expect(statuses(signed)).toMatchObject({
    'completeness-check': 'missed',
    'conformity-check': 'missed',
    result: 'missed',
  });
  const trail = await story.trail();
  expect(told(trail)).toEqual([
    '2026-12-25 18:30 received',
    '2026-12-28 09:00 registered',
    '2026-12-28 09:30 executor-appointed',
    '2026-12-30 18:30 term-missed',
    '2027-01-05 18:30 refusal-gate-near',
    '2027-01-06 18:30 refusal-gate-closed',
    '2027-01-11 18:30 term-missed',
    '2027-01-12 18:30 overdue',
    '2027-01-13 00:00 deemed-refused',
    '2027-01-15 12:00 package-complete',
    '2027-01-15 12:00 conformity-confirmed',
    '2027-01-15 12:00 draft-handed-over',
    '2027-01-15 12:00 issued',
  ]);
  expect(lettersOf(trail)).toEqual(['registered', 'overdue', 'deemed-refused', 'issued']);
  const walk = await walkOfResult(story);
  expect(walk.filter((line) => / \d$/.test(line))).toEqual([
    '2026-12-29 1',
    '2026-12-30 2',
    '2026-12-31 3',
    '2027-01-05 4',
    '2027-01-06 5',
    '2027-01-08 6',
    '2027-01-11 7',
    '2027-01-12 8',
  ]);
  await expectAgreement(story);
});
