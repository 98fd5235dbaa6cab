import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCalendar } from '../../calendars/calendar.ts';
import { dayNumber, parsePlainDate } from '../../calendars/plain-date.ts';
import { at, inAstana, intake, kz } from '../../test/builders.ts';
import type { Basis } from '../case/basis.ts';
import { effectOfAmendment } from './amendment-effect.ts';
import { receive } from './intake.ts';
import { dayIn, daysAfter, endOf } from '../../test/model/almanac.ts';
import { calendarWith } from '../../test/model/amended-days.ts';
import { hearing, proposed } from '../../test/model/openings.ts';
import { amend, pass } from '../../test/model/line.ts';
import type { Line } from '../../test/model/line.ts';
import { deedOf, happen, landing } from '../../test/model/moves.ts';
import { plots } from '../../test/model/plays.ts';
import { search } from '../../test/model/search.ts';
import { storyOf } from '../../test/model/story.ts';
import { tell } from '../../test/model/telling.ts';
import { waitingTermsOf } from './waiting-terms.ts';

/** A calendar, by default the newest one, that ends with this day. */
function knownUntil(day: string, days = kz.calendar.days): Basis {
  const known = dayNumber(parsePlainDate(day)) - dayNumber(days.firstDay) + 1;
  return { ...kz, calendar: openCalendar({ ...days, working: days.working.slice(0, known) }) };
}

// N Tue 1.12.2026. Received on Mon 7.12, the window ends with Wed 9.12.
const nearTheEnd = storyOf({ ...hearing.line, basis: knownUntil('2026-12-08') });
const later = calendarWith({ '2026-12-12': true });

test('evidence of receipt is kept where no calendar knows the end of its window, and the hearing waits', () => {
  const received = nearTheEnd.receive('2026-12-07 10:00');

  expect(received.state.hearing).toMatchObject({ receivedAt: at('2026-12-07 10:00'), windowEndsAt: null });
  expect(received.state.waiting).toEqual([
    { term: 'objection', anchor: '2026-12-07', cause: 'receipt-of-notice' },
  ]);
  expect(received.pass('2026-12-20 10:00').state.stage).toBe('hearing');
});

test('the window that waited is counted when the next edition comes, and its applicant is told', () => {
  const counted = nearTheEnd.receive('2026-12-07 10:00').amend('2026-12-08 10:00', later);

  expect(inAstana(counted.deadline('objection').at)).toBe('Thu 2026-12-10 00:00:00');
  expect(counted.state).toMatchObject({ waiting: [], hearing: { windowEndsAt: at('2026-12-10 00:00') } });
  expect(inAstana(counted.deadline('earliest-refusal').at)).toBe('Thu 2026-12-10 00:00:00');
  const { type, data } = counted.line.trail.at(-1) ?? {};
  expect(type).toBe('deadlines-moved');
  expect(data?.['terms']).toEqual(['earliest-refusal', 'objection']);
  expect(counted.pass('2026-12-10 00:00').state.stage).toBe('drafting');
});

test('a dry run tells where an edition counts what waited, and what it leaves waiting', () => {
  const waits = nearTheEnd.receive('2026-12-07 10:00');
  const still = knownUntil('2026-12-08', { ...kz.calendar.days, edition: later.calendar.days.edition });
  const foresee = (after: Basis) =>
    effectOfAmendment(
      { state: waits.state, clock: { kind: 'real' } },
      at('2026-12-08 10:00'),
      waits.line.basis,
      after,
    );
  const waited = { term: 'objection', countedFrom: '2026-12-07' };

  expect(foresee(later)).toMatchObject({
    waiting: [{ ...waited, to: at('2026-12-10 00:00'), toOn: '2026-12-09' }],
  });
  expect(foresee(still)).toEqual({
    moves: [],
    gates: [],
    atOnce: [],
    waiting: [{ ...waited, to: null, toOn: null }],
  });
});

test('an edition that does not know the end either leaves the terms waiting', () => {
  const { edition } = later.calendar.days;
  const still = knownUntil('2026-12-08', { ...kz.calendar.days, edition });

  const waits = nearTheEnd.receive('2026-12-07 10:00').amend('2026-12-08 10:00', still);
  expect(waits.state).toMatchObject({ waiting: [{ term: 'objection' }], hearing: { windowEndsAt: null } });

  const spoken = nearTheEnd.object('2026-12-08 09:00').amend('2026-12-08 10:00', still);
  expect(spoken.state.waiting?.map(({ term }) => term)).toEqual(['objection', 'hearing']);
});

