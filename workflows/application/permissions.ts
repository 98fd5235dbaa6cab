import type { Instant } from '../../calendars/instant.ts';
import type { Actor, CommandName, Role } from './commands.ts';
import { isHandedOver } from './deeds.ts';
import { obstacle } from './ruling.ts';
import type { Obstacle } from './ruling.ts';
import { isFinal, noticeNeeded, openStages, stagesNeeded } from './stages.ts';
import type { Stage } from '../../regulation/statuses.ts';
import { currentNotice, negativeFinding } from './state.ts';
import type { ApplicationState } from './state.ts';
import { deadlineOf } from './deadlines.ts';
import { standsAgainst } from './term-statuses.ts';

/** What can be said about a command before its content is known. */
interface CommandRule {
  readonly role: Role;
  readonly stages: readonly Stage[];
  /** A reason against it now, beyond stage and person. */
  readonly against?: (state: ApplicationState, at: Instant) => Obstacle | null;
  /** The instant from which it will be refused, when one is known. */
  readonly until?: (state: ApplicationState, at: Instant) => Instant | null;
}

const afterRegistration = openStages.filter((stage) => stage !== 'received');
// Whatever the house does meanwhile, the answer to an applicant is about the hearing and its window, not about the stage.
const stagesOfHearing = afterRegistration.filter((stage) => stage !== 'registered');

/** A favourable draft may lie with the head while the hearing goes on: it takes nothing from the applicant. */
const whileItIsHeard: readonly Stage[] = ['hearing', 'signing'];

export const commandRules: Readonly<Record<CommandName, CommandRule>> = {
  'appoint-executor': { role: 'head', stages: afterRegistration },
  'record-completeness': {
    role: 'executor',
    stages: ['completeness-check', 'drafting'],
    against: completenessWasNotInQuestion,
  },
  'record-conformity': { role: 'executor', stages: ['conformity-check', 'drafting'] },
  'approve-preliminary-refusal': {
    role: 'head',
    stages: ['preliminary-refusal', 'hearing'],
    against: (state, at) => noticeStands(state) ?? gateIsClosed(state, at),
    until: gateClosing,
  },
  'return-preliminary-refusal': { role: 'head', stages: ['preliminary-refusal'] },
  'record-receipt': { role: 'notifier', stages: afterRegistration, against: noNoticeWasSent },
  object: {
    role: 'portal',
    stages: stagesOfHearing,
    against: (state, at) => windowIsClosed(state, at) ?? isFull(state.hearing?.objectedAt.length),
    until: windowEnd,
  },
  'request-oral-hearing': {
    role: 'portal',
    stages: stagesOfHearing,
    against: (state, at) =>
      windowIsClosed(state, at) ?? (state.hearing?.oralRequestedAt ? obstacle('already-requested') : null),
    until: windowEnd,
  },
  'waive-hearing': {
    role: 'portal',
    stages: whileItIsHeard,
    against: (state, at) => hearingIsOver(state) ?? windowIsClosed(state, at) ?? waiverIsBarred(state),
    until: windowEnd,
  },
  'supply-documents': {
    role: 'portal',
    stages: whileItIsHeard,
    against: (state) => hearingIsOver(state) ?? isFull(state.hearing?.supplies),
  },
  withdraw: { role: 'portal', stages: openStages },
  'record-hearing': {
    role: 'executor',
    stages: ['hearing'],
    against: (state) => (state.hearing?.record ? obstacle('record-already-made') : null),
  },
  'draft-result': {
    role: 'executor',
    stages: ['hearing', 'drafting', 'signing'],
    against: draftLiesWithTheHead,
  },
  'return-draft': { role: 'head', stages: ['signing'], until: draftEnd },
  'sign-decision': { role: 'head', stages: ['signing'], against: refusalIsNotOpen, until: draftEnd },
};

/** Who fell ill is replaced after a withdrawal too; where nobody was appointed, the termination act needs nobody. */
function isLeftByWithdrawal(name: CommandName, { executor }: ApplicationState): boolean {
  if (name === 'appoint-executor') return executor !== null;
  return name === 'draft-result' || name === 'sign-decision';
}

/** Deeds of a head that decide; who examined never does them (rule of separation of duties). */
const decisions: readonly CommandName[] = ['approve-preliminary-refusal', 'sign-decision'];

/**
 * The reason why an actor may not give a command now, or null. It looks at stage, person and time only:
 * what the command contains is judged when it is applied.
 */
export function against(
  state: ApplicationState,
  name: CommandName,
  actor: Actor,
  at: Instant,
): Obstacle | null {
  const rule = commandRules[name];
  if (isFinal(state.stage)) return obstacle('application-closed');
  if (state.withdrawnAt !== null && !isLeftByWithdrawal(name, state)) {
    return obstacle(name === 'withdraw' ? 'already-withdrawn' : 'withdrawn-only-termination');
  }
  if (!rule.stages.includes(state.stage)) {
    // Registration comes by itself, and what asks for nothing else is open then.
    const opens = state.stage === 'received' && rule.stages.includes('registered') && !rule.against;
    const opensAt = opens ? state.registersAt : null;
    const told = rule.role === 'portal' ? noticeNeeded : stagesNeeded(...stagesFor(rule, state.stage));
    return obstacle('wrong-stage', told, opensAt);
  }
  return personIsBarred(state, name, actor) ?? rule.against?.(state, at) ?? null;
}

/** The stages that a command waits for: the next one when all lie ahead. */
function stagesFor({ stages }: CommandRule, stage: Stage): readonly Stage[] {
  const [first] = stages;
  const allAhead = first !== undefined && openStages.indexOf(stage) < openStages.indexOf(first);
  return allAhead ? [first] : stages;
}

