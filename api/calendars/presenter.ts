import { actSchema, certaintySchema, plainDateSchema, presentAct } from '../../proofs/act.ts';
import { Type, type Static } from 'typebox';
import type { Day, DayRuling, Edition } from '../../calendars/edition.ts';
import { weekdayOf } from '../../calendars/plain-date.ts';
import { textIn, type Language } from '../../regulation/text.ts';

const dayKinds = [
  'working-day',
  'weekend',
  'holiday',
  'observed-holiday',
  'religious-day',
  'moved-rest-day',
  'worked-rest-day',
] as const satisfies readonly Day['kind'][];

const rulingProperties = {
  date: plainDateSchema,
  weekday: Type.Integer({ description: 'ISO 8601: Monday is 1', minimum: 1, maximum: 7, examples: [3] }),
  working: Type.Boolean(),
  kind: Type.Enum([...dayKinds]),
  reason: Type.String({ examples: ['Independence Day'] }),
  act: actSchema,
};

export const daySchema = Type.Object(
  { ...rulingProperties, certainty: certaintySchema },
  { title: 'CalendarDay' },
);

export const editionSchema = Type.Object(
  {
    id: Type.String({ examples: ['kz-2026-03-18'] }),
    act: actSchema,
    knownOn: plainDateSchema,
    knownOnIs: Type.Enum(['exact', 'at-latest'], { description: 'Whether `knownOn` is exact' }),
    effectiveOn: plainDateSchema,
    coverage: Type.Object({
      firstDay: plainDateSchema,
      lastDay: plainDateSchema,
      officialUntil: plainDateSchema,
    }),
    changes: Type.Array(Type.Object(rulingProperties, { title: 'DayRuling' }), {
      description: 'Every day that this edition rules differently from the one before',
    }),
  },
  { title: 'CalendarEdition' },
);

/** A day of the calendar in one language: working or not, why, by which act. */
export function presentDay(day: Day, language: Language): Static<typeof daySchema> {
  return { ...presentRuling(day, language), certainty: day.certainty };
}

/** An edition in one language. */
export function presentEdition(edition: Edition, language: Language): Static<typeof editionSchema> {
  const { id, act, knownOn, knownOnIs, effectiveOn, coverage, changes } = edition;
  return {
    id,
    act: presentAct(act, language),
    knownOn,
    knownOnIs,
    effectiveOn,
    coverage: { ...coverage },
    changes: changes.map((change) => presentRuling(change, language)),
  };
}

function presentRuling({ date, working, kind, reason, act }: DayRuling, language: Language) {
  return {
    date,
    weekday: weekdayOf(date),
    working,
    kind,
    reason: textIn(reason, language),
    act: presentAct(act, language),
  };
}
