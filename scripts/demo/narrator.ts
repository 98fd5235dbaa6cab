import pc from 'picocolors';

import type { ShownDeadline } from '../http/sample-application.ts';

/** One step of the walk that explains a deadline, as the API gives it. */
export interface WalkStep {
  readonly on: string;
  readonly counts?: number;
  readonly skipped?: string;
  readonly act?: { readonly name: string };
}

const zone = 'Asia/Almaty';
const dayFormat = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  timeZone: 'UTC',
});
const timeFormat = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
  timeZone: zone,
});

/** `Tue 08.12.2026` of a date. */
export function dayText(date: string): string {
  return dayFormat
    .format(new Date(`${date}T00:00:00Z`))
    .replaceAll('/', '.')
    .replace(',', '');
}

/** `Tue 08.12.2026 18:30` of an instant, in Astana. */
export function timeText(instant: string): string {
  return timeFormat
    .format(new Date(instant))
    .replaceAll('/', '.')
    .replaceAll(',', '')
    .replace(' 24:', ' 00:');
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
      const until =
        opensAt === undefined ? `until ${timeText(dueAt ?? dueOn)}` : `from  ${timeText(opensAt)}`;
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
