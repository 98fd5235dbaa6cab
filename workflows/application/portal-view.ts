import type { Stage } from '../../regulation/statuses.ts';
import type { TermName } from '../../regulation/terms.ts';
import type { Actor } from '../case/actor.ts';
import type { Deadline } from './deadlines.ts';
import type { ApplicationEvent, EventType } from './events.ts';
import { untoldEvents } from './portal-facts.ts';
import { isFinal } from './stages.ts';
import { negativeFinding } from './state.ts';
import type { ApplicationState, Check } from './state.ts';

/** Terms of officers that say how far a check has come. */
export const houseTerms: readonly TermName[] = ['completeness-check', 'conformity-check'];

/**
 * Alarms of a hearing. One that sounds while a check goes on for the applicant says which (`checkOnView`) and stays in the house:
 * when another finding has put the hearing aside it does not sound.
 */
export const hearingAlarms = ['receipt-unproved', 'refusal-opened'] as const satisfies readonly EventType[];

/**
 * Whether a portal is told of an event, by the trail, by a letter, or by a feed: at once, or never. What it is told names no
 * account of the staff register (`dataForPortal`): who examines it now, the application itself says to who asks.
 */
export function portalSees({ type, data }: Pick<ApplicationEvent, 'type' | 'data'>): boolean {
  // That a check has run over its term would tell, by being absent, that its finding lies with the head.
  return (
    !untoldEvents.includes(type) &&
    !(data['check'] !== undefined && hearingAlarms.some((alarm) => alarm === type)) &&
    !(type === 'term-missed' && houseTerms.some((term) => term === data['term']))
  );
}

/** Members of an event's data that name accounts of the staff register. */
const staffMembers = ['executor', 'former'];

/** What an event says to a portal: it is posted, and kept by others, so it tells that something was done and not by whom. */
export function dataForPortal(data: ApplicationEvent['data']): ApplicationEvent['data'] {
  return Object.fromEntries(Object.entries(data).filter(([name]) => !staffMembers.includes(name)));
}

/**
 * The application as its applicant has been told of it: a state like any other, as if what he was not told had not happened.
 * A negative finding before its notice went out leaves the check it came from under way; a draft leaves the application
 * where it was drafted. Only the version counts all facts, since it is what commands name.
 */
export function portalView(state: ApplicationState): ApplicationState {
  const stage = stageForPortal(state);
  const deadlines = state.deadlines.map((each) => ({ ...each, status: statusForPortal(each, stage, state) }));
  // A withdrawal ends a check without a word on what it had found by then.
  const untoldCheck = checkOf(stage) !== null || state.withdrawnAt !== null;
  return {
    ...state,
    stage,
    deadlines,
    finding: untoldCheck || findingIsUntold(state) ? null : state.finding,
    notices: state.notices.filter(({ status }) => status === 'sent'),
    // While a check goes on no hearing is shown: a new finding would make it disappear. Its window stays in the deadlines.
    hearing: untoldCheck ? null : state.hearing,
    draft: state.draft?.result === 'terminate' ? state.draft : null,
  };
}

/** The stage that a portal sees. */
export function stageForPortal(state: ApplicationState): Stage {
  const { stage, hearing } = state;
  // A withdrawal was the applicant's own word: what follows it is no secret to him.
  if (isFinal(stage) || state.withdrawnAt !== null) return stage;
  const untold = findingIsUntold(state) ? negativeFinding(state) : null;
  if (untold && checkOf(stage) === null) return `${untold.check}-check`;
  if (stage !== 'signing') return stage;
  // A favourable draft made while the hearing goes on: without it, the hearing is what he sees.
  return negativeFinding(state) !== null && hearing?.closedAt === null ? 'hearing' : 'drafting';
}

/** A negative finding is told by its notice, which opens the hearing, or by the result; a termination speaks of none. */
function findingIsUntold(state: ApplicationState): boolean {
  return negativeFinding(state) !== null && state.hearing === null && state.stage !== 'refused';
}

/** What an alarm of a hearing says of a check that goes on for the applicant. */
export function checkOnView(state: ApplicationState): { readonly check?: Check } {
  const check = checkOf(stageForPortal(state));
  return check === null ? {} : { check };
}

/** The stage that an actor is told of. */
export function stageToldTo(actor: Actor, state: ApplicationState): Stage {
  return actor.role === 'portal' || actor.role === 'notifier' ? stageForPortal(state) : state.stage;
}

function checkOf(stage: Stage): Check | null {
  if (stage === 'completeness-check') return 'completeness';
  return stage === 'conformity-check' ? 'conformity' : null;
}

/** Whether a term of a check was met and its applicant has not been told so: while the check goes on for him, he sees it open. */
export function isKeptUntold(deadline: Deadline, state: ApplicationState): boolean {
  return deadline.status === 'met' && statusForPortal(deadline, stageForPortal(state), state) === 'open';
}

/** While a check goes on, its term is open: whether the officer kept it is told with what he found. */
function statusForPortal(
  { term, status }: Deadline,
  shown: Stage,
  state: ApplicationState,
): Deadline['status'] {
  const closed = status === 'met' || status === 'missed';
  // A withdrawal makes the checks needless: that the term of one was kept would tell that something was found.
  if (closed && state.withdrawnAt !== null && houseTerms.includes(term)) return 'not-needed';
  const before: readonly Stage[] = ['received', 'registered', 'completeness-check'];
  if (term === 'completeness-check' && closed) return before.includes(shown) ? 'open' : status;
  if (term === 'conformity-check' && closed)
    return [...before, 'conformity-check'].includes(shown) ? 'open' : status;
  // Closed without a notice, the gate says nothing of whether one was wanted.
  if (term === 'preliminary-refusal-notice' && status === 'missed')
    return state.notices.some((notice) => notice.status === 'sent') ? status : 'not-needed';
  return status;
}
