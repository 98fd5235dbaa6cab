import pc from 'picocolors';

import { localZone } from '../../calendars/kz/local-zone.ts';
import { parseInstant } from '../../calendars/instant.ts';
import { plainDateAt, timeAt } from '../../calendars/zone.ts';
import type { ShownDeadline } from '../http/sample-application.ts';

/** One step of the walk that explains a deadline, as the API gives it. */
export interface WalkStep {
  readonly on: string;
  readonly counts?: number;
  readonly skipped?: string;
  readonly act?: { readonly name: string };
}

const weekdayFormat = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' });

/** `Tue 2026-12-08` of a date. */
function dayText(date: string): string {
  return `${weekdayFormat.format(new Date(`${date}T00:00:00Z`))} ${date}`;
}

/** `Tue 2026-12-08 18:30` of an instant, in Astana. */
function timeText(instant: string): string {
  const at = parseInstant(instant);
  return `${dayText(plainDateAt(localZone, at))} ${timeAt(localZone, at).slice(0, 5)}`;
}

const say = (line = ''): void => void process.stdout.write(`${line}\n`);

/** Tells what happens, for a person. */
export const narrator = {
  say,
  title: (text: string, number: string) => say(`\n${pc.bold(text)}  ${pc.dim(number)}`),
  step: (now: string, who: string, what: string, stage: string) =>
    say(`  ${pc.cyan(timeText(now))}  ${who.padEnd(9)} ${what.padEnd(62)} ${pc.green(stage)}`),
  passed: (now: string, what: string) =>
    say(`  ${pc.cyan(timeText(now))}  ${pc.dim('time'.padEnd(9))} ${pc.yellow(what)}`),
  deadlines(deadlines: readonly ShownDeadline[]): void {
    for (const { term, dueOn, dueAt, opensAt, law, certainty } of deadlines) {
      const end = dueAt === undefined ? dayText(dueOn) : timeText(dueAt);
      const until = opensAt === undefined ? `until ${end}` : `from  ${timeText(opensAt)}`;
      say(
        `      ${term.padEnd(27)} ${until}  ${pc.dim(law)}${certainty === 'projected' ? pc.yellow('  projected: this year is not published yet') : ''}`,
      );
    }
  },
  walk(steps: readonly WalkStep[]): void {
    for (const { on, counts, skipped, act } of steps) {
      const why =
        counts === undefined
          ? pc.yellow(`– ${skipped ?? ''}`) + pc.dim(` (${act?.name ?? ''})`)
          : `D${counts}`;
      say(`      ${dayText(on)}  ${why}`);
    }
  },
  link: (name: string, url: string) => say(`  ${name.padEnd(14)} ${pc.underline(url)}`),
};
