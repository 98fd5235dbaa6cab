import { Type, type Static } from 'typebox';
import type { Instant } from '../../calendars/instant.ts';
import { kzZoneName } from '../../calendars/kz/calendar-days.ts';
import { dayNumber, type PlainDate } from '../../calendars/plain-date.ts';
import { endOfDay, plainDateAt } from '../../calendars/zone.ts';
import { dateIn, filledIn, type Language, type Text } from '../../regulation/text.ts';
import { localZone } from '../../calendars/kz/local-zone.ts';
import type { ApiDeps } from '../deps.ts';
import { isOpen } from '../../prisma/open-applications.ts';
import { plainDateSchema } from '../../proofs/act.ts';

/** What the calendar gives reason to worry about; what does not go on until somebody acts stands in operations/alarms.ts. */
const calendarAlarmTexts = {
  'official-calendar-ends': {
    kk: 'Ресми күнтізбе {date} күні аяқталады, {count} күн қалды: келесі жылдың күнтізбесін енгізіңіз',
    ru: 'Официальный календарь заканчивается {date}, осталось дней: {count}; внесите календарь следующего года',
    en: 'The official calendar ends on {date}, days left: {count}; enter the calendar of the next year',
  },
  'deadlines-on-projected-days': {
    kk: 'Мерзімі ресми жарияланбаған күндерге сүйенетін өтініштер: {count}, ең ертесі {date}',
    ru: 'Заявлений, чьи сроки опираются на официально не опубликованные дни: {count}, ближайший {date}',
    en: 'Applications with deadlines on days that are not officially published: {count}, the first on {date}',
  },
} as const satisfies Record<string, Text>;

type CalendarAlarmCode = keyof typeof calendarAlarmTexts;

/** What the calendar will soon not be able to answer for. */
export interface CalendarAlarm {
  readonly code: CalendarAlarmCode;
  /** The last official day, or the first deadline after it. */
  readonly date: string;
  /** Days left, or applications. */
  readonly count: number;
}

export const calendarAlarmSchema = Type.Object(
  {
    code: Type.Enum(Object.keys(calendarAlarmTexts) as CalendarAlarmCode[]),
    date: { ...plainDateSchema, description: 'The last official day, or the first deadline after it' },
    count: Type.Integer({ description: 'Days left until that day, or applications', minimum: 0 }),
  },
  { title: 'CalendarAlarm' },
);

export const toldCalendarAlarmSchema = Type.Object(
  { ...calendarAlarmSchema.properties, text: Type.String({ description: 'The same in words' }) },
  { title: 'ToldCalendarAlarm' },
);

/** The calendar of a year is published about 5 December; who is to enter it is asked a month before. */
const warnDays = 60;

/**
 * What the newest calendar gives reason to worry about at `now`: its official part ends within 60 days, or open
 * applications, of one unit or of all, have deadlines after it. Those of a sandbox count too: they follow the same calendar.
 */
export async function readCalendarAlarms(
  { db, calendars }: Pick<ApiDeps, 'db' | 'calendars'>,
  { now, unit }: { readonly now: Instant; readonly unit: string | null },
): Promise<readonly CalendarAlarm[]> {
  const { officialUntil } = (await calendars.newest()).coverage;
  const alarms: CalendarAlarm[] = [];
  const daysLeft = dayNumber(officialUntil) - dayNumber(plainDateAt(localZone, now));
  if (daysLeft <= warnDays)
    alarms.push({ code: 'official-calendar-ends', date: officialUntil, count: Math.max(0, daysLeft) });

  const projected = await deadlinesAfter(db, officialUntil, unit);
  if (projected !== null) alarms.push({ code: 'deadlines-on-projected-days', ...projected });
  return alarms;
}

/** An alarm of the calendar in one language. */
export function presentCalendarAlarm(
  alarm: CalendarAlarm,
  language: Language,
): Static<typeof toldCalendarAlarmSchema> {
  const { code, date, count } = alarm;
  const text = filledIn(calendarAlarmTexts[code], { date: dateIn(date, language), count }, language);
  return { code, text, date, count };
}

/**
 * How many open applications have a running term that ends after `day`, and when the first does; null when none has.
 * The result is the last term of all, but for what is still to be done once it is late: that is the next milestone.
 */
async function deadlinesAfter(
  db: ApiDeps['db'],
  day: PlainDate,
  unit: string | null,
): Promise<{ readonly count: number; readonly date: string } | null> {
  const [row] = await db.$queryRaw<[{ count: number; date: string | null }]>`
    SELECT count(*)::int AS count, min(due_on)::text AS date FROM (
      -- A milestone at the end of a day belongs to that day.
      SELECT CASE WHEN result_due_on > ${day}::date THEN result_due_on
        ELSE ((next_milestone_at - interval '1 ms') AT TIME ZONE ${kzZoneName})::date END AS due_on
      FROM applications
      WHERE ${isOpen} AND (${unit}::text IS NULL OR unit = ${unit})
        AND (result_due_on > ${day}::date OR next_milestone_at > ${endOfDay(localZone, day)}::timestamptz)) AS leaning`;
  return row.date === null ? null : { count: row.count, date: row.date };
}
