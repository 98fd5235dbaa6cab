import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { instantOfMs, msOf } from '../../calendars/instant.ts';
import type { Instant } from '../../calendars/instant.ts';
import { at, commandId, kz } from '../../test/builders.ts';
import { decide } from './decide.ts';
import { nextMilestone } from './milestones.ts';
import {
  completenessCheck,
  conforming,
  hearing,
  heardInSilence,
  issued,
  notified,
  proposed,
  received,
  refusalDrafted,
} from '../../test/model/openings.ts';
import { play, plots, starts } from '../../test/model/plays.ts';
import { story } from '../../test/model/story.ts';
import type { Story } from '../../test/model/story.ts';
import { moveToward, type Outcome } from './prospect-acts.ts';
import { isReached } from './prospect-trial.ts';
import { prospectOf, prospectsOf, type Prospect } from './prospects.ts';
import { isFinal } from './stages.ts';
import type { ApplicationState } from './state.ts';

vi.setConfig({ testTimeout: 120_000 });

function prospect({ state }: Story, outcome: Outcome, when: string): Prospect {
  return prospectOf(outcome, state, at(when), kz);
}

const untilOf = ({ acts }: Prospect) => acts.map(({ act, until }) => [act, until]);

describe('the way to a refusal after a hearing, day by day', () => {
  test('from the completeness check every act has its latest moment', () => {
    const way = prospect(completenessCheck, 'refused-after-hearing', '2026-11-27 10:00');

    expect(way).toMatchObject({ status: 'possible', whyNot: null });
    expect(untilOf(way)).toEqual([
      ['record-completeness', at('2026-12-03 18:30')],
      ['record-conformity', at('2026-12-03 18:30')],
      ['approve-preliminary-refusal', at('2026-12-03 18:30')],
      ['post-notice', at('2026-12-03 18:30')],
      ['record-receipt', at('2026-12-04 00:00')],
      ['draft-result', at('2026-12-08 18:30')],
      ['sign-decision', at('2026-12-08 18:30')],
    ]);
  });

  test('the signature has an earliest moment too', () => {
    const sign = (from: Story, when: string) =>
      prospect(from, 'refused-after-hearing', when).acts.find(({ act }) => act === 'sign-decision')?.from;

    expect(sign(proposed, '2026-12-03 18:29')).toBe(at('2026-12-08 09:00'));
    expect(sign(notified, '2026-12-01 13:00')).toBe(at('2026-12-04 09:00'));
    expect(sign(hearing, '2026-12-02 13:00')).toBe(at('2026-12-05 00:00'));
    expect(sign(refusalDrafted, '2026-12-04 08:30')).toBe(at('2026-12-04 09:00'));
  });

  test('an act that meets a term of the law is told with that term', () => {
    const [first, second, , posting] = prospect(
      completenessCheck,
      'refused-after-hearing',
      '2026-11-27 10:00',
    ).acts;

    expect([first?.term, second?.term, posting?.term]).toEqual([
      { name: 'completeness-check', at: at('2026-11-30 18:30') },
      { name: 'conformity-check', at: at('2026-12-07 18:30') },
      { name: 'preliminary-refusal-notice', at: at('2026-12-03 18:30') },
    ]);
  });

  test('behind the gate it is late only, by the rule that closed it, and opens again when the term has lapsed', () => {
    const way = prospect(proposed, 'refused-after-hearing', '2026-12-03 18:30');

    expect(way).toMatchObject({ status: 'late-only', whyNot: { code: 'refusal-gate-closed' } });
    expect(way.acts[0]).toMatchObject({
      act: 'approve-preliminary-refusal',
      from: at('2026-12-09 00:00'),
      until: null,
    });
  });

  test('a receipt that stays unproved past the day of the gate makes it late', () => {
    const late = proposed.approve('2026-12-03 18:29:59.999');

    expect(prospect(late, 'refused-after-hearing', '2026-12-03 23:59:59.999').status).toBe('possible');
    expect(prospect(late, 'refused-after-hearing', '2026-12-04 00:00')).toMatchObject({
      status: 'late-only',
      whyNot: { code: 'hearing-still-open' },
    });
  });

  test('what the applicant has said is answered by a record on the way', () => {
    const spoken = notified.object('2026-12-02 10:00');

    expect(prospect(spoken, 'refused-after-hearing', '2026-12-02 11:00').acts[0]).toMatchObject({
      act: 'record-hearing',
      by: 'executor',
      until: at('2026-12-08 18:30'),
    });
  });
});