test('a term that another edition puts behind its last day waits from then on', () => {
  // The window ends with Wed 9.12, and then that day is off.
  const counted = storyOf({ ...nearTheEnd.line, basis: knownUntil('2026-12-09') }).receive(
    '2026-12-07 10:00',
  );
  const dayOff = calendarWith({ '2026-12-09': false }).calendar.days;

  const waits = counted.amend('2026-12-08 10:00', knownUntil('2026-12-09', dayOff));

  expect(inAstana(counted.deadline('objection').at)).toBe('Thu 2026-12-10 00:00:00');
  expect(waitingTermsOf(waits.state).map(({ term }) => term)).toEqual(['objection']);
  expect(waits.state.hearing?.windowEndsAt).toBeNull();
  expect(waits.pass('2026-12-20 10:00').state.stage).toBe('hearing');
  const known = waits.amend('2026-12-09 10:00', later);
  expect(inAstana(known.deadline('objection').at)).toBe('Thu 2026-12-10 00:00:00');
});

test('a window on the last known day is amended though no day is known on which a refusal would open', () => {
  const counted = storyOf({ ...nearTheEnd.line, basis: knownUntil('2026-12-09') }).receive(
    '2026-12-07 10:00',
  );

  const amended = counted.amend('2026-12-08 10:00', knownUntil('2026-12-09', later.calendar.days));

  expect(inAstana(amended.deadline('objection').at)).toBe('Thu 2026-12-10 00:00:00');
  expect(waitingTermsOf(amended.state).map(({ term }) => term)).toEqual(['earliest-refusal']);
});

test('a window that would be over when the edition comes ends with the first working day after', () => {
  const counted = nearTheEnd.receive('2026-12-07 10:00').amend('2026-12-14 10:00', later);

  expect(inAstana(counted.deadline('objection').at)).toBe('Wed 2026-12-16 00:00:00');
});

test('a window that was over when it was counted follows the next editions like any other', () => {
  const counted = nearTheEnd.receive('2026-12-07 10:00').amend('2026-12-14 10:00', later);

  const moved = counted.amend('2026-12-14 12:00', calendarWith({ '2026-12-15': false, '2026-12-12': true }));

  expect(inAstana(moved.deadline('objection').at)).toBe('Fri 2026-12-18 00:00:00');
  expect(moved.state.hearing?.windowEndsAt).toBe(moved.deadline('objection').at);
});

test('a window that waits behind a waiver is counted as closed, and the refusal stays open', () => {
  // Another finding sets the hearing aside; the applicant cannot see that from the terms.
  const waived = nearTheEnd.waive('2026-12-07 10:00').foundIncomplete('2026-12-07 12:00');

  const counted = waived.amend('2026-12-08 10:00', later);

  expect(waived.state.hearing).toBeNull();
  expect(counted.deadline('objection')).toMatchObject({ at: at('2026-12-10 00:00'), status: 'met' });
  expect(counted.deadline('earliest-refusal')).toMatchObject({ at: at('2026-12-07 10:00'), cause: 'waiver' });
});

test('when the procedure is over nothing waits, and after a withdrawal neither', () => {
  const drafted = nearTheEnd.waive('2026-12-07 10:00').draft('2026-12-07 11:00', 'refuse');

  expect(waitingTermsOf(drafted.state).map(({ term }) => term)).toEqual(['objection']);
  expect(waitingTermsOf(drafted.sign('2026-12-07 12:00').state)).toEqual([]);
  expect(waitingTermsOf(nearTheEnd.receive('2026-12-07 10:00').withdraw('2026-12-08 10:00').state)).toEqual(
    [],
  );
});

