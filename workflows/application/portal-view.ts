import type { Stage } from '../../regulation/statuses.ts';
import type { TermName } from '../../regulation/terms.ts';
import type { Actor } from '../case/actor.ts';
import type { Deadline } from './deadlines.ts';
import type { ApplicationEvent, EventType } from './events.ts';
import { untoldEvents } from './portal-facts.ts';
import { isFinal } from './stages.ts';
import { negativeFinding } from './state.ts';
import type { ApplicationState, Check } from './state.ts';

/** Terms of officers that would show how far a check has come. */
export const houseTerms: readonly TermName[] = ['completeness-check', 'conformity-check'];

/**
 * Alarms of a hearing. If the applicant sees a check under way when the alarm comes, the alarm names that check (`checkOnView`)
 * and portals do not learn of it: after another finding has set the hearing aside there is no such alarm.
 */
export const hearingAlarms = ['receipt-unproved', 'refusal-opened'] as const satisfies readonly EventType[];

/**
 * Whether a portal learns of an event, by the trail, a letter or a feed: at once, or never. It never names an account of the staff
 * register (`dataForPortal`): the application itself shows who examines it now.
 */
export function portalSees({ type, data }: Pick<ApplicationEvent, 'type' | 'data'>): boolean {
  // If portals saw that a check missed its term, the absence of that entry would show that the finding is with the head.
  return (
    !untoldEvents.includes(type) &&
    !(data['check'] !== undefined && hearingAlarms.some((alarm) => alarm === type)) &&
    !(type === 'term-missed' && houseTerms.some((term) => term === data['term']))
  );
}

/** Members of an event's data that name accounts of the staff register. */
const staffMembers = ['executor', 'former'];

/** What a portal gets of an event. It is posted and kept by others, so it says that something was done and not by whom. */
export function dataForPortal(data: ApplicationEvent['data']): ApplicationEvent['data'] {
  return Object.fromEntries(Object.entries(data).filter(([name]) => !staffMembers.includes(name)));
}

/**
 * The application as the applicant knows it: a state like any other, as if the facts that the applicant has not been told had not
 * happened. Until the notice of a negative finding is sent, its check is shown as under way; a draft is not shown. Only the
 * version counts all facts, since commands name it.
 */
export function portalView(state: ApplicationState): ApplicationState {
  const stage = stageForPortal(state);
  const deadlines = state.deadlines.map((each) => ({ ...each, status: statusForPortal(each, stage, state) }));
  // A withdrawal ends a check; what the check had found by then is never shown.
  const untoldCheck = checkOf(stage) !== null || state.withdrawnAt !== null;
  return {
    ...state,
    stage,
    deadlines,
    finding: untoldCheck || findingIsUntold(state) ? null : state.finding,
    notices: state.notices.filter(({ status }) => status === 'sent'),
    // While a check is under way no hearing is shown, since a new finding would make it disappear. The deadlines keep its window.
    hearing: untoldCheck ? null : state.hearing,
    draft: state.draft?.result === 'terminate' ? state.draft : null,
  };
}

/** The stage that a portal sees. */
export function stageForPortal(state: ApplicationState): Stage {
  const { stage, hearing } = state;
  // The applicant asked for the withdrawal: what follows is not hidden.
  if (isFinal(stage) || state.withdrawnAt !== null) return stage;
  const untold = findingIsUntold(state) ? negativeFinding(state) : null;
  if (untold && checkOf(stage) === null) return `${untold.check}-check`;
  if (stage !== 'signing') return stage;
  // A favourable draft that was made during the hearing is hidden: the applicant still sees the hearing.
  return negativeFinding(state) !== null && hearing?.closedAt === null ? 'hearing' : 'drafting';
}

/** The applicant learns of a negative finding by its notice, or by the result; never by a termination act. */
function findingIsUntold(state: ApplicationState): boolean {
  return negativeFinding(state) !== null && state.hearing === null && state.stage !== 'refused';
}

/** What an alarm of a hearing says of a check that the applicant sees under way. */
export function checkOnView(state: ApplicationState): { readonly check?: Check } {
  const check = checkOf(stageForPortal(state));
  return check === null ? {} : { check };
}

/** The stage that an actor sees. */
export function stageToldTo(actor: Actor, state: ApplicationState): Stage {
  return actor.role === 'portal' || actor.role === 'notifier' ? stageForPortal(state) : state.stage;
}

function checkOf(stage: Stage): Check | null {
  if (stage === 'completeness-check') return 'completeness';
  return stage === 'conformity-check' ? 'conformity' : null;
}

/** Whether a term of a check was met while the applicant still sees the check under way, and therefore the term open. */
export function isKeptUntold(deadline: Deadline, state: ApplicationState): boolean {
  return deadline.status === 'met' && statusForPortal(deadline, stageForPortal(state), state) === 'open';
}

/** While a check is under way its term is shown as open: whether the officer met it becomes known together with the finding. */
function statusForPortal(
  { term, status }: Deadline,
  shown: Stage,
  state: ApplicationState,
): Deadline['status'] {
  const closed = status === 'met' || status === 'missed';
  // A withdrawal makes the checks needless. A term shown as met would reveal that something was found.
  if (closed && state.withdrawnAt !== null && houseTerms.includes(term)) return 'not-needed';
  const before: readonly Stage[] = ['received', 'registered', 'completeness-check'];
  if (term === 'completeness-check' && closed) return before.includes(shown) ? 'open' : status;
  if (term === 'conformity-check' && closed)
    return [...before, 'conformity-check'].includes(shown) ? 'open' : status;
  // A gate that closes without a notice does not show whether a notice was intended.
  if (term === 'preliminary-refusal-notice' && status === 'missed')
    return state.notices.some((notice) => notice.status === 'sent') ? status : 'not-needed';
  return status;
}
