import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';

import type { Answer, Caller } from '../../scripts/http/caller.ts';
import type { Cast } from '../../scripts/http/cast.ts';
import type { ShownApplication } from '../../scripts/http/sample-application.ts';
import { expectAgreement } from './agreement.ts';
import { randomFrom } from './chance.ts';
import { ownStack } from './own-stack.ts';
import { allOver, eventually, inParallel } from './patience.ts';
import { usualPatienceMs } from '../../scripts/stack/patience.ts';
import { stepsToDocument } from './procedure.ts';
import { callerAs } from './stack.ts';
import { preparedSubmission } from './submission.ts';
import { begin, castOf, follow, type Story } from './story.ts';

const chance = randomFrom(6);
const kills = 6;
// Whoever waits through several restarts has patience for each of them.
const throughAll = { patienceMs: kills * usualPatienceMs };
const stack = ownStack();
let cast: Cast;
beforeAll(async () => {
  cast = await castOf(stack);
});

type Submitted = Answer<ShownApplication & { readonly applicationId?: string }>;

/** Sends as a good portal does: again and again under the same key until there is an answer that says what became of it. */
function persistently(portal: Caller, body: unknown, idempotencyKey: string): Promise<Submitted> {
  return eventually(
    `an answer to ${idempotencyKey}`,
    (): Promise<Submitted> => portal.post('/v1/applications', body, { idempotencyKey }),
    ({ status }) => status < 500,
    throughAll,
  );
}

test('the API is killed again and again under twenty submissions at once: none is lost, none is doubled', async () => {
  const portal = await callerAs(stack, 'portal', 'portal-under-kills');
  const submissions = await inParallel(Array.from({ length: 20 }), 5, async () => ({
    key: randomUUID(),
    body: await preparedSubmission(portal, 'inward', {
      sandboxClock: { startsAt: '2026-11-26T17:00:00+05:00' },
    }),
  }));

  const answered = new AbortController();
  const submitting = async () => {
    const all = submissions.map(({ key, body }) => persistently(portal, body, key));
    return allOver(all).finally(() => answered.abort());
  };
  const killing = async () => {
    let times = 0;
    for (; times < kills && !answered.signal.aborted; times += 1) {
      await sleep(20 + chance.below(250));
      await stack.api.kill();
      await stack.api.start();
    }
    return times;
  };
  const [answers, killed] = await allOver([submitting(), killing()]);
  expect(killed).toBeGreaterThan(0);

  const ids = answers.map(({ body }) => body.applicationId ?? body.id);
  expect(answers.filter(({ status }) => status !== 201 && status !== 202)).toEqual([]);
  expect(new Set(ids).size).toBe(20);
  // Whoever asks again under his key is told of the same application.
  const again = await Promise.all(submissions.map(({ key, body }) => persistently(portal, body, key)));
  expect(again.map(({ body }) => body.applicationId ?? body.id)).toEqual(ids);

  const { body } = await portal.get<{ items: ShownApplication[] }>('/v1/applications?limit=100');
  expect(body.items.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  const numbers = body.items.map(({ number }) => number);
  expect(new Set(numbers).size).toBe(20);
  const own = await castOf(stack, 'portal-under-kills');
  await inParallel(ids, 5, async (id) => {
    const story = follow(own, id);
    await eventually(
      'registration',
      async () => (await story.shown()).stage,
      (stage) => stage === 'registered',
    );
    await expectAgreement(story);
  });
});

/** An officer at his desk, who looks, acts, and tries again until an outage is over. */
async function work(story: Story): Promise<void> {
  const steps = [...stepsToDocument, ['head', '/decision', null] as const];
  for (const [who, suffix, body] of steps) {
    const idempotencyKey = randomUUID();
    // What he looked at, and what he sends: the same at every attempt.
    let ifMatch: string | undefined;
    let sent: object | null = body;
    const answer = await eventually(
      `${suffix} of ${story.id}`,
      async () => {
        ifMatch ??= (await cast.head.get(story.path)).etag;
        sent ??= await story.draft();
        return story.tries(who, suffix, sent, { idempotencyKey, ifMatch });
      },
      ({ status }) => status < 500 && status !== 202,
      throughAll,
    );
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  }
}

test('everything is killed at a random moment of ten applications: each is where it was or further on, and goes on', async () => {
  const stories = await inParallel(Array.from({ length: 10 }), 5, () =>
    begin(cast, 'domestic', { startsAt: '2026-11-26T17:00:00+05:00' }),
  );
  const seen = new Map<string, { version: number; trail: readonly string[] }>();
  const killing = async (): Promise<void> => {
    for (let round = 0; round < 2; round += 1) {
      await sleep(100 + chance.below(600));
      for (const story of stories) {
        const [{ version }, trail] = [await story.shown(), await story.trail()];
        seen.set(story.id, { version, trail: trail.map(({ type, at }) => `${at} ${type}`) });
      }
      const { api, worker, temporal, postgres } = stack;
      await Promise.all([api, worker, temporal, postgres].map((part) => part.kill()));
      await Promise.all([postgres.start(), temporal.start()]);
      await Promise.all([worker.start(), api.start()]);
      for (const story of stories) {
        const before = seen.get(story.id);
        const [{ version }, trail] = [await story.shown(), await story.trail()];
        expect(version).toBeGreaterThanOrEqual(before?.version ?? 0);
        const lines = trail.map(({ type, at }) => `${at} ${type}`);
        expect(lines.slice(0, before?.trail.length)).toEqual(before?.trail);
      }
    }
  };
  await allOver([...stories.map((story) => work(story)), killing()]);

  for (const story of stories) {
    expect(await story.shown()).toMatchObject({ stage: 'issued', overdue: false });
    expect((await story.trail()).map(({ type }) => type)).toEqual([
      'received',
      'registered',
      'executor-appointed',
      'package-complete',
      'conformity-confirmed',
      'draft-handed-over',
      'issued',
    ]);
    await expectAgreement(story);
  }
});
