import { openCalendar } from '../calendars/calendar.ts';
import { cutCalendar } from '../calendars/edition.ts';
import type { Edition } from '../calendars/edition.ts';
import { instantOfMs, msOf } from '../calendars/instant.ts';
import type { Instant } from '../calendars/instant.ts';
import { calendarDaysOf } from '../calendars/kz/calendar-days.ts';
import { newestEdition } from '../calendars/kz/editions.ts';
import { parsePlainDate, weekdayOf } from '../calendars/plain-date.ts';
import { instantAt, plainDateAt, timeAt } from '../calendars/zone.ts';
import { currentRegulationEdition } from '../regulation/editions.ts';
import { defaultPolicy } from '../regulation/policy.ts';
import type { Basis } from '../workflows/case/basis.ts';
import type { Actor } from '../workflows/case/actor.ts';
import type { GroundFound } from '../workflows/application/commands.ts';
import type { Intake } from '../workflows/application/intake.ts';
import { parseApplicationId, parseCommandId, parsePersonId, parseStaffId } from '../workflows/case/ids.ts';
import type { CommandId, PersonId, StaffId } from '../workflows/case/ids.ts';

// Reading a zone costs milliseconds, and all editions share one.
const { zone: astana } = calendarDaysOf(newestEdition());

/** What dates are counted by: an edition of the Kazakh calendar and the Rules in force. */
export function basisOf(edition: Edition): Basis {
  return { calendar: openCalendar(cutCalendar(edition, astana)), regulation: currentRegulationEdition };
}

/** The newest calendar and the Rules in force. */
export const kz: Basis = basisOf(newestEdition());

/** The moment at which clocks in Astana show `YYYY-MM-DD HH:MM`, with seconds and milliseconds where they matter. */
export function at(text: string): Instant {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})(?::(\d{2})(?:\.(\d{3}))?)?$/.exec(text);
  if (match === null) throw new Error(`at: '${text}' is not of the form 2026-11-26 18:29:59.999`);
  const [, day = '', clock = '', seconds = 0, ms = 0] = match;
  const minute = instantAt(kz.calendar.days.zone, parsePlainDate(day), clock);
  return instantOfMs(msOf(minute) + Number(seconds) * 1000 + Number(ms));
}

const weekdays = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** An instant as people in Astana read it: `Thu 2026-11-26 18:29:59.999`. */
export function inAstana(instant: Instant): string {
  const { zone } = kz.calendar.days;
  const day = plainDateAt(zone, instant);
  const ms = instant.slice(20, 23);
  return `${weekdays[weekdayOf(day)]} ${day} ${timeAt(zone, instant)}${ms === '000' ? '' : `.${ms}`}`;
}

/** The n-th command of a test, as the UUID that the API would have given it. */
export function commandId(n: number): CommandId {
  return known(parseCommandId(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`));
}

export function staffId(text: string): StaffId {
  return known(parseStaffId(text));
}

export function personId(text: string): PersonId {
  return known(parsePersonId(text));
}

function known<T>(parsed: T | null): T {
  if (parsed === null) throw new Error('a builder made an id that its parser refuses');
  return parsed;
}

export type Officer = Extract<Actor, { readonly role: 'executor' | 'head' }>;

export function executor(name: string, overrides: Partial<Officer> = {}): Officer {
  return { role: 'executor', staff: staffId(`executor-${name}`), person: personId(name), ...overrides };
}

export function head(name: string, overrides: Partial<Officer> = {}): Officer {
  return { role: 'head', staff: staffId(`head-${name}`), person: personId(name), ...overrides };
}

/** The people of the tests. Dana holds two accounts: she examines in one unit and heads another. */
export const aigerim = executor('aigerim');
export const yerlan = executor('yerlan');
export const danaAsExecutor = executor('dana');
export const danaAsHead = head('dana');
export const baurzhan = head('baurzhan');
export const saule = head('saule');
export const portal: Actor = { role: 'portal', client: 'egov' };
export const notifier: Actor = { role: 'notifier', client: 'cabinet' };

/** An application as it is received, on Thursday 2026-11-26 at 17:00 unless told otherwise. */
export function intake(overrides: Partial<Intake> = {}): Intake {
  return {
    id: known(parseApplicationId('00000000-0000-4000-8000-00000000a219')),
    number: '219-2026-000001',
    subtype: 'inward',
    receivedAt: at('2026-11-26 17:00'),
    policy: defaultPolicy,
    ...overrides,
  };
}

/** Non-compliance with Decree 392, shown by one document: a ground that carries a refusal. */
export function ground(overrides: Partial<GroundFound> = {}): GroundFound {
  return { ground: 'nonCompliance392', fields: [], documents: ['technology-description'], ...overrides };
}

/** A stand-in for the SHA-256 of a text. */
export function digest(of: string): string {
  return Buffer.from(of).toString('hex').padEnd(64, '0').slice(0, 64);
}
