import type { PlainDate } from '../../calendars/plain-date.ts';
import type { Instant } from '../../calendars/instant.ts';
import { plainDateAt, timeAt } from '../../calendars/zone.ts';
import type { Zone } from '../../calendars/zone.ts';
import type { Basis } from './basis.ts';
import type { Clock } from './clock.ts';
import type { NumberedEvent } from './ports.ts';
import type { Milestone, ProcedureTypes } from './procedure.ts';
import type { Turn } from './queue.ts';

const eventsNamed = 3;

/** A local date and time as people write it: `14.12.2026 18:30`. */
export function localTime(at: Instant, zone: Zone): string {
  return `${localDate(plainDateAt(zone, at))} ${timeAt(zone, at).slice(0, 5)}`;
}

/** A day as people write it: `14.12.2026`. */
export function localDate(day: PlainDate): string {
  return day.split('-').toReversed().join('.');
}

/** The name of a milestone for operators: `refusal gate, 14.12.2026 18:30`. */
export function milestoneSummary({ kind, at }: Milestone, clock: Clock, zone: Zone): string {
  return `${kind.replaceAll('-', ' ')}, ${inTimeOf(clock, localTime(at, zone))}`;
}

/** What happened in a turn, for readers of the history: `executor appointed, 26.11.2026 17:05`. */
export function turnSummary<P extends ProcedureTypes>(
  { events, snapshot }: Turn<P>,
  { calendar }: Basis,
): string {
  const named = events.slice(0, eventsNamed).map(wordsOf);
  if (events.length > eventsNamed) named.push(`and ${events.length - eventsNamed} more`);
  const at = events.at(-1)?.at;
  // A turn can be without events: a clock moved past no milestone, or a reminder that is not needed any more.
  if (at === undefined) return 'nothing for the trail';
  return `${named.join(', ')}, ${inTimeOf(snapshot.clock, localTime(at, calendar.days.zone))}`;
}

function wordsOf({ type, data }: NumberedEvent): string {
  const words = type.replaceAll('-', ' ');
  if (type === 'command-refused') return `${words} (${String(data.command)}: ${String(data.code)})`;
  return type === 'term-missed' ? `${words} (${String(data.term)})` : words;
}

function inTimeOf(clock: Clock, words: string): string {
  return clock.kind === 'real' ? words : `${words} sandbox time`;
}
