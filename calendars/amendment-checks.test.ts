import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { checkAmendment } from './amendment-checks.ts';
import { proposalToRecord, type AmendmentProposal, type ProposedDay } from './amendment-proposal.ts';
import { openCalendar } from './calendar.ts';
import { dayIn, nextEdition, type Edition } from './edition.ts';
import { calendarDaysOf } from './kz/calendar-days.ts';
import { editionById, kzEditions, newestEdition } from './kz/editions.ts';
import { addDays, parsePlainDate as on, weekdayOf } from './plain-date.ts';
import { addWorkingDays } from './working-days.ts';

const today = on('2026-11-23');
const newest = newestEdition();
const link = 'https://adilet.zan.kz/rus/docs/X';

function proposal(
  days: readonly ProposedDay[],
  overrides: Partial<AmendmentProposal> = {},
): AmendmentProposal {
  const act = { name: 'Бұйрық', number: '500', date: '2026-11-20', link };
  return { act, days, ...overrides };
}

const off = (date: string): ProposedDay => ({ date, working: false });
const worked = (date: string): ProposedDay => ({ date, working: true });
const faultsOf = (amendment: AmendmentProposal) =>
  checkAmendment(amendment, kzEditions, today).map(({ pointer, code }) => `${pointer} ${code}`);

