// The calendar as an iCalendar feed (RFC 5545): what differs from an ordinary week, one event a day.
import { addDays, weekdayOf, type PlainDate } from '../../calendars/plain-date.ts';
import { dayIn, type Act, type Day, type Edition } from '../../calendars/edition.ts';
import { dateIn, textIn, type Language, type Text } from '../../regulation/text.ts';
import { linkIn } from '../../proofs/act.ts';

const calendarName: Text = {
  kk: 'Қазақстан: демалыс күндері және жұмыс істейтін демалыс күндері',
  ru: 'Казахстан: выходные и рабочие выходные дни',
  en: 'Kazakhstan: days off and worked weekends',
};

const workedMark: Text = { kk: 'Жұмыс күні', ru: 'Рабочий день', en: 'Worked' };
const projectedMark: Text = {
  kk: 'Ресми жарияланбаған: заң бойынша анықталған.',
  ru: 'Официально не опубликовано: определено по закону.',
  en: 'Not officially published: derived from the law.',
};
const numberMark: Text = { kk: '№ {n}', ru: '№ {n}', en: 'No. {n}' };

/**
 * The weekdays off and the worked weekends of `edition`, each with its act, as a text of `text/calendar`. It depends on
 * edition and language alone: the day an edition became known is the time stamp of its events.
 *
 * @example toIcs(newestEdition(), 'en').startsWith('BEGIN:VCALENDAR\r\n') // true
 */
export function toIcs(edition: Edition, language: Language): string {
  const days = [...edition.rulings.keys()]
    .toSorted()
    .map((date) => dayIn(edition, date))
    .filter(({ date, working }) => working === weekdayOf(date) >= 6);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Otinish//Working days of Kazakhstan//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${escaped(textIn(calendarName, language))}`,
    `X-WR-CALNAME:${escaped(textIn(calendarName, language))}`,
    // Changes come as late as ten days before the day: twice a day is soon enough.
    'REFRESH-INTERVAL;VALUE=DURATION:PT12H',
    'X-PUBLISHED-TTL:PT12H',
    ...days.flatMap((day) => eventOf(day, edition, language)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventOf(day: Day, { knownOn, id }: Edition, language: Language): readonly string[] {
  const { date, working, reason, act, certainty } = day;
  const why = textIn(reason, language);
  const mark = textIn(workedMark, language);
  const description = [
    actText(act, language),
    linkIn(act.link, language),
    ...(certainty === 'projected' ? [textIn(projectedMark, language)] : []),
    id,
  ];
  return [
    'BEGIN:VEVENT',
    // A day is one event for ever: an edition that rules it differently updates it in the reader's calendar.
    `UID:kz-${date}@otinish`,
    `DTSTAMP:${compact(knownOn)}T000000Z`,
    `DTSTART;VALUE=DATE:${compact(date)}`,
    `DTEND;VALUE=DATE:${compact(addDays(date, 1))}`,
    `SUMMARY:${escaped(working && !why.startsWith(mark) ? `${mark}. ${why}` : why)}`,
    `DESCRIPTION:${escaped(description.join('\n'))}`,
    `CATEGORIES:${day.kind}`,
    `STATUS:${certainty === 'official' ? 'CONFIRMED' : 'TENTATIVE'}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

function actText({ name, number, date }: Act, language: Language): string {
  const mark = number === undefined ? [] : [textIn(numberMark, language).replace('{n}', () => number)];
  return [textIn(name, language), ...mark, ...(date === undefined ? [] : [dateIn(date, language)])].join(
    ', ',
  );
}

function compact(date: PlainDate): string {
  return date.replaceAll('-', '');
}

/** RFC 5545 §3.3.11. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll(/\r\n?|\n/g, '\\n')
    .replaceAll(/[\p{Cc}]/gu, '');
}

const octetsPerLine = 75;
const utf8 = new TextEncoder();

/** RFC 5545 §3.1: no line longer than 75 octets; a letter is never cut in two. */
function folded(line: string): string {
  let text = '';
  let octets = 0;
  for (const letter of line) {
    const size = utf8.encode(letter).length;
    if (octets + size > octetsPerLine) {
      text += '\r\n ';
      octets = 1;
    }
    text += letter;
    octets += size;
  }
  return text;
}