describe('the other outcomes', () => {
  test('a document can be issued in time until 18:30 of D8, then late', () => {
    expect(untilOf(prospect(conforming, 'issued', '2026-12-01 12:00'))).toEqual([
      ['draft-result', at('2026-12-08 18:30')],
      ['sign-decision', at('2026-12-08 18:30')],
    ]);
    expect(prospect(conforming, 'issued', '2026-12-08 18:30')).toMatchObject({
      status: 'late-only',
      whyNot: null,
    });
  });

  test('everything is still possible before registration, and registration is waited for', () => {
    const all = prospectsOf(received.state, at('2026-11-25 20:00'), kz);

    expect(all.map(({ outcome, status }) => [outcome, status])).toEqual([
      ['issued', 'possible'],
      ['refused-after-hearing', 'possible'],
      ['refused-directly', 'impossible'],
      ['terminated', 'possible'],
      ['deemed-refused', 'possible'],
    ]);
    expect(all[0]?.acts[0]).toMatchObject({ act: 'appoint-executor', from: at('2026-11-26 09:00') });
  });

  test('a direct refusal must be signed by 18:30 of D2, where the policy allows it at all', () => {
    const policy = { incompletePackage: 'direct-refusal', extension: 'off' } as const;
    const open = story('2026-11-26 17:00', { policy }).pass('2026-11-26 17:00').appoint('2026-11-27 09:30');

    expect(untilOf(prospect(open, 'refused-directly', '2026-11-27 10:00'))).toEqual([
      ['record-completeness', at('2026-11-30 18:30')],
      ['draft-result', at('2026-11-30 18:30')],
      ['sign-decision', at('2026-11-30 18:30')],
    ]);
    expect(prospect(open, 'refused-directly', '2026-11-30 18:30').whyNot?.code).toBe('direct-refusal-lapsed');
    expect(prospect(completenessCheck, 'refused-directly', '2026-11-27 10:00').whyNot?.code).toBe(
      'refusal-not-heard',
    );
  });

  test('the term lapses at the end of D8 unless a result or a withdrawal comes before', () => {
    expect(prospect(proposed, 'deemed-refused', '2026-12-01 12:00')).toMatchObject({
      status: 'possible',
      earliestAt: at('2026-12-09 00:00'),
      acts: [],
    });
    const withdrawn = conforming.withdraw('2026-12-01 12:00');
    expect(prospect(withdrawn, 'deemed-refused', '2026-12-01 13:00')).toMatchObject({
      status: 'impossible',
      whyNot: { code: 'withdrawn-only-termination' },
    });
  });

  test('a withdrawal has no latest moment', () => {
    expect(untilOf(prospect(heardInSilence, 'terminated', '2026-12-04 08:00'))).toEqual([
      ['withdraw', null],
      ['sign-decision', null],
    ]);
  });

  test('after the end one is reached and the others are closed', () => {
    const all = prospectsOf(issued.state, at('2026-12-02 10:00'), kz);

    expect(all[0]).toMatchObject({ status: 'reached', earliestAt: at('2026-12-01 15:00') });
    expect(all.slice(1).map(({ whyNot }) => whyNot?.code)).toEqual(Array(4).fill('application-closed'));
  });
});

describe('on random stories', () => {
  test('acting just before every latest moment on the way reaches the outcome in time', () => {
    forEverySituation((state, now) => {
      for (const { outcome, status, acts } of prospectsOf(state, now, kz)) {
        if (status !== 'possible') continue;
        const moments = acts.map(({ from, until }) => (until === null ? from : before(until)));
        expect(goTo(outcome, state, now, moments), outcome).toMatchObject({ reached: true, late: false });
      }
    });
  });

  test('acting at any one latest moment loses the outcome, or its term', () => {
    forEverySituation((state, now) => {
      for (const { outcome, status, acts } of prospectsOf(state, now, kz)) {
        if (status !== 'possible') continue;
        for (const [index, { act, until }] of acts.entries()) {
          if (until === null) continue;
          const moments = acts.map((each, place) => (place < index ? each.from : until));
          const end = goTo(outcome, state, now, moments);
          expect(end.reached && !end.late, `${outcome}: ${act}`).toBe(false);
        }
      }
    });
  });

  test('what is impossible is so for a reason, and what is reached or possible has none', () => {
    const unexplained: Prospect[] = [];
    forEverySituation((state, now) => {
      const sure = prospectsOf(state, now, kz).filter(({ status }) => status !== 'late-only');
      unexplained.push(...sure.filter((each) => (each.whyNot !== null) !== (each.status === 'impossible')));
    });

    expect(unexplained).toEqual([]);
  });
});

function forEverySituation(look: (state: ApplicationState, now: Instant) => void): void {
  fc.assert(
    fc.property(starts, plots, (start, plot) => {
      for (const line of play(start, plot).waypoints.filter((_, index) => index % 13 === 5))
        look(line.state, line.now);
    }),
    { numRuns: 120, endOnFailure: true },
  );
}

function before(instant: Instant): Instant {
  return instantOfMs(msOf(instant) - 1);
}

/** Tries a path with the n-th act at the n-th moment; later acts come as early as possible. */
function goTo(outcome: Outcome, start: ApplicationState, from: Instant, moments: readonly Instant[]) {
  let state = pass(start, from);
  let [now, done] = [from, 0];
  for (let step = 0; step < 60 && !isReached(outcome, state) && !isFinal(state.stage); step += 1) {
    const planned = moments[done] ?? now;
    const move = moveToward(outcome, state, now, kz);
    if (move.kind === 'wait') {
      const next = move.until ?? nextMilestone(state, kz)?.at;
      if (next === undefined) break;
      now = next > now ? next : now;
      state = pass(state, now);
      continue;
    }
    if (planned > now) {
      now = planned;
      state = pass(state, now);
      continue;
    }
    const decision = decide(
      state,
      move.kind === 'post-notice'
        ? {
            kind: 'evidence',
            evidence: { kind: 'notice-posted', noticeId: move.noticeId, at: now },
          }
        : {
            kind: 'request',
            request: { id: commandId(900_000 + step), at: now, actor: move.actor, command: move.command },
          },
      kz,
    );
    if (decision.kind === 'refused') {
      if (decision.refusal.opensAt === null) break;
      now = decision.refusal.opensAt;
      state = pass(state, now);
      continue;
    }
    state = decision.state;
    done += 1;
  }
  const late = outcome !== 'terminated' && (state.result?.late ?? false);
  return { reached: isReached(outcome, state), late };
}

function pass(state: ApplicationState, until: Instant): ApplicationState {
  const milestone = nextMilestone(state, kz);
  if (milestone === null || milestone.at > until) return state;
  const settled = decide(state, { kind: 'milestone', milestone }, kz);
  return settled.kind === 'step' ? pass(settled.state, until) : state;
}
