import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { instantOfMs, msOf } from '../../calendars/instant.ts';
import type { Instant } from '../../calendars/instant.ts';
import { commandId, digest, kz, portal, saule } from '../../test/builders.ts';
import type { Basis } from '../case/basis.ts';
import { decide } from './decide.ts';
import type { Input } from './decide.ts';
import { events } from './events.ts';
import type { ApplicationEvent, EventType } from './events.ts';
import { changes, dayTurned } from '../../test/model/amended-days.ts';
import { amend, pass } from '../../test/model/line.ts';
import { play, plots, plotsAmended, starts } from '../../test/model/plays.ts';
import { search } from '../../test/model/search.ts';
import { story } from '../../test/model/story.ts';
import type { Story } from '../../test/model/story.ts';
import { tell } from '../../test/model/telling.ts';
import { dataForPortal, portalSees, portalView } from './portal-view.ts';
import { prospectsOf } from './prospects.ts';
import type { ApplicationState } from './state.ts';

vi.setConfig({ testTimeout: 120_000 });

const direct = { policy: { incompletePackage: 'direct-refusal', extension: 'off' } } as const;
const checking = () => story('2026-11-26 17:00').appoint('2026-11-26 17:10').complete('2026-11-27 10:00');

/** What a portal is shown of an application, without its version. */
function shown(state: ApplicationState) {
  const { stage, deadlines, notices, hearing, result, ...rest } = portalView(state);
  const { withdrawnAt, overdueSince, deemedRefusedAt, executor } = rest;
  const facts = { withdrawnAt, overdueSince, deemedRefusedAt, executor };
  return { stage, deadlines, notices, hearing, result, ...facts };
}

/** What time does to every application of its day: the gate closes without a notice, a term of officers runs out. */
function isOfTheClock(input: Input, stage: string): boolean {
  if (input.kind !== 'milestone') return false;
  const { kind } = input.milestone;
  const told = ['refusal-gate', 'hearing-due', 'window-end'];
  return told.includes(kind) || (kind === 'conformity-due' && !stage.endsWith('-check'));
}

function statuses(state: ApplicationState) {
  return Object.fromEntries(portalView(state).deadlines.map(({ term, status }) => [term, status]));
}

function seenEvents({ line }: Story): readonly EventType[] {
  return line.trail.filter(portalSees).map(({ type }) => type);
}

test('until its notice is sent a refusal that is prepared looks like the check it came from', () => {
  const before = checking();
  const found = before.doesNotConform('2026-12-01 11:00');
  const approved = found.approve('2026-12-01 12:00', { posted: null });
  const returned = found.returnProposal('2026-12-01 12:00', { by: saule });

  for (const hidden of [found, approved, returned]) expect(shown(hidden.state)).toEqual(shown(before.state));
  expect(seenEvents(approved)).toEqual(['received', 'registered', 'executor-appointed', 'package-complete']);
  expect(found.state.stage).toBe('preliminary-refusal');
  expect(shown(found.state).stage).toBe('conformity-check');
});

test('an incomplete package looks like a check of completeness that goes on, whichever way its refusal goes', () => {
  const before = story('2026-11-26 17:00', direct).appoint('2026-11-26 17:10');
  const drafted = before.incomplete('2026-11-27 10:00');
  const signing = drafted.draft('2026-11-27 11:00', 'refuse', { grounds: ['incomplete-package'] });
  const lapsed = signing.pass('2026-12-01 09:00');

  const views = [drafted, signing, lapsed].map(({ state }) => [state.stage, shown(state).stage]);

  expect(views).toEqual([
    ['drafting', 'completeness-check'],
    ['signing', 'completeness-check'],
    ['preliminary-refusal', 'completeness-check'],
  ]);
  expect(seenEvents(lapsed)).toEqual(['received', 'registered', 'executor-appointed']);
});

test('terms of officers say nothing before what they are about is told', () => {
  const idle = checking().pass('2026-12-08 09:00');
  const found = checking().doesNotConform('2026-12-01 11:00').pass('2026-12-08 09:00');

  expect(idle.deadline('conformity-check').status).toBe('missed');
  expect(found.deadline('preliminary-refusal-notice').status).toBe('missed');
  expect(statuses(found.state)).toEqual(statuses(idle.state));
  expect(statuses(found.state)).toMatchObject({
    'completeness-check': 'met',
    'conformity-check': 'open',
    'preliminary-refusal-notice': 'not-needed',
  });
  expect(seenEvents(found)).toEqual(seenEvents(idle));
});

test('a notice that was sent tells the hearing, its terms and the check behind it', () => {
  const heard = checking().doesNotConform('2026-12-01 11:00').approve('2026-12-01 12:00');

  expect(shown(heard.state)).toMatchObject({ stage: 'hearing', hearing: heard.state.hearing });
  expect(portalView(heard.state).notices).toEqual(heard.state.notices);
  expect(statuses(heard.state)).toMatchObject({
    'conformity-check': 'met',
    'preliminary-refusal-notice': 'met',
  });
  expect(seenEvents(heard).at(-1)).toBe('notice-posted');
});

