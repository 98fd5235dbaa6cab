import { CalendarError } from '../../calendars/calendar-error.ts';
import type { Instant } from '../../calendars/instant.ts';
import { assertNever } from '../core/assert-never.ts';
import { amendCalendar } from './amendment.ts';
import type { UntoldTerms } from './amendment.ts';
import { appointExecutor } from './appointment.ts';
import { coveredDays, type Basis } from './basis.ts';
import type { Actor, CommandName, Request } from './commands.ts';
import { draftResult, returnDraft, signDecision } from './drafting.ts';
import { eventRules, saidAtHearing } from './events.ts';
import type { ApplicationEvent, EventType } from './events.ts';
import { recordCompleteness, recordConformity } from './findings.ts';
import {
  objectToRefusal,
  recordHearing,
  recordReceipt,
  requestOralHearing,
  supplyDocuments,
  waiveHearing,
} from './hearing.ts';
import { settle } from './milestones.ts';
import type { Milestone, MilestoneKind } from './milestones.ts';
import { against, commandRules } from './permissions.ts';
import { stageToldTo } from './portal-view.ts';
import { approvePreliminaryRefusal, noticePosted, returnPreliminaryRefusal } from './preliminary-refusal.ts';
import { refusalRules } from './refusals.ts';
import type { Refusal, RefusalCode } from './refusals.ts';
import { happened, obstacle, step } from './ruling.ts';
import type { Obstacle, Ruling, Step } from './ruling.ts';
import type { ApplicationState } from './state.ts';
import { judgeTerms } from './term-statuses.ts';
import { withdraw } from './withdrawal.ts';
import type { NoticeId } from '../core/ids.ts';

/** Everything that moves an application: a request, a milestone that came, evidence of a posting, another calendar. */
export type Input =
  | { readonly kind: 'request'; readonly request: Request }
  | { readonly kind: 'milestone'; readonly milestone: Milestone }
  | { readonly kind: 'notice-posted'; readonly noticeId: NoticeId; readonly at: Instant }
  /** The calendar that dates are counted by from `at` on is the one of the basis. */
  | { readonly kind: 'amendment'; readonly at: Instant; readonly untoldTerms?: UntoldTerms };

export interface Refused {
  readonly kind: 'refused';
  readonly refusal: Refusal;
  /** The line that the trail keeps of it. */
  readonly event: ApplicationEvent;
}

/**
 * The one transition of the procedure: the state before, what comes, and what dates are counted by, in; the state after,
 * what happened and what is to be done outside, or a refusal, out. It reads no clock and changes nothing it is given.
 */
export function decide(state: ApplicationState, input: Input, basis: Basis): Step | Refused {
  switch (input.kind) {
    case 'request': {
      const ruling = rule(state, input.request, basis);
      return ruling.kind === 'step'
        ? conclude(state, ruling, input.request.at)
        : refuse(state, input.request, ruling);
    }
    case 'milestone':
      return conclude(state, settle(state, input.milestone, basis), input.milestone.at, input.milestone.kind);
    case 'notice-posted':
      return conclude(state, noticePosted(state, input.noticeId, input.at, basis), input.at);
    case 'amendment':
      return conclude(state, amendCalendar(state, input.at, basis, input.untoldTerms), input.at);
  }
}

/** Commands that an actor may give now, by stage, person and time. */
export function allowedCommands(state: ApplicationState, actor: Actor, at: Instant): readonly CommandName[] {
  return commandsOf(actor).filter((name) => against(state, name, actor, at) === null);
}

/** Commands that belong to an actor's role, allowed now or not. */
export function commandsOf(actor: Actor): readonly CommandName[] {
  return (Object.keys(commandRules) as CommandName[]).filter(
    (name) => commandRules[name].role === actor.role,
  );
}

