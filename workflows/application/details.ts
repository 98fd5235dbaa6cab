import type { Instant } from '../../calendars/instant.ts';
import { plainDateAt, timeAt } from '../../calendars/zone.ts';
import type { Zone } from '../../calendars/zone.ts';
import type { Basis } from './basis.ts';
import { milestonesOf } from './milestones.ts';
import type { Milestone } from './milestones.ts';
import type { ApplicationState } from './state.ts';
import type { Stage } from '../../regulation/edition.ts';

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

const shown = 4;

/** A local date and time as people write it: `14.12.2026 18:30`. */
export function localTime(at: Instant, zone: Zone): string {
  const [year, month, day] = plainDateAt(zone, at).split('-');
  return `${day}.${month}.${year} ${timeAt(zone, at).slice(0, 5)}`;
}

/** How a milestone is called where operators see it: `refusal gate, 14.12.2026 18:30`. */
export function milestoneSummary(milestone: Milestone, zone: Zone): string {
  return `${milestone.kind.replaceAll('-', ' ')}, ${localTime(milestone.at, zone)}`;
}

/** What the Temporal UI shows of an application: stage, whose turn it is, what comes next, what is not allowed and why. */
export function detailsOf(state: ApplicationState, basis: Basis): string {
  const { zone } = basis.calendar.days;
  const ahead = milestonesOf(state, basis).slice(0, shown);
  const lines = [
    `**${state.stage}**${state.overdueSince === null ? '' : ' (overdue)'}, version ${state.version}`,
    `Turn: ${state.withdrawnAt === null ? turns[state.stage] : 'head: sign the termination act'}`,
    ...ahead.map((milestone) => `- ${milestoneSummary(milestone, zone)}`),
    ...hindrances(state, zone).map((line) => `- not yet: ${line}`),
  ];
  return lines.join('\n');
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
