import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';

import type { Caller } from '../../scripts/http/caller.ts';
import type { Cast } from '../../scripts/http/cast.ts';
import type { ShownApplication } from '../../scripts/http/sample-application.ts';
import { expectAgreement } from './agreement.ts';
import { appointment, beginWithDraft } from './procedure.ts';
import { callerAs } from './stack.ts';
import { preparedSubmission } from './submission.ts';
import { begin, calmStack, castOf, saidBy } from './story.ts';

let cast: Cast;
beforeAll(async () => {
  cast = await castOf(calmStack());
});

/** A portal that nobody else uses, so that its list can be counted. */
function lonelyPortal(): Promise<Caller> {
  return callerAs(calmStack(), 'portal', `portal-${randomUUID().slice(0, 8)}`);
}

async function listOf(portal: Caller): Promise<readonly ShownApplication[]> {
  const { body } = await portal.get<{ items: ShownApplication[] }>('/v1/applications?limit=100');
  return body.items;
}

test('a submission sent twice under one key is one application, and the second answer says it is a repeat', async () => {
  const portal = await lonelyPortal();
  const submission = await preparedSubmission(portal, 'inward', {
    sandboxClock: { startsAt: '2026-11-26T17:00:00+05:00' },
  });
  const idempotencyKey = randomUUID();
  const first = await portal.post<ShownApplication>('/v1/applications', submission, { idempotencyKey });
  const second = await portal.post<ShownApplication>('/v1/applications', submission, { idempotencyKey });

  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body).toEqual(first.body);
  expect([second.location, second.etag]).toEqual([first.location, first.etag]);
  expect(first.headers.get('idempotency-replayed')).toBeNull();
  expect(second.headers.get('idempotency-replayed')).toBe('true');
  expect(await listOf(portal)).toHaveLength(1);
});

test('ten submissions at once under one key are one application', async () => {
  const portal = await lonelyPortal();
  const submission = await preparedSubmission(portal, 'outward');
  const idempotencyKey = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      portal.post<ShownApplication & { applicationId?: string }>('/v1/applications', submission, {
        idempotencyKey,
      }),
    ),
  );

  const ids = answers.map(({ status, body }) => {
    expect([201, 202]).toContain(status);
    return body.applicationId ?? body.id;
  });
  expect(new Set(ids).size).toBe(1);
  expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
  expect((await listOf(portal)).map(({ id }) => id)).toEqual([ids[0]]);
});

test('a command sent again has one effect and the first answer, also when ten arrive at once', async () => {
  const story = await begin(cast, 'domestic', { startsAt: '2026-11-26T17:00:00+05:00' });
  const { etag } = await cast.head.get(story.path);
  const sending = { idempotencyKey: randomUUID(), ifMatch: etag };
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => story.tries('head', '/executor', appointment, sending)),
  );
  const later = await story.tries('head', '/executor', appointment, sending);

  for (const { status } of answers) expect([200, 202]).toContain(status);
  expect(later.status).toBe(200);
  expect(later.headers.get('idempotency-replayed')).toBe('true');
  const trail = await story.trail();
  expect(trail.map(({ type }) => type)).toEqual(['received', 'registered', 'executor-appointed']);
  await expectAgreement(story);
});

test('a refusal is repeated as the same refusal, even when the command would be allowed by now', async () => {
  const story = await beginWithDraft(cast);
  const idempotencyKey = randomUUID();
  const stale = { idempotencyKey, ifMatch: '"1"' };
  const draft = await story.draft();
  const first = await story.tries('head', '/decision', draft, stale);
  const second = await story.tries('head', '/decision', draft, stale);

  expect(first).toMatchObject({ status: 412, body: { code: 'stale-version' } });
  expect(saidBy(second)).toEqual(saidBy(first));
  expect(second).toMatchObject({ status: 412 });
  expect((await story.trail()).filter(({ type }) => type === 'command-refused')).toHaveLength(1);
});

test('another body under the same key is 422 and changes nothing', async () => {
  const portal = await lonelyPortal();
  const startsAt = '2026-11-26T17:00:00+05:00';
  const submission = await preparedSubmission(portal, 'inward', { sandboxClock: { startsAt } });
  const idempotencyKey = randomUUID();
  await portal.post('/v1/applications', submission, { idempotencyKey });
  const other = await portal.post('/v1/applications', { ...submission, language: 'kk' }, { idempotencyKey });

  expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  expect(await listOf(portal)).toHaveLength(1);
});

test('the same key of another client is another key', async () => {
  const idempotencyKey = randomUUID();
  const portals = await Promise.all([lonelyPortal(), lonelyPortal()]);
  const answers = await Promise.all(
    portals.map(async (portal) =>
      portal.post<ShownApplication>('/v1/applications', await preparedSubmission(portal, 'inward'), {
        idempotencyKey,
      }),
    ),
  );

  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  expect(answers[0]?.body.id).not.toBe(answers[1]?.body.id);
});

test.each([
  ['no key', {}, 'idempotency-key-missing'],
  ['an empty key', { 'idempotency-key': '' }, 'idempotency-key-missing'],
  ['a key with spaces', { 'idempotency-key': 'one two' }, 'idempotency-key-malformed'],
  ['a key too long', { 'idempotency-key': 'k'.repeat(256) }, 'idempotency-key-malformed'],
])('a submission with %s is 400', async (_what, headers, code) => {
  const portal = await lonelyPortal();
  const body = JSON.stringify(await preparedSubmission(portal, 'inward'));
  const answer = await portal.send('POST', '/v1/applications', {
    body,
    headers: { ...headers, 'content-type': 'application/json' },
  });

  expect(answer).toMatchObject({ status: 400, body: { code } });
  expect(await listOf(portal)).toEqual([]);
});

test('an officer says which version he looked at: an old one is 412, none 428, nonsense 400, and any will do when he says so', async () => {
  const story = await begin(cast, 'inward', { startsAt: '2026-11-26T17:00:00+05:00' });
  const { etag } = await cast.head.get(story.path);
  await story.does('head', '/executor', appointment);
  const reassignment = { executorId: 'executor-2', reason: 'Holidays' };
  const tryWith = (ifMatch: string | undefined) =>
    story.tries('head', '/executor', reassignment, { ifMatch });

  expect(await tryWith(etag)).toMatchObject({ status: 412, body: { code: 'stale-version' } });
  expect(await tryWith('"99"')).toMatchObject({ status: 412 });
  expect(await tryWith(undefined)).toMatchObject({ status: 428, body: { code: 'precondition-required' } });
  expect(await tryWith('two')).toMatchObject({ status: 400, body: { code: 'precondition-malformed' } });
  expect(await story.shown()).toMatchObject({ executor: 'executor-1' });
  expect(await tryWith('*')).toMatchObject({ status: 200, body: { executor: 'executor-2' } });
});

test('of ten officers’ commands on one version, one is accepted and the others are stale', async () => {
  const story = await begin(cast, 'inward', { startsAt: '2026-11-26T17:00:00+05:00' });
  const { etag } = await cast.head.get(story.path);
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_each, index) =>
      story.tries(
        'head',
        '/executor',
        { executorId: `executor-${String((index % 3) + 1)}` },
        { ifMatch: etag },
      ),
    ),
  );

  const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
  expect(statuses).toEqual([200, ...Array.from({ length: 9 }, () => 412)]);
  expect((await story.trail()).filter(({ type }) => type === 'executor-appointed')).toHaveLength(1);
  await expectAgreement(story);
});