describe('an amendment is refused', () => {
  test.each<[what: string, AmendmentProposal, readonly string[]]>([
    [
      'when a worked day is worked already',
      proposal([worked('2026-12-07')]),
      ['/days/0 day-already-working'],
    ],
    ['when a day off is off already', proposal([off('2026-12-16')]), ['/days/0 day-already-off']],
    ['when a weekend is made off', proposal([off('2026-12-05')]), ['/days/0 day-already-off']],
    ['when a day comes twice', proposal([off('2026-12-21'), off('2026-12-21')]), ['/days/1 day-repeated']],
    [
      'when it contradicts itself',
      proposal([off('2026-12-21'), worked('2026-12-21')]),
      ['/days/1 day-contradicts-itself'],
    ],
    [
      'without an act',
      proposal([off('2026-12-21')], { act: {} }),
      ['name', 'number', 'date', 'link'].map((member) => `/act/${member} act-incomplete`),
    ],
    [
      'with an act named in two languages only',
      proposal([off('2026-12-21')], {
        act: { name: { kk: 'Бұйрық', ru: 'Приказ', en: ' ' }, number: '1', date: '2026-11-20', link },
      }),
      ['/act/name act-incomplete'],
    ],
    [
      'by an act of tomorrow',
      proposal([off('2026-12-21')], { act: { name: 'Бұйрық', number: '500', date: '2026-11-24', link } }),
      ['/act/date act-after-today'],
    ],
    ['when it lies wholly in the past', proposal([off('2026-11-20')]), ['/days amendment-wholly-past']],
    [
      'when it publishes a year and changes the past alone',
      proposal([off('2026-11-20')], { officialUntil: '2027-12-31' }),
      ['/days amendment-wholly-past'],
    ],
    ['when it changes nothing', proposal([]), ['/days amendment-changes-nothing']],
    ['outside the coverage', proposal([off('2028-01-05')]), ['/days/0/date date-outside-calendar']],
    ['on a day that is none', proposal([off('2026-02-30')]), ['/days/0/date date-malformed']],
    [
      'under an id that exists',
      proposal([off('2026-12-21')], { id: 'kz-2026-03-18' }),
      ['/id calendar-edition-taken'],
    ],
    [
      'under an id of another day',
      proposal([off('2026-12-21')], { id: 'kz-2026-11-20', knownOn: '2026-11-21' }),
      ['/id edition-id-malformed'],
    ],
    ['under an id that is none', proposal([off('2026-12-21')], { id: 'next' }), ['/id edition-id-malformed']],
    [
      'when known in the future',
      proposal([off('2026-12-21')], { knownOn: '2026-11-24' }),
      ['/knownOn known-after-today'],
    ],
    [
      'when known before the newest edition',
      proposal([off('2026-12-21')], { knownOn: '2026-03-17' }),
      ['/knownOn known-before-newest'],
    ],
    [
      'when it governs before it was known',
      proposal([off('2026-12-21')], { knownOn: '2026-11-22', effectiveOn: '2026-11-21' }),
      ['/effectiveOn effective-before-known'],
    ],
    [
      'when official days would be projected again',
      proposal([off('2026-12-21')], { officialUntil: '2026-12-30' }),
      ['/officialUntil official-until-goes-back'],
    ],
    [
      'when more would be official than there is',
      proposal([], { officialUntil: '2028-12-31' }),
      ['/officialUntil date-outside-calendar'],
    ],
  ])('%s', (_what, amendment, faults) => {
    expect(faultsOf(amendment)).toEqual(faults);
  });

  test.each([
    'javascript:alert(1)',
    'http://adilet.zan.kz/rus/docs/X',
    'adilet.zan.kz/rus/docs/X',
    '//adilet.zan.kz/rus/docs/X',
    'https:adilet.zan.kz',
    'https://',
    'https://me:secret@adilet.zan.kz/',
    ' https://adilet.zan.kz/',
    'https://adilet.zan.kz/\r\nATTACH:x',
    'https://adilet.zan.kz/"onclick="x',
    'data:text/html,x',
  ])('with the link %j, which leads to no act', (wrong) => {
    const act = { name: 'Бұйрық', number: '500', date: '2026-11-20', link: wrong };

    expect(faultsOf(proposal([off('2026-12-21')], { act }))).toEqual(['/act/link act-link-refused']);
  });

  test.each([link, 'HTTPS://adilet.zan.kz', 'https://zan.kz:8443/docs?id=Х#2', 'https://заң.қаз/құжат'])(
    'not for the link %s, nor for an act of today',
    (good) => {
      const act = { name: 'Бұйрық', number: '500', date: '2026-11-23', link: good };

      expect(faultsOf(proposal([off('2026-12-21')], { act }))).toEqual([]);
    },
  );

  test('with everything that is wrong at once', () => {
    const amendment = proposal([worked('2026-12-07'), off('2026-12-16'), off('2031-01-01')], {
      act: { name: '', number: '\u200B', date: '2026-13-01', link: 'x' },
      knownOn: '2027-01-01',
    });

    expect(faultsOf(amendment)).toEqual([
      '/act/name act-incomplete',
      '/act/number act-incomplete',
      '/act/date date-malformed',
      '/act/link act-link-refused',
      '/knownOn known-after-today',
      '/days/0 day-already-working',
      '/days/1 day-already-off',
      '/days/2/date date-outside-calendar',
    ]);
  });

  test('when it comes twice, as a proposal and as a record', () => {
    const amendment = proposal([worked('2026-12-05'), off('2026-12-07')]);
    const editions = [...kzEditions, made(amendment)];

    expect(checkAmendment(amendment, editions, today).map(({ code }) => code)).toEqual([
      'day-already-working',
      'day-already-off',
    ]);
    expect(checkAmendment(recordOf(amendment), editions, today).map(({ code }) => code)).toEqual([
      'calendar-edition-taken',
      'day-already-working',
      'day-already-off',
    ]);
  });

  test('as a record, at its own places', () => {
    const record = recordOf(proposal([off('2026-12-21')]));
    const { coverage } = record;
    const faulty = {
      ...record,
      changes: [],
      coverage: { ...coverage, lastDay: on('2026-12-31'), officialUntil: on('2025-12-31') },
    };

    expect(checkAmendment(record, kzEditions, today)).toEqual([]);
    expect(checkAmendment(faulty, kzEditions, today).map(({ pointer }) => pointer)).toEqual([
      '/coverage',
      '/coverage/officialUntil',
      '/changes',
    ]);
  });
});

describe('an amendment is taken', () => {
  test.each<[what: string, AmendmentProposal]>([
    ['that changes today', proposal([off('2026-11-23')])],
    ['that also changes the past', proposal([off('2026-11-20'), off('2026-12-21')])],
    ['that publishes a year and changes no day', proposal([], { officialUntil: '2027-12-31' })],
    ['that gives a holiday back to work', proposal([worked('2026-12-16')])],
  ])('%s', (_what, amendment) => {
    expect(faultsOf(amendment)).toEqual([]);
    expect(() => made(amendment)).not.toThrow();
  });
});