test('a draft leaves the application where it was drafted, and a favourable one leaves the hearing open', () => {
  const drafting = checking().conforms('2026-12-01 11:00');
  const lying = drafting.draft('2026-12-01 12:00', 'issue');
  const hearing = checking().doesNotConform('2026-12-01 11:00').approve('2026-12-01 12:00');
  const goodNews = hearing.draft('2026-12-01 13:00', 'issue');

  expect(shown(lying.state)).toEqual(shown(drafting.state));
  expect(shown(lying.returnDraft('2026-12-01 15:00').state)).toEqual(shown(drafting.state));
  expect(shown(goodNews.state)).toEqual(shown(hearing.state));
  // The applicant may do what is shown: in spite of the draft, a waiver and documents are accepted.
  for (const speak of [goodNews.waive('2026-12-02 10:00'), goodNews.supply('2026-12-02 10:00')])
    expect(speak.state.stage).toBe('signing');
});

test('while a check goes on again, an alarm of the hearing before it is for officers alone', () => {
  const heard = checking().doesNotConform('2026-12-01 11:00').approve('2026-12-01 12:00');
  const unproved = heard
    .draft('2026-12-01 13:00', 'issue')
    .returnDraft('2026-12-01 14:00', 'conformity-check')
    .pass('2026-12-02 09:00');

  expect(seenEvents(heard.pass('2026-12-02 09:00'))).toContain('receipt-unproved');
  expect(unproved.line.trail.at(-1)).toMatchObject({
    type: 'receipt-unproved',
    data: { check: 'conformity' },
  });
  expect(seenEvents(unproved)).not.toContain('receipt-unproved');
});

test('a refusal that opens while a check goes on again is told neither by an alarm nor by its term', () => {
  const closed = checking()
    .doesNotConform('2026-12-01 11:00')
    .approve('2026-12-01 12:00')
    .receive('2026-12-01 12:00');
  const checked = closed
    .draft('2026-12-04 08:00', 'refuse')
    .returnDraft('2026-12-04 08:30', 'conformity-check');
  const opened = checked.pass('2026-12-04 09:00');

  expect(opened.events.at(-1)).toBe('refusal-opened');
  expect(seenEvents(opened)).toEqual(seenEvents(checked));
  expect(shown(opened.state)).toEqual(shown(checked.state));
  const refused = opened
    .doesNotConform('2026-12-04 10:00')
    .draft('2026-12-04 10:10', 'refuse')
    .sign('2026-12-04 10:20');
  expect(statuses(refused.state)).toMatchObject({ 'earliest-refusal': 'met' });
});

test('a withdrawal tells nothing of a finding that it overtook', () => {
  const idle = checking().withdraw('2026-12-01 12:00');
  const found = checking().doesNotConform('2026-12-01 11:00').withdraw('2026-12-01 12:00');

  expect(shown(found.state)).toEqual(shown(idle.state));
  expect(shown(found.state)).toMatchObject({ stage: 'signing', hearing: null });
  const [ended, endedIdle] = [found.sign('2026-12-01 13:00'), idle.sign('2026-12-01 13:00')];
  expect(ended.state.stage).toBe('terminated');
  expect(statuses(ended.state)).toEqual(statuses(endedIdle.state));
  expect(portalView(ended.state).finding).toBeNull();
});

/** What a portal sees after another calendar was loaded over the facts. */
function shownAmended(facts: ApplicationState, now: Instant, basis: Basis) {
  const ruling = decide(facts, { kind: 'amendment', at: now }, basis);
  if (ruling.kind === 'refused') throw new Error('an amendment is never refused');
  const seen = ruling.events.filter(portalSees);
  return { ...shown(ruling.state), events: seen.map(({ type, data }) => [type, dataForPortal(data)]) };
}

/** What only one of two lists has, one line each. */
function contrast(ones: readonly object[], others: readonly object[]): string {
  const [left, right] = [ones, others].map((list) => list.map((each) => JSON.stringify(each)));
  const only = (from: readonly string[] = [], against: readonly string[] = [], whose: string) =>
    from.filter((each) => !against.includes(each)).map((each) => `${whose} ${each}`);
  return [...only(left, right, 'by all facts:'), ...only(right, left, 'by what was told:')].join('\n');
}

