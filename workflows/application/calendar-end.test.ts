import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCalendar } from '../../calendars/calendar.ts';
import { dayNumber, parsePlainDate } from '../../calendars/plain-date.ts';
import { at, inAstana, intake, kz } from '../../test/builders.ts';
import type { Basis } from './basis.ts';
import { receive } from './intake.ts';
import { calendarWith } from './model/amended-days.ts';
import { hearing, proposed } from './model/openings.ts';
import { pass } from './model/line.ts';
import type { Line } from './model/line.ts';
import { deedOf, happen, landing } from './model/moves.ts';
import { plots } from './model/plays.ts';
import { storyOf } from './model/story.ts';
import { tell } from './model/telling.ts';

/** The newest calendar as if nobody knew a day after this one. */
function knownUntil(day: string): Basis {
  const { days } = kz.calendar;
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

test('an edition that does not know the end either leaves the term waiting', () => {
  const days = { ...knownUntil('2026-12-08').calendar.days, edition: later.calendar.days.edition };
  const still = { ...kz, calendar: openCalendar(days) };

  const waits = nearTheEnd.receive('2026-12-07 10:00').amend('2026-12-08 10:00', still);

  expect(waits.state).toMatchObject({ waiting: [{ term: 'objection' }], hearing: { windowEndsAt: null } });
});

test('a window that would be over when the edition comes ends with the first working day after', () => {
  const counted = nearTheEnd.receive('2026-12-07 10:00').amend('2026-12-14 10:00', later);

  expect(inAstana(counted.deadline('objection').at)).toBe('Wed 2026-12-16 00:00:00');
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
        // Behind it a plan for a hearing finds no day.
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
