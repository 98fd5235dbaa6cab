import { beforeAll, expect, test } from 'vitest';

import type { Cast } from '../../scripts/http/cast.ts';
import { expectAgreement } from './agreement.ts';
import { ownStack } from './own-stack.ts';
import { eventually } from './patience.ts';
import { appointment, beginWithDraft } from './procedure.ts';
import { preparedSubmission } from './submission.ts';
import { begin, castOf, follow } from './story.ts';

const stack = ownStack();
let cast: Cast;
beforeAll(async () => {
  cast = await castOf(stack);
});

interface Pending {
  readonly commandId: string;
  readonly applicationId: string;
  readonly resultDueOn: string;
}

const startsAt = '2026-11-26T17:00:00+05:00';

test('what is submitted while Temporal is away is kept with its date, and goes on by itself when it is back', async () => {
  const before = await begin(cast, 'domestic', { startsAt });
  const submission = await preparedSubmission(cast.portal, 'outward', { sandboxClock: { startsAt } });
  await stack.temporal.kill();

  const answer = await cast.portal.post<Pending>('/v1/applications', submission);
  const story = follow(cast, answer.body.applicationId);
  const waiting = await story.shown();
  const appointed = await before.tries('head', '/executor', appointment);
  const { body: readiness } = await cast.portal.get<{ checks: object }>('/readyz');
  await stack.temporal.start();

  expect(answer).toMatchObject({ status: 202, location: `/v1/commands/${answer.body.commandId}` });
  expect(answer.body.resultDueOn).toBe('2026-12-08');
  expect(waiting).toMatchObject({ stage: 'received', resultDueOn: '2026-12-08' });
  expect(appointed.status).toBe(202);
  expect(readiness).toMatchObject({
    ready: false,
    checks: { temporal: { ok: false }, postgres: { ok: true } },
  });
  const registered = await eventually('registration', story.shown, ({ stage }) => stage === 'registered');
  expect(registered).toMatchObject({ registeredOn: '2026-11-26', resultDueOn: '2026-12-08' });
  await eventually('the appointment', before.shown, ({ stage }) => stage === 'completeness-check');
  const { body: outcome } = await cast.portal.get(answer.location ?? '');
  expect(outcome).toMatchObject({ status: 'accepted', name: 'submit', applicationId: story.id });
  await Promise.all([expectAgreement(story), expectAgreement(before)]);
});

test('while PostgreSQL is away nothing is promised: 503 with a code; afterwards the same request is taken once', async () => {
  const story = await beginWithDraft(cast);
  const draft = await story.draft();
  const { etag } = await cast.head.get(story.path);
  const sending = { idempotencyKey: 'postgres-was-away', ifMatch: etag };
  await stack.postgres.kill();

  const answers = [
    await cast.head.get(story.path),
    await story.tries('head', '/decision', draft, sending),
    await cast.portal.get('/v1/applications'),
    // An amended calendar lies in PostgreSQL: dates are not guessed without it.
    await cast.portal.post('/v1/deadlines/preview', { receivedAt: startsAt }),
  ];
  const { status: ready } = await cast.portal.get('/readyz');
  const { status: alive } = await cast.portal.get('/healthz');
  await stack.postgres.start();

  for (const { status, body, headers } of answers) {
    expect({ status, code: (body as { code?: string }).code }).toEqual({
      status: 503,
      code: 'temporarily-unavailable',
    });
    expect(headers.get('content-type')).toContain('application/problem+json');
  }
  expect([ready, alive]).toEqual([503, 200]);
  const signed = await eventually(
    'the signature',
    () => story.tries('head', '/decision', draft, sending),
    ({ status }) => status === 200,
  );
  expect(signed.body).toMatchObject({ stage: 'issued' });
  expect((await story.trail()).filter(({ type }) => type === 'issued')).toHaveLength(1);
  await expectAgreement(story);
});

test('a restart of PostgreSQL under a running clock moves no deadline and loses no milestone', async () => {
  const story = await begin(cast, 'inward', { startsAt: '2026-11-26T19:00:00+05:00', speed: 3_600 });
  const promised = (await story.shown()).deadlines.map(({ term, dueOn, dueAt }) => [term, dueOn, dueAt]);
  await stack.postgres.kill();
  await stack.postgres.start();

  // Registration at 09:00 of Friday is fourteen hours away: fourteen seconds, plus the grace.
  const registered = await eventually(
    'registration',
    story.shown,
    ({ registeredOn }) => registeredOn !== null,
  );
  expect(registered.deadlines.map(({ term, dueOn, dueAt }) => [term, dueOn, dueAt])).toEqual(promised);
  expect((await story.trail()).find(({ type }) => type === 'registered')?.at).toBe(
    '2026-11-27T04:00:00.000Z',
  );
  await expectAgreement(story);
});

test('a worker that comes back finds every command in the order in which it came', async () => {
  const story = await begin(cast, 'inward', { startsAt });
  await stack.worker.kill();
  const { etag } = await cast.head.get(story.path);
  const appoint = await story.tries('head', '/executor', appointment, { ifMatch: etag });
  const withdraw = await story.tries('portal', '/withdrawal', {});
  await stack.worker.start();

  expect([appoint.status, withdraw.status]).toEqual([202, 202]);
  const shown = await eventually('both', story.shown, ({ stage }) => stage === 'signing');
  expect(shown).toMatchObject({ executor: 'executor-1', stage: 'signing' });
  const types = (await story.trail()).map(({ type }) => type);
  expect(types).toEqual(['received', 'registered', 'executor-appointed', 'withdrawn', 'draft-handed-over']);
  await expectAgreement(story);
});
