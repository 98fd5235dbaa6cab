import { beforeAll, expect, test } from 'vitest';

import { reasons } from '../../conformance/papers.ts';
import type { Cast } from '../../scripts/http/cast.ts';
import { expectAgreement } from './agreement.ts';
import { ownStack } from './own-stack.ts';
import { allOver, eventually } from './patience.ts';
import { appointment, beginWithDraft, statuses } from './procedure.ts';
import { callerAs } from './stack.ts';
import { begin, castOf, told, type Story } from './story.ts';

/** What came of a signature that was sent while no worker ran. */
interface Signature {
  readonly story: Story;
  /** How the request was answered, and where its outcome is found. */
  readonly status: number;
  readonly href: string;
}

const stack = ownStack();
let cast: Cast;
let timerInTime: Signature;
let timerLate: Signature;
let standingInTime: Signature;
let standingLate: Signature;

// A deadline takes two days of application time, 48 s at the fastest clock there is. What a busy machine could not do in
// that time it does on a slower one.
const speeds = [3_600, 900, 225];

beforeAll(async () => {
  cast = await castOf(stack);
  await withStandingClocks();
  for (const speed of speeds) {
    try {
      [timerInTime, timerLate] = await withRunningClocks(speed);
      return;
    } catch (error) {
      if (speed === speeds.at(-1)) throw error;
      await stack.mend();
    }
  }
});

/** Signs one application at the last moment and one at the deadline, while no worker runs. */
async function withStandingClocks(): Promise<void> {
  const [one, two] = await allOver([beginWithDraft(cast), beginWithDraft(cast)]);
  await one.until('2026-12-08T18:29:59.999+05:00');
  await two.until('2026-12-08T18:00:00+05:00');
  const [first, second] = [await one.draft(), await two.draft()];
  await stack.worker.kill();
  // What is sent first stands first in the line, whenever it is answered.
  const deadline = '2026-12-08T18:30:00+05:00';
  const inTime = sign(one, first);
  const late = advance(two, deadline).then(() => sign(two, second));
  [standingInTime, standingLate] = await allOver([inTime, late, inTime.then(() => advance(one, deadline))]);
  await stack.worker.start();
}

/** Signs one application before its deadline and one after it, while no worker runs. Throws when that took too long. */
async function withRunningClocks(speed: number): Promise<[Signature, Signature]> {
  const [one, two] = await allOver([directRefusal(speed), directRefusal(speed)]);
  const [first, second] = [await one.draft(), await two.draft()];
  await stack.worker.kill();
  await reached(one, '2026-11-26T14:00:00+05:00');
  const inTime = await sign(one, first);
  const answeredAt = (await one.shown()).sandbox?.now ?? '';
  if (answeredAt >= '2026-11-26T13:30:00Z') throw new Error(`too slow: ${answeredAt}`);
  await reached(two, '2026-11-26T18:30:00+05:00');
  const late = await sign(two, second);
  await stack.worker.start();
  return [inTime, late];
}

/** A refusal for incompleteness, drafted and not signed. Its day D2 ends on Thursday 26.11.2026 18:30: unsigned by then, it is void (direct refusal). */
async function directRefusal(speed: number): Promise<Story> {
  const story = await begin(
    cast,
    'inward',
    { startsAt: '2026-11-24T18:29:00+05:00', speed },
    { sandboxPolicy: { incompletePackage: 'direct-refusal' } },
  );
  await story.does('head', '/executor', appointment);
  await story.does('executor', '/completeness', {
    finding: 'incomplete',
    missing: ['goodsClassification'],
    reasons,
  });
  await story.does('executor', '/draft', { result: 'refuse', grounds: ['incomplete-package'], reasons });
  return story;
}

async function advance(story: Story, to: string): Promise<void> {
  const { status } = await cast.portal.post(`/v1/sandbox/applications/${story.id}/advance`, { to });
  expect(status).toBe(202);
}

/** Waits until the application's own time has reached an instant. */
async function reached(story: Story, at: string): Promise<void> {
  const instant = new Date(at).toISOString();
  const clock = async () => (await story.shown()).sandbox?.now ?? '';
  await eventually(instant, clock, (now) => now >= instant);
}

async function sign(story: Story, draft: object | undefined): Promise<Signature> {
  const { status, body, location } = await story.tries('head', '/decision', draft);
  expect(body).toMatchObject({ status: 'pending', href: location, applicationId: story.id });
  return { story, status, href: location ?? '' };
}

interface Outcome {
  readonly status: string;
  readonly problem?: { readonly code: string; readonly allowed?: readonly string[] };
}

/** The outcome of a signature, once there is one. */
function outcomeOf({ href }: Signature): Promise<Outcome> {
  const outcome = async () => (await cast.head.get<Outcome>(href)).body;
  return eventually(`the outcome ${href}`, outcome, ({ status }) => status !== 'pending');
}

test('without a worker every signature is kept and answered 202 with the place of its outcome', () => {
  for (const { status, href } of [timerInTime, timerLate, standingInTime, standingLate]) {
    expect(status).toBe(202);
    expect(href).toMatch(/^\/v1\/commands\/[\da-f-]{36}$/);
  }
});

test('a signature received before the deadline counts, though the worker came back after it', async () => {
  const { story } = timerInTime;
  expect(await outcomeOf(timerInTime)).toMatchObject({ status: 'accepted' });
  expect(await story.shown()).toMatchObject({ stage: 'refused', overdue: false });
  expect((await story.trail()).some(({ type }) => type === 'direct-refusal-lapsed')).toBe(false);
  await expectAgreement(story);
});

test('a signature received after the deadline is refused with what is allowed now: the draft is void', async () => {
  const { story } = timerLate;
  const outcome = await outcomeOf(timerLate);
  expect(outcome).toMatchObject({ status: 'refused' });
  expect(outcome.problem?.allowed).toContain('approve-preliminary-refusal');
  expect(await story.shown()).toMatchObject({ stage: 'preliminary-refusal' });
  const trail = told(await story.trail());
  const [lapsed, refused] = ['direct-refusal-lapsed', 'command-refused'].map((type) =>
    trail.findIndex((line) => line.endsWith(type)),
  );
  expect(trail[lapsed ?? -1]).toBe('2026-11-26 18:30 direct-refusal-lapsed');
  expect(refused).toBeGreaterThan(lapsed ?? Infinity);
});

test('a document signed at 18:29:59.999 of the last day is issued in time', async () => {
  const { story } = standingInTime;
  expect(await outcomeOf(standingInTime)).toMatchObject({ status: 'accepted' });
  const shown = await story.shown();
  expect(shown).toMatchObject({ stage: 'issued', overdue: false, result: { late: false } });
  expect(statuses(shown)).toMatchObject({ result: 'met' });
  expect((await story.trail()).at(-1)).toMatchObject({ type: 'issued', at: '2026-12-08T13:29:59.999Z' });
  await expectAgreement(story);
});

test('at 18:30 the draft goes back: the signature is refused with what is allowed, and the application is overdue', async () => {
  const { story } = standingLate;
  const outcome = await outcomeOf(standingLate);
  expect(outcome).toMatchObject({ status: 'refused' });
  expect(outcome.problem?.allowed).toEqual(['appoint-executor']);
  const shown = await story.shown();
  expect(shown).toMatchObject({ stage: 'drafting', overdue: true });
  expect(statuses(shown)).toMatchObject({ result: 'missed' });
  await expectAgreement(story);
});

test('what was sent without a worker is told to its sender alone', async () => {
  const other = await callerAs(stack, 'head', 'head-2');
  expect(await other.get(timerInTime.href)).toMatchObject({ status: 404 });
});