test('in every story, what waited comes out as if the calendar had been known all along', () => {
  const openings = fc.constantFrom(hearing, proposed).map(({ line }) => line);
  const daysKnown = fc.integer({ min: 1, max: 9 });
  const shown = ({ state }: Line) =>
    state.deadlines
      .filter(({ status }) => status !== 'moved')
      .map(({ term, at: ends, status, cause }) => `${term} ${inAstana(ends)} ${status} ${cause}`)
      .toSorted();
  let waited = 0;
  const property = fc.property(openings, plots, daysKnown, (opening, plot, ahead) => {
    const lastDay = daysAfter(dayIn(opening.now), ahead);
    let [short, full]: [Line, Line] = [{ ...opening, basis: knownUntil(lastDay) }, opening];
    for (const move of plot) {
      const reached = landing(full, move.jump);
      if (reached >= endOf(lastDay)) break;
      [short, full] = [pass(short, reached), pass(full, reached)];
      const deed = deedOf(full, move);
      if (deed === null) continue;
      const [next, known] = [happen(short, deed), happen(full, deed)];
      // A day that an officer sets is refused where no calendar knows it.
      const same = next.turns.at(-1)?.outcome.kind === known.turns.at(-1)?.outcome.kind;
      if (same) [short, full] = [next, known];
    }
    if (waitingTermsOf(short.state).length === 0) return;
    waited += 1;
    const [counted, known] = [amend(short, short.now, later), amend(full, full.now, later)];
    expect([counted.state.stage, ...shown(counted)], tell(counted)).toEqual([
      known.state.stage,
      ...shown(known),
    ]);
  });
  search(property, 500);
  expect(waited).toBeGreaterThan(0);
});

test('objections, requests, papers and waivers are kept near the end of the calendar too', () => {
  const spoken = nearTheEnd.supply('2026-12-08 10:00').object('2026-12-08 11:00').askOral('2026-12-08 12:00');
  const counted = spoken.amend('2026-12-08 13:00', later);

  expect(spoken.state.hearing).toMatchObject({ windowEndsAt: null, oralRequestedAt: at('2026-12-08 12:00') });
  expect(spoken.state.waiting?.map(({ term }) => term)).toEqual(['objection', 'hearing']);
  expect(inAstana(counted.deadline('hearing').at)).toBe('Wed 2026-12-09 18:30:00');
  expect(counted.deadline('hearing')).toMatchObject({ cause: 'oral-request', status: 'open' });
  expect(nearTheEnd.waive('2026-12-07 10:00').state.stage).toBe('drafting');
});

test('a notice that is posted where its terms cannot be counted opens its hearing all the same', () => {
  const approved = proposed.approve('2026-12-02 12:00', { posted: null });
  const posted = storyOf({ ...approved.line, basis: knownUntil('2026-12-04') }).posted('2026-12-03 10:00');

  expect(posted.state.stage).toBe('hearing');
  expect(posted.state.waiting?.map(({ term }) => term)).toEqual(['hearing', 'earliest-refusal']);
  const counted = posted.amend('2026-12-03 12:00', later);
  expect(inAstana(counted.deadline('hearing').at)).toBe('Mon 2026-12-07 18:30:00');
  expect(inAstana(counted.deadline('earliest-refusal').at)).toBe('Tue 2026-12-08 09:00:00');
});

test('where the days known so far end, no fact of any story is refused', () => {
  const facts = [
    'record-receipt',
    'object',
    'request-oral-hearing',
    'waive-hearing',
    'supply-documents',
    'withdraw',
  ];
  let waited = 0;
  fc.assert(
    fc.property(plots, (plot) => {
      let line: Line = { ...hearing.line, basis: knownUntil('2026-12-09') };
      for (const move of plot) {
        const reached = pass(line, landing(line, move.jump));
        // A plan for a hearing finds no day after the last known one.
        if (reached.now >= at('2026-12-09 00:00')) break;
        const deed = deedOf(reached, move);
        line = deed === null ? reached : happen(reached, deed);
      }
      waited += line.state.waiting?.length ?? 0;
      for (const { input, outcome } of line.turns) {
        if (input.kind !== 'request' || outcome.kind === 'step') continue;
        const lost =
          outcome.refusal.code === 'date-outside-calendar' && facts.includes(input.request.command.name);
        expect(lost, tell(line)).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
  expect(waited).toBeGreaterThan(0);
});

test('applications are received as long as ten working days are known behind their term', () => {
  // R Thu 26.11.2026, D8 Tue 8.12; the tenth working day after it is Wed 23.12, since the 16th is a holiday.
  const received = (until: string) =>
    receive(intake({ receivedAt: at('2026-11-26 17:00') }), knownUntil(until));

  expect(received('2026-12-23').state.stage).toBe('received');
  expect(() => received('2026-12-22')).toThrow(expect.objectContaining({ code: 'date-outside-calendar' }));
});