describe('the edition that a proposal makes', () => {
  test('is named by the day it became known, with a number when that is taken', () => {
    const ids = (taken: readonly string[]) =>
      proposalToRecord(proposal([off('2026-12-21')]), kzEditions, today, taken).id;

    expect(ids([])).toBe('kz-2026-11-23');
    expect(ids(['kz-2026-11-23', 'kz-2026-11-23-2'])).toBe('kz-2026-11-23-3');
    expect(recordOf(proposal([off('2026-12-21')], { id: 'kz-2026-11-20-7' }))).toMatchObject({
      id: 'kz-2026-11-20-7',
      knownOn: '2026-11-20',
      knownOnIs: 'exact',
    });
  });

  test('explains a transfer by the two days it exchanges', () => {
    const edition = made(proposal([off('2026-12-07'), worked('2026-12-05')]));

    expect(dayIn(edition, on('2026-12-05'))).toMatchObject({
      kind: 'worked-rest-day',
      reason: { en: 'Worked: its rest day was moved to 2026-12-07' },
      act: { number: '500', name: { ru: 'Бұйрық' } },
    });
    expect(dayIn(edition, on('2026-12-07'))).toMatchObject({
      kind: 'moved-rest-day',
      reason: { en: 'Rest day moved from 2026-12-05' },
    });
    expect(edition).toMatchObject({
      knownOn: '2026-11-23',
      knownOnIs: 'at-latest',
      effectiveOn: '2026-12-05',
    });
  });

  test.each([
    ['a weekday off is a holiday', [off('2026-12-21')], '2026-12-21', 'holiday'],
    ['a holiday given back to work is a working day', [worked('2026-12-16')], '2026-12-16', 'working-day'],
    [
      'of several transfers no day is told to stand for another',
      [worked('2026-12-05'), worked('2026-12-12'), off('2026-12-07'), off('2026-12-14')],
      '2026-12-14',
      'moved-rest-day',
    ],
  ])('says that %s', (_what, days, date, kind) => {
    expect(dayIn(made(proposal(days)), on(date)).kind).toBe(kind);
  });

  test('says what it was told to say', () => {
    const reason = { kk: 'Сайлау', ru: 'Выборы', en: 'Elections' };
    const edition = made(proposal([{ date: '2026-12-21', working: false, reason }]));

    expect(dayIn(edition, on('2026-12-21')).reason).toEqual(reason);
  });

  test('takes a worked weekend back', () => {
    const base = editionById('kz-2024-11-21');
    const record = proposalToRecord(proposal([off('2025-01-05')]), [base], on('2024-12-01'));

    expect(record.changes).toMatchObject([{ kind: 'weekend', act: { number: '500' } }]);
  });
});

describe('whatever the amendment', () => {
  const calendarOf = (edition: Edition) => openCalendar(calendarDaysOf(edition));
  const known = calendarOf(newest);
  const days = Array.from({ length: 300 }, (_, index) => addDays(today, index));
  const candidate = (filter: (date: (typeof days)[number]) => boolean) =>
    fc.uniqueArray(fc.constantFrom(...days.filter(filter)), { minLength: 1, maxLength: 4 });
  const start = fc.constantFrom(...days.slice(0, 200));
  const budget = fc.integer({ min: 1, max: 20 });

  test('a day added as a holiday never makes a date earlier', () => {
    const weekdays = candidate((date) => dayIn(newest, date).working);
    fc.assert(
      fc.property(weekdays, start, budget, (dates, from, n) => {
        const calendar = calendarOf(made(proposal(dates.map(off))));
        expect(addWorkingDays(calendar, from, n) >= addWorkingDays(known, from, n)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('a worked Saturday never makes a date later', () => {
    const saturdays = candidate((date) => weekdayOf(date) === 6);
    fc.assert(
      fc.property(saturdays, start, budget, (dates, from, n) => {
        const calendar = calendarOf(made(proposal(dates.map(worked))));
        expect(addWorkingDays(calendar, from, n) <= addWorkingDays(known, from, n)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('what has no fault can be applied, and then every day is as it says', () => {
    const some = fc.array(fc.record({ date: fc.constantFrom(...days), working: fc.boolean() }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(some, (proposed) => {
        const amendment = proposal(proposed);
        if (faultsOf(amendment).length > 0) return;
        const edition = made(amendment);
        for (const { date, working } of proposed) expect(dayIn(edition, on(date)).working).toBe(working);
      }),
      { numRuns: 300 },
    );
  });
});

function recordOf(amendment: AmendmentProposal) {
  return proposalToRecord(amendment, kzEditions, today);
}

function made(amendment: AmendmentProposal): Edition {
  return nextEdition(newest, recordOf(amendment));
}
