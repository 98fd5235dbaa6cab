import { describe, expect, test } from 'vitest';
import { parseEditionId } from './calendar.ts';
import { parseInstant } from './instant.ts';
import { kzEditions } from './kz/editions.ts';
import { parsePlainDate } from './plain-date.ts';
import { checkProof, proveTerm, type ProofBasis, type TermProof, type TermQuestion } from './proof.ts';
import { readZone } from './zoned.ts';

const zone = readZone('Asia/Almaty', parsePlainDate('2016-01-01'), parsePlainDate('2027-12-31'));
const basis: ProofBasis = { editions: kzEditions, zone, language: 'en' };
const closed = { skipped: 'Received after office hours', act: { name: 'Order 219', link: 'https://a' } };

function count(anchor: string, workingDays: number, edition = 'kz-2026-03-18', hour = '18:30') {
  const calendarEdition = parseEditionId(edition);
  return { kind: 'count', calendarEdition, anchor: parsePlainDate(anchor), workingDays, hour } as const;
}

function reception(from: string, edition = 'kz-2026-03-18'): TermQuestion {
  const calendarEdition = parseEditionId(edition);
  return {
    kind: 'reception',
    calendarEdition,
    from: parseInstant(from),
    closes: '18:30',
    closed,
    hour: '18:30',
  };
}

type Walked = Extract<TermProof, { readonly walk: unknown }>;

describe('a count of working days is proved', () => {
  test.each([
    ['D8 of Thu 26.11.2026', '2026-11-26', 8, 'kz-2026-03-18', '2026-12-08', '2026-12-08T13:30:00.000Z'],
    ['D5 of Mon 07.12.2026', '2026-12-07', 5, 'kz-2026-03-18', '2026-12-14', '2026-12-14T13:30:00.000Z'],
    ['D8 over 16.12.2026', '2026-12-07', 8, 'kz-2026-03-18', '2026-12-18', '2026-12-18T13:30:00.000Z'],
    ['a day before 07.06.2024', '2024-06-10', 5, 'kz-2024-04-17', '2024-06-18', '2024-06-18T13:30:00.000Z'],
    ['a day after 07.06.2024', '2024-06-10', 5, 'kz-2024-06-07', '2024-06-17', '2024-06-17T13:30:00.000Z'],
    ['a worked Sunday', '2025-01-01', 1, 'kz-2024-11-21', '2025-01-05', '2025-01-05T13:30:00.000Z'],
    ['the last day of UTC+6', '2024-02-28', 1, 'kz-2024-01-01', '2024-02-29', '2024-02-29T12:30:00.000Z'],
    ['the first day of UTC+5', '2024-02-29', 1, 'kz-2024-01-01', '2024-03-01', '2024-03-01T13:30:00.000Z'],
  ])('%s', (_what, anchor, days, edition, on, at) => {
    const proof = proveTerm(count(anchor, days, edition), basis);

    expect(proof).toMatchObject({ on, at, certainty: 'official' });
    expect(proof).toHaveProperty(['walk', (proof as Walked).walk.length - 1], {
      on,
      counts: days,
    });
    expect(checkProof(proof, basis)).toEqual({ equal: true });
  });

  test('with the reason and the act of every day passed over', () => {
    const { walk } = proveTerm(count('2026-12-15', 1), basis) as Extract<TermProof, { kind: 'count' }>;

    expect(walk).toMatchObject([
      { on: '2026-12-16', skipped: 'Independence Day', act: { number: '267-II', date: '2001-12-13' } },
      { on: '2026-12-17', counts: 1 },
    ]);
  });

  test('to the end of a day, which had 25 hours when clocks went back', () => {
    const proof = proveTerm(count('2024-02-28', 1, 'kz-2024-01-01', '24:00'), basis);

    expect(proof).toMatchObject({ on: '2024-02-29', at: '2024-02-29T19:00:00.000Z', utcOffset: '+05:00' });
  });

  test('as projected beyond what is published', () => {
    expect(proveTerm(count('2027-01-11', 2), basis).certainty).toBe('projected');
  });
});

describe('a reception is proved', () => {
  test.each([
    ['before the office closes', '2026-11-26T18:29:59.999+05:00', ['2026-11-26']],
    ['as it closes', '2026-11-26T18:30:00+05:00', ['2026-11-26', '2026-11-27']],
    [
      'on a Friday evening',
      '2026-12-04T19:10:00+05:00',
      ['2026-12-04', '2026-12-05', '2026-12-06', '2026-12-07'],
    ],
    ['on a holiday', '2026-12-16T10:00:00+05:00', ['2026-12-16', '2026-12-17']],
    ['before it opens', '2026-12-17T03:00:00+05:00', ['2026-12-17']],
  ])('%s', (_when, from, days) => {
    const proof = proveTerm(reception(from), basis) as Extract<TermProof, { kind: 'reception' }>;

    expect(proof.walk.map(({ on }) => on)).toEqual(days);
    expect(proof.on).toBe(days.at(-1));
    expect(proof.walk.at(-1)).toEqual({ on: proof.on, counts: 0 });
  });
});

test('what waits for two things is proved by the later one', () => {
  const parts = [count('2026-12-01', 3, undefined, '09:00'), count('2026-12-02', 2, undefined, '24:00')];

  expect(proveTerm({ kind: 'latest', parts }, basis)).toMatchObject({
    on: '2026-12-05',
    at: '2026-12-04T19:00:00.000Z',
    parts: [{ on: '2026-12-04' }, { on: '2026-12-04' }],
  });
});

const examples: readonly TermQuestion[] = [
  count('2026-12-07', 8),
  reception('2026-12-04T19:10:00+05:00'),
  { kind: 'act', calendarEdition: parseEditionId('kz-2026-03-18'), at: parseInstant('2026-12-02T10:00:00Z') },
  { kind: 'latest', parts: [count('2026-12-01', 3, undefined, '09:00'), count('2026-12-02', 2)] },
];

test.each(examples.map((question) => [question.kind, question] as const))(
  'any answer altered in a proof by %s is found, and where',
  (_kind, question) => {
    const proof = proveTerm(question, basis);
    const given = new Set(JSON.stringify(question).match(/"[^"]+"|\d+/g));

    for (const { path, value, altered } of alterations(proof)) {
      // What was asked is a fact; that it was altered shows only where the answer changes with it.
      if (given.has(JSON.stringify(value))) continue;
      expect(checkProof(altered as TermProof, basis), path).toMatchObject({ equal: false });
    }
  },
);

test('a question that the calendar cannot answer is told as a difference', () => {
  const proof = proveTerm(count('2026-12-07', 8), basis);

  expect(checkProof({ ...proof, workingDays: 10_000 } as TermProof, basis)).toMatchObject({ equal: false });
  expect(
    checkProof({ ...proof, calendarEdition: 'kz-2030-01-01' } as unknown as TermProof, basis),
  ).toMatchObject({
    equal: false,
    found: expect.stringContaining('kz-2030-01-01'),
  });
});

/** Every copy of a value with one leaf changed. */
function* alterations(
  value: unknown,
  path = '',
): Generator<{ readonly path: string; readonly value: unknown; readonly altered: unknown }> {
  if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value))
      for (const { altered, ...rest } of alterations(inner, `${path}/${key}`))
        yield {
          ...rest,
          altered: Array.isArray(value) ? value.with(Number(key), altered) : { ...value, [key]: altered },
        };
    return;
  }
  yield { path, value, altered: typeof value === 'number' ? value + 1 : `${String(value)}x` };
}