/** The instant from which a command allowed now will be refused, or null when none is known. */
export function allowedUntil(state: ApplicationState, name: CommandName, at: Instant): Instant | null {
  return commandRules[name].until?.(state, at) ?? null;
}

// The API lets nobody through to another role's command; whoever comes all the same gets no further here.
function wrongRole(needed: Role): Obstacle {
  if (needed === 'executor') return obstacle('not-the-appointed-executor');
  if (needed === 'head') return obstacle('examiner-may-not-decide');
  return obstacle('wrong-stage', noticeNeeded);
}

function personIsBarred(state: ApplicationState, name: CommandName, actor: Actor): Obstacle | null {
  const { role } = commandRules[name];
  if (actor.role !== role) return wrongRole(role);
  if ('party' in actor && actor.party !== undefined)
    return obstacle('party-to-the-application', { party: actor.party });
  if (actor.role === 'executor' && actor.staff !== state.executor?.staff)
    return obstacle('not-the-appointed-executor');
  if (!isHandedOver(actor, name)) return obstacle('outside-the-delegation');
  const decides = decisions.includes(name) && state.draft?.result !== 'terminate';
  if (actor.role === 'head' && decides && state.examiners.includes(actor.person))
    return obstacle('examiner-may-not-decide');
  return null;
}

function completenessWasNotInQuestion(state: ApplicationState): Obstacle | null {
  const again = state.stage === 'completeness-check' || state.finding?.check === 'completeness';
  return again ? null : obstacle('wrong-stage', stagesNeeded('completeness-check'));
}

function noticeStands(state: ApplicationState): Obstacle | null {
  if (currentNotice(state)?.status === 'approved') return obstacle('notice-already-approved');
  if (state.stage === 'hearing' && state.hearing?.receivedAt) return obstacle('receipt-already-proved');
  return null;
}

function gateIsClosed(state: ApplicationState, at: Instant): Obstacle | null {
  const { refusalGateAt, lapseAt } = state.gates;
  if (at < refusalGateAt || at >= lapseAt) return null;
  return obstacle('refusal-gate-closed', { closedAt: refusalGateAt }, lapseAt);
}

/** Amendments can protect the gate beyond the lapse of the term: then it never closes. */
function gateClosing({ gates }: ApplicationState, at: Instant): Instant | null {
  const { refusalGateAt, lapseAt } = gates;
  return at < refusalGateAt && refusalGateAt < lapseAt ? refusalGateAt : null;
}

function noNoticeWasSent(state: ApplicationState): Obstacle | null {
  return state.notices.some((notice) => notice.status === 'sent') ? null : obstacle('notice-not-sent');
}

function windowIsClosed(state: ApplicationState, at: Instant): Obstacle | null {
  const told = deadlineOf(state.deadlines, 'objection')?.at ?? null;
  const end = state.hearing === null ? told : state.hearing.windowEndsAt;
  if (state.hearing === null && (end === null || at < end)) return obstacle('wrong-stage', noticeNeeded);
  return end !== null && at >= end ? obstacle('objection-window-closed', { closedAt: end }) : null;
}

/**
 * How many objections, and how many supplies of documents, one hearing takes: more than anybody needs who has two working days
 * to speak, and few enough to be read and answered.
 */
export const mostAtOneHearing = 5;

function isFull(count: number | undefined): Obstacle | null {
  return (count ?? 0) < mostAtOneHearing
    ? null
    : obstacle('hearing-limit-reached', { most: mostAtOneHearing });
}

function hearingIsOver({ hearing }: ApplicationState): Obstacle | null {
  return hearing === null || hearing.closedAt !== null ? obstacle('wrong-stage', noticeNeeded) : null;
}

/** Until when a draft lies with the head: a direct refusal until D2 18:30, any result of the term until D8 18:30. */
function draftEnd({ draft, deadlines, finding }: ApplicationState): Instant | null {
  if (draft === null || draft.result === 'terminate') return null;
  const direct = draft.result === 'refuse' && finding?.kind === 'negative' && finding.route === 'direct';
  const ends = (['result', ...(direct ? (['completeness-check'] as const) : [])] as const)
    .map((term) => deadlineOf(deadlines, term))
    .flatMap((deadline) => (deadline && deadline.at > draft.at ? [deadline.at] : []));
  return ends.toSorted()[0] ?? null;
}

function windowEnd(state: ApplicationState): Instant | null {
  return state.hearing?.windowEndsAt ?? null;
}

function waiverIsBarred(state: ApplicationState): Obstacle | null {
  if (state.hearing?.waivedAt) return obstacle('already-waived');
  return state.hearing && standsAgainst(state.hearing) ? obstacle('waiver-against-objection') : null;
}

/** In `signing` the executor may only replace the termination act that the system prepared after a withdrawal. */
function draftLiesWithTheHead(state: ApplicationState): Obstacle | null {
  return state.stage === 'signing' && state.withdrawnAt === null
    ? obstacle('wrong-stage', stagesNeeded('hearing', 'drafting'))
    : null;
}

function refusalIsNotOpen(state: ApplicationState, at: Instant): Obstacle | null {
  if (state.draft?.result !== 'refuse' || negativeFinding(state)?.route === 'direct') return null;
  const opening = deadlineOf(state.deadlines, 'earliest-refusal');
  if (state.hearing?.closedAt == null || opening === null) return obstacle('refusal-not-heard');
  return at < opening.at ? obstacle('refusal-not-open-yet', { opensAt: opening.at }, opening.at) : null;
}
