import { Type, type Static } from 'typebox';
import type { Instant } from '../../calendars/instant.ts';
import { dayNumber, type PlainDate } from '../../calendars/plain-date.ts';
import { plainDateAt } from '../../calendars/zone.ts';
import { Prisma } from '../../prisma/client.ts';
import { termNames } from '../../regulation/terms.ts';
import { dateIn, filledIn, type Language, type Text } from '../../regulation/text.ts';
import { localZone } from '../../calendars/kz/local-zone.ts';
import type { ApiDeps } from '../deps.ts';
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

/** When the official days run out all that is open may lean on others; by then nobody asks how many exactly. */
const countedTo = 1_000;

/** What the calendar will soon not be able to answer for. */
export interface CalendarAlarm {
  readonly code: CalendarAlarmCode;
  /** The last official day, or the first deadline after it. */
  readonly date: string;
  /** Days left, or applications; these up to 1,000, which means so many or more. */
  readonly count: number;
}

export const calendarAlarmSchema = Type.Object(
  {
    code: Type.Enum(Object.keys(calendarAlarmTexts) as CalendarAlarmCode[]),
    date: { ...plainDateSchema, description: 'The last official day, or the first deadline after it' },
    count: Type.Integer({
      description: `Days left until that day, or applications: these are counted to ${countedTo}, which means so many or more`,
      minimum: 0,
    }),
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
  const told = code === 'deadlines-on-projected-days' && count === countedTo ? `${count}+` : count;
  const text = filledIn(calendarAlarmTexts[code], { date: dateIn(date, language), count: told }, language);
  return { code, text, date, count };
}

/**
 * How many open applications have a term after `day` that is not done, and when the first is; null when none has. From
 * what each turn has written of its terms: so many of them are read as must hold the applications that are counted.
 */
async function deadlinesAfter(
  db: ApiDeps['db'],
  day: PlainDate,
  unit: string | null,
): Promise<{ readonly count: number; readonly date: string } | null> {
  const ofUnit = unit === null ? Prisma.sql`true` : Prisma.sql`unit = ${unit}`;
  const [row] = await db.$queryRaw<[{ count: number; date: string | null }]>`
    SELECT least(count(DISTINCT number), ${countedTo}::int)::int AS count, min("on")::text AS date FROM (
      SELECT number, "on" FROM agenda_terms WHERE status = 'open' AND "on" > ${day}::date AND ${ofUnit}
      ORDER BY "on" LIMIT ${countedTo * termNames.length}::int) AS leaning`;
  return row.date === null ? null : { count: row.count, date: row.date };
}
