import { beforeAll, describe, expect, test } from 'vitest';

import type { Caller } from '../../scripts/http/caller.ts';
import type { Cast } from '../../scripts/http/cast.ts';
import { submitSample, type ShownDeadline } from '../../scripts/http/sample-application.ts';
import { dayAfter, instantOf, isWorked, termsOf } from './almanac.ts';
import { randomFrom } from './chance.ts';
import { kazakhYears } from './kazakh-years.ts';
import { inParallel } from './patience.ts';
import { callerAs } from './stack.ts';
import { accepted, calmStack, follow, castOf } from './story.ts';

interface Preview {
  readonly registeredOn: string;
  readonly certainty: string;
  readonly terms: readonly Omit<ShownDeadline, 'status'>[];
}

const seed = 219;
const random = randomFrom(seed);
/** Instants around the close of the office, as clocks in Astana show them. */
const edges = ['18:29', '18:30', '00:00', '08:59', '09:00', '23:59'];
let portal: Caller;
let cast: Cast;

beforeAll(async () => {
  const stack = calmStack();
  portal = await callerAs(stack, 'portal', 'portal-dates');
  cast = await castOf(stack, 'portal-dates');
});

/** A day between 01.01.2016 and the last one whose terms still end within 2027. */
function someDay(): string {
  const [from, to] = [Date.UTC(2016, 0, 1), Date.UTC(2027, 11, 1)];
  return new Date(from + random.below((to - from) / 86_400_000) * 86_400_000).toISOString().slice(0, 10);
}

function someInstant(): string {
  const day = someDay();
  const minute = `${String(random.below(24)).padStart(2, '0')}:${String(random.below(60)).padStart(2, '0')}`;
  const at = Date.parse(instantOf(day, random.below(2) === 0 ? random.oneOf(edges) : minute));
  // The last millisecond of a minute is where 18:29 is still in time.
  return new Date(at + (random.below(2) === 0 ? 59_999 : 0)).toISOString();
}

function shape(terms: readonly Omit<ShownDeadline, 'status'>[]) {
  return terms.map(({ term, dueOn, dueAt, opensAt }) => ({ term, dueOn, instant: dueAt ?? opensAt }));
}

async function preview(receivedAt: string): Promise<Preview> {
  return accepted(
    await portal.post<Preview>('/v1/deadlines/preview', { receivedAt, walk: false }),
    receivedAt,
  );
}

/** Days at which a count of weekdays goes wrong: each holiday, each worked weekend, and their eves. */
function remarkableDays(): string[] {
  const named = Object.entries(kazakhYears).flatMap(([year, { off, worked }]) =>
    `${off} ${worked}`
      .split(' ')
      .filter(Boolean)
      .map((day) => `${year}-${day}`),
  );
  return named.filter((day) => day < '2027-12-01');
}

describe(`against a calendar of its own (seed ${String(seed)})`, () => {
  test('that calendar has as many working days in each year as the Ministry published', () => {
    for (const [year, { workingDays }] of Object.entries(kazakhYears)) {
      let count = 0;
      for (let day = `${year}-01-01`; day.startsWith(year); day = dayAfter(day))
        if (isWorked(day)) count += 1;
      expect({ year, count }).toEqual({ year, count: workingDays });
    }
  });

  test('the preview agrees at every holiday and worked weekend, a millisecond before 18:30 and at 18:30', async () => {
    const instants = remarkableDays().flatMap((day) => {
      const close = instantOf(day, '18:30');
      return [new Date(Date.parse(close) - 1).toISOString(), close];
    });

    const wrong = await inParallel(instants, 16, async (receivedAt) => {
      const { registeredOn, terms } = await preview(receivedAt);
      const expected = termsOf(receivedAt);
      const same = registeredOn === expected.registeredOn;
      return same && JSON.stringify(shape(terms)) === JSON.stringify(expected.terms) ? null : receivedAt;
    });

    expect(instants.length).toBeGreaterThan(400);
    expect(wrong.filter(Boolean)).toEqual([]);
  });

  test('the preview agrees at three hundred random instants from 2016 to 2027', async () => {
    const instants = Array.from({ length: 300 }, someInstant);
    const shown = await inParallel(instants, 16, preview);
    for (const [index, receivedAt] of instants.entries()) {
      const { registeredOn, terms } = termsOf(receivedAt);
      expect({ receivedAt, registeredOn: shown[index]?.registeredOn }).toEqual({ receivedAt, registeredOn });
      // The calendar of 2027 is not published yet.
      const certainties = shown[index]?.terms.map(({ certainty }) => certainty);
      const expected = terms.map(({ dueOn }) => (dueOn < '2027' ? 'official' : 'projected'));
      expect(certainties, receivedAt).toEqual(expected);
      expect(shape(shown[index]?.terms ?? []), receivedAt).toEqual(terms);
    }
  });

  test('what was previewed is what the application then shows, registered or still waiting', async () => {
    const instants = [
      '2026-11-26T13:29:59.999Z',
      '2026-11-26T13:30:00.000Z',
      '2024-02-29T12:29:59.999Z',
      '2024-02-29T12:30:00.000Z',
      '2024-03-01T13:29:59.999Z',
      ...Array.from({ length: 35 }, someInstant),
    ];

    await inParallel(instants, 8, async (startsAt, index) => {
      const subtype = (['inward', 'outward', 'domestic'] as const)[index % 3] ?? 'inward';
      const promised = shape((await preview(startsAt)).terms);
      const submitted = accepted(
        await submitSample(portal, subtype, { sandboxClock: { startsAt } }),
        startsAt,
      );
      const { registeredOn, terms } = termsOf(startsAt);
      const fromStart = terms.filter(
        ({ term }) => !['objection', 'hearing', 'earliest-refusal'].includes(term),
      );

      expect(submitted.receivedAt).toBe(startsAt);
      expect(shape(submitted.deadlines), startsAt).toEqual(fromStart);
      expect(promised, startsAt).toEqual(terms);
      expect(submitted.resultDueOn).toBe(terms.at(-1)?.dueOn);
      expect([null, registeredOn]).toContain(submitted.registeredOn);

      // Every third waits for its registration and shows the same dates afterwards.
      if (index % 3 !== 0) return;
      const story = follow(cast, submitted.id);
      await story.until(instantOf(registeredOn, '23:59'));
      const later = await story.shown();
      expect(later).toMatchObject({ stage: 'registered', registeredOn });
      expect(shape(later.deadlines), startsAt).toEqual(fromStart);
    });
  });
});