function rule(state: ApplicationState, request: Request, basis: Basis): Ruling {
  const { command, actor, at, expectedVersion } = request;
  if (expectedVersion !== undefined && isStale(expectedVersion, state, command.name)) {
    return obstacle('stale-version', { expected: expectedVersion, current: state.version });
  }
  const hindrance = against(state, command.name, actor, at);
  if (hindrance) return hindrance;
  try {
    return apply(state, request, basis);
  } catch (error) {
    // A date beyond all data is refused, never guessed.
    if (error instanceof CalendarError) return obstacle('date-outside-calendar', coveredDays(basis));
    throw error;
  }
}

/**
 * Whether an officer has not seen what he decides on. What the applicant says meanwhile does not count, so that nobody can keep
 * the house from acting; it does for the record of the hearing, which answers it.
 */
function isStale(seen: number, state: ApplicationState, name: CommandName): boolean {
  const { version, decidedOnVersion = version, saidVersion = 0 } = state;
  const needed = name === 'record-hearing' ? Math.max(decidedOnVersion, saidVersion) : decidedOnVersion;
  return seen < needed || seen > version;
}

function apply(state: ApplicationState, request: Request, basis: Basis): Ruling {
  const { command } = request;
  switch (command.name) {
    case 'appoint-executor':
      return appointExecutor(state, { ...request, command }, basis);
    case 'record-completeness':
      return recordCompleteness(state, { ...request, command }, basis);
    case 'record-conformity':
      return recordConformity(state, { ...request, command }, basis);
    case 'approve-preliminary-refusal':
      return approvePreliminaryRefusal(state, { ...request, command }, basis);
    case 'return-preliminary-refusal':
      return returnPreliminaryRefusal(state, { ...request, command }, basis);
    case 'record-receipt':
      return recordReceipt(state, { ...request, command }, basis);
    case 'object':
      return objectToRefusal(state, { ...request, command }, basis);
    case 'request-oral-hearing':
      return requestOralHearing(state, { ...request, command }, basis);
    case 'waive-hearing':
      return waiveHearing(state, { ...request, command }, basis);
    case 'supply-documents':
      return supplyDocuments(state, { ...request, command }, basis);
    case 'withdraw':
      return withdraw(state, { ...request, command }, basis);
    case 'record-hearing':
      return recordHearing(state, { ...request, command }, basis);
    case 'draft-result':
      return draftResult(state, { ...request, command }, basis);
    case 'return-draft':
      return returnDraft(state, { ...request, command }, basis);
    case 'sign-decision':
      return signDecision(state, { ...request, command }, basis);
    default:
      return assertNever(command);
  }
}

/** Every step ends so, whatever brought it: its terms have the status of its facts, legal facts raise its version. */
function conclude(before: ApplicationState, taken: Step, at: Instant, by?: MilestoneKind): Step {
  const ruling = judgeTerms(before, taken, at, by);
  const legal = ruling.events.map(({ type }) => type).filter((type) => eventRules[type].legal);
  if (legal.length === 0) return ruling;

  const version = before.version + 1;
  const isSaid = (type: EventType) => saidAtHearing.includes(type);
  const { decidedOnVersion = before.version } = before;
  const state = {
    ...ruling.state,
    version,
    decidedOnVersion: legal.every(isSaid) ? decidedOnVersion : version,
    ...(legal.some(isSaid) ? { saidVersion: version } : {}),
  };
  return step(state, ruling.events, ruling.effects);
}

function refuse(state: ApplicationState, request: Request, { code, params, opensAt }: Obstacle): Refused {
  const { id, actor, at, command } = request;
  const stage = stageToldTo(actor, state);
  const isVain = isRefusedWhateverItSays(code, command.name);
  const allowed = allowedCommands(state, actor, at).filter((name) => name !== command.name || !isVain);
  const refusal = { code, stage, params, opensAt, allowed };
  return {
    kind: 'refused',
    refusal,
    event: happened('command-refused', at, actor, { command: command.name, code, id }),
  };
}

/** Whether the same command would meet the same reason, whatever it said. */
function isRefusedWhateverItSays(code: RefusalCode, name: CommandName): boolean {
  if (code === 'finding-not-negative') return name === 'approve-preliminary-refusal';
  return refusalRules[code].group === 'stage' || code === 'date-outside-calendar';
}
