import { instantOfMs, msOf, type Instant } from '../../calendars/instant.ts';
import { lastDayOf } from '../../calendars/calendar.ts';
import { countWorkingDays } from '../../calendars/working-days.ts';
import { plainDateAt } from '../../calendars/zone.ts';
import type { Zone } from '../../calendars/zone.ts';
import { citationIn } from '../../regulation/citation-text.ts';
import type { Stage } from '../../regulation/edition.ts';
import type { TermName } from '../../regulation/terms.ts';
import type { Basis } from '../case/basis.ts';
import type { Clock } from '../case/clock.ts';
import { deadlineOf } from '../case/deadlines.ts';
import type { Remark } from '../case/run.ts';
import { localDate, localTime, milestoneSummary } from '../case/summaries.ts';
import type { Deadline } from './deadlines.ts';
import { milestonesOf, settlesNothing } from './milestones.ts';
import type { Snapshot } from './queue.ts';
import { isFinal } from './stages.ts';
import type { ApplicationState } from './state.ts';
import { waitingTermsOf } from './waiting-terms.ts';

const turns: Readonly<Record<Stage, string>> = {
  received: 'nobody: registration comes by itself',
  registered: 'head: appoint an executor',
  'completeness-check': 'executor: check completeness',
  'conformity-check': 'executor: check conformity',
  'preliminary-refusal': 'head: approve or return the preliminary refusal',
  hearing: 'applicant, then executor: hearing',
  drafting: 'executor: draft the result',
  signing: 'head: sign or return the draft',
  issued: 'nobody: the document was issued',
  refused: 'nobody: the application was refused',
  terminated: 'nobody: the procedure was terminated',
};

/** The term of the stage, beside the term of the result. */
const termOf: Partial<Readonly<Record<Stage, TermName>>> = {
  received: 'registration',
  registered: 'completeness-check',
  'completeness-check': 'completeness-check',
  'conformity-check': 'conformity-check',
  'preliminary-refusal': 'preliminary-refusal-notice',
  hearing: 'hearing',
};

const milestonesShown = 4;

/**
 * What the Temporal UI shows of an application: who has to act, by which law and until when; what comes next; what is not
 * allowed yet and why. Times are in the zone of the calendar. Written with each turn: days left are counted at that moment.
 */
export function detailsOf(
  { state, clock }: Snapshot,
  basis: Basis,
  { now, remarks }: { readonly now: Instant; readonly remarks: readonly Remark[] },
): string {
  const { zone } = basis.calendar.days;
  const ahead = milestonesOf(state, basis)
    .filter((milestone) => !settlesNothing(state, milestone, basis))
    .slice(0, milestonesShown);
  const overdue = state.overdueSince === null ? '' : ' **overdue**,';
  const turn = state.withdrawnAt === null ? turns[state.stage] : 'head: sign the termination act';
  return [
    `### ${state.number}: ${state.stage}`,
    `${state.subtype},${overdue} version ${state.version}`,
    '',
    ...sandboxLine(clock, zone),
    `- **Turn:** ${isFinal(state.stage) ? turns[state.stage] : turn}`,
    ...deadlineLines(state, basis, now),
    ...waitingLines(state, basis),
    ...ahead.map((milestone) => `- next: ${milestoneSummary(milestone, clock, zone)}`),
    ...hindrances(state, zone).map((line) => `- not yet: ${line}`),
    ...remarks.map(({ at, text }) => `- **${localTime(at, zone)}:** ${text}`),
    `- times are those of ${zone.name}, ${offsetOf(zone, now)}`,
  ].join('\n');
}

function sandboxLine(clock: Clock, zone: Zone): readonly string[] {
  if (clock.kind === 'real') return [];
  const how =
    clock.kind === 'standing'
      ? `it stands at ${localTime(clock.at, zone)} until somebody moves it`
      : `it runs ${clock.speed} times as fast as the world's`;
  return [`- **Sandbox:** no real case; its time is its own, ${how}`];
}

function deadlineLines(state: ApplicationState, basis: Basis, now: Instant): readonly string[] {
  if (isFinal(state.stage)) return [];
  const own = termOf[state.stage];
  return [own, 'result' as const].flatMap((term) => {
    const deadline = term && deadlineOf(state.deadlines, term);
    return deadline?.status === 'open' ? [deadlineLine(deadline, basis, now)] : [];
  });
}

function deadlineLine({ term, at, on }: Deadline, { calendar, regulation }: Basis, now: Instant): string {
  const { zone } = calendar.days;
  const today = plainDateAt(zone, now);
  const left = today >= on || on > lastDayOf(calendar) ? null : countWorkingDays(calendar, today, on);
  const inDays = left === null ? '' : `, working days left on ${localTime(now, zone).slice(0, 10)}: ${left}`;
  const words = term.replaceAll('-', ' ');
  return `- **${words}** until ${localTime(at, zone)}${inDays} (${citationIn(regulation.terms[term].law, 'en')})`;
}

/** Terms that only another edition of the calendar can count: somebody has to enter that edition. */
function waitingLines(state: ApplicationState, { calendar, regulation }: Basis): readonly string[] {
  const until = localDate(lastDayOf(calendar));
  return waitingTermsOf(state).map(({ term, anchor }) => {
    const words = `- **${term.replaceAll('-', ' ')}** waits for the calendar: counted from ${localDate(anchor)}, it goes beyond ${until}`;
    return `${words}, the last day known (${citationIn(regulation.terms[term].law, 'en')})`;
  });
}

function offsetOf(zone: Zone, at: Instant): string {
  const utc = msOf(at);
  const minutes = zone.offsets.findLast(({ since }) => msOf(since) <= utc)?.minutes ?? 0;
  const clock = instantOfMs(Math.abs(minutes) * 60_000).slice(
    '1970-01-01T'.length,
    '1970-01-01T00:00'.length,
  );
  return `UTC${minutes < 0 ? '-' : '+'}${clock}`;
}

function hindrances(state: ApplicationState, zone: Zone): readonly string[] {
  const lines: string[] = [];
  if (state.notices.at(-1)?.status === 'approved')
    lines.push('hearing: no evidence yet that the notice was posted');
  if (state.hearing && state.hearing.receivedAt === null)
    lines.push('refusal: receipt of the notice is not proved');
  const end = state.hearing?.windowEndsAt;
  if (end && state.hearing?.closedAt === null)
    lines.push(`refusal: objections are open until ${localTime(end, zone)}`);
  return lines;
}