test('in every story, another calendar does to what is hidden from a portal just what it does to what is shown', () => {
  let hidden = 0;
  const property = fc.property(starts, plotsAmended, changes, (start, plot, { daysOn, loadedMs }) => {
    for (const waypoint of play(start, plot).waypoints)
      for (const line of [waypoint, pass(waypoint, instantOfMs(msOf(waypoint.now) + loadedMs))])
        for (const worked of [true, false]) {
          const { basis, changed } = dayTurned(waypoint, daysOn, worked);
          const view = portalView(line.state);
          if (view.finding !== line.state.finding) hidden += 1;
          const [real, told] = [line.state, view].map((facts) => shownAmended(facts, line.now, basis));
          if (!real || !told || JSON.stringify(real) === JSON.stringify(told)) continue;
          const [one, other] = [real, told].map(({ deadlines, events }) => [...deadlines, ...events]);
          const story = tell(amend(line, line.now, basis, changed));
          throw new Error(`${contrast(one ?? [], other ?? [])}\n\n${story}`);
        }
  });
  search(property, 500);
  expect(hidden).toBeGreaterThan(1000);
});

test('in every story, a withdrawal looks as if what was not told had not happened', () => {
  fc.assert(
    fc.property(starts, plots, (start, plot) => {
      const { line, waypoints } = play(start, plot);
      const command = { name: 'withdraw', termination: digest('termination act') } as const;
      for (const { state, now, basis } of waypoints) {
        const request = { id: commandId(99), at: now, actor: portal, command };
        const [real, told] = [state, portalView(state)].map((from) =>
          decide(from, { kind: 'request', request }, basis),
        );
        if (real?.kind !== 'step' || told?.kind !== 'step') continue;
        expect(shown(real.state), tell(line)).toEqual(shown(told.state));
      }
    }),
    { numRuns: 500 },
  );
});

test('what a portal asks of a refusal that is prepared gets the answer of the check, in stage and code', () => {
  const before = checking();
  const found = before.doesNotConform('2026-12-01 11:00');
  const asked = (from: Story) => from.refusalOf((now) => now.object('2026-12-01 12:00'));

  expect(asked(found)).toEqual(asked(before));
});

test('the outlook of a portal is that of the check, whatever was found', () => {
  const before = checking();
  const found = before.doesNotConform('2026-12-01 11:00');
  const outlook = ({ state }: Story) => prospectsOf(portalView(state), found.line.now, kz);

  expect(outlook(found)).toEqual(outlook(before));
  expect(prospectsOf(found.state, found.line.now, kz)).not.toEqual(outlook(found));
});

test('every letter is about something the applicant is told', () => {
  const types = Object.keys(events) as EventType[];
  const event = (type: EventType): ApplicationEvent => ({
    type,
    at: story('2026-11-26 17:00').line.now,
    actor: null,
    data: {},
  });

  expect(types.filter((type) => events[type].letter && !portalSees(event(type)))).toEqual([]);
});

test('in every story, a turn of which the portal is told nothing changes nothing that it sees', () => {
  let hidden = 0;
  fc.assert(
    fc.property(starts, plotsAmended, (start, plot) => {
      const { line } = play(start, plot);
      for (const { before, input, outcome } of line.turns) {
        if (outcome.kind === 'refused' || outcome.events.some(portalSees)) continue;
        hidden += 1;
        const [old, fresh] = [shown(before), shown(outcome.state)];
        if (JSON.stringify(old) === JSON.stringify(fresh)) continue;
        if (isOfTheClock(input, old.stage)) continue;
        // A portal may see that a check is taken up again, for a negative finding or because a head returned it; and, after a
        // notice, that the hearing goes on because nothing new was found.
        const takenUp = !old.stage.endsWith('-check') && fresh.stage.endsWith('-check');
        const resumed = fresh.notices.length > 0 && ['hearing', 'drafting'].includes(fresh.stage);
        if (takenUp || (resumed && old.stage !== fresh.stage)) continue;
        const recheck = old.stage === 'completeness-check' && fresh.stage === 'conformity-check';
        if (recheck && before.stage !== old.stage) continue;
        throw new Error(`${JSON.stringify(old)}\n${JSON.stringify(fresh)}\n\n${tell(line)}`);
      }
    }),
    { numRuns: 1000 },
  );
  expect(hidden).toBeGreaterThan(1000);
});

test('in every story, a portal sees neither a prepared refusal nor a draft of the result', () => {
  fc.assert(
    fc.property(starts, plots, (start, plot) => {
      const { line, waypoints } = play(start, plot);
      for (const { state } of waypoints) {
        const { stage, draft } = portalView(state);
        expect(stage, tell(line)).not.toBe('preliminary-refusal');
        expect(draft?.result ?? 'terminate', tell(line)).toBe('terminate');
      }
    }),
    { numRuns: 500 },
  );
});

test('a view is a state like any other: what may become of it can be asked', () => {
  fc.assert(
    fc.property(starts, plots, (start, plot) => {
      const { line } = play(start, plot);
      const view = portalView(line.state);
      expect(prospectsOf(view, line.now, line.basis)).toHaveLength(5);
      expect(portalView(view)).toEqual(view);
    }),
    { numRuns: 40 },
  );
});
