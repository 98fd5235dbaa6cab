import type { Instant } from '../../calendars/instant.ts';
import { isWorkingDay } from '../../calendars/working-days.ts';
import { parsePersonId, parseStaffId } from '../case/ids.ts';
import type { PersonId, StaffId } from '../case/ids.ts';
import type { Basis } from '../case/basis.ts';
import type { Actor } from '../case/actor.ts';
import type { Command, GroundFound, HearingPlan } from './commands.ts';

import { currentNotice, negativeFinding } from './state.ts';
import type { ApplicationState } from './state.ts';
import { awaitsRecord } from './term-statuses.ts';
import { dayOf, firstWorkingDayAfter, isOfficeTime, openingOf } from '../case/counting.ts';
import type { NoticeId } from '../case/ids.ts';

/** What an application can come to. `deemed-refused` is nobody's act: the term lapses without a result. */
export const outcomes = [
  'issued',
  'refused-after-hearing',
  'refused-directly',
  'terminated',
  'deemed-refused',
] as const;
export type Outcome = (typeof outcomes)[number];

/** The next thing on the way to an outcome: a command, evidence of a posting, or nothing but time. */
export type Move =
  | { readonly kind: 'command'; readonly actor: Actor; readonly command: Command }
  | { readonly kind: 'post-notice'; readonly noticeId: NoticeId }
  /** For the next thing that time brings, or until a moment. */
  | { readonly kind: 'wait'; readonly until?: Instant };

const wait: Move = { kind: 'wait' };

/**
 * The next move towards an outcome. This function knows the path, but not when or by whom a move is allowed: the rules say that
 * when the move is tried. If no path is left, it gives a move that the rules refuse, with their reason.
 */
export function moveToward(outcome: Outcome, state: ApplicationState, at: Instant, basis: Basis): Move {
  if (outcome === 'deemed-refused') return wait;
  if (outcome === 'terminated' && state.withdrawnAt === null)
    return portal({ name: 'withdraw', termination: unwritten });
  if (state.stage === 'received') return wait;
  if (state.withdrawnAt !== null)
    return outcome === 'terminated' ? sign(state) : draft(state, outcome === 'issued' ? 'issue' : 'refuse');
  if (state.stage === 'registered') {
    const appointed = { staff: someExecutor.staff, person: someExecutor.person, heads: [someHead.person] };
    return head({ name: 'appoint-executor', ...appointed });
  }
  switch (outcome) {
    case 'issued':
      return towardIssue(state);
    case 'refused-directly':
      return towardDirectRefusal(state);
    case 'refused-after-hearing':
      return towardHeardRefusal(state, at, basis);
    case 'terminated':
      return sign(state);
  }
}

function towardIssue(state: ApplicationState): Move {
  switch (state.stage) {
    case 'completeness-check':
      return executor(state, { name: 'record-completeness', finding: 'complete' });
    case 'conformity-check':
      return executor(state, { name: 'record-conformity', finding: 'conforms', checklist: [] });
    case 'preliminary-refusal':
      return head({ name: 'return-preliminary-refusal', reasons: unwritten });
    case 'signing':
      return state.draft?.result === 'issue' ? sign(state) : giveBack();
    default:
      return draft(state, 'issue');
  }
}

function towardDirectRefusal(state: ApplicationState): Move {
  const direct = negativeFinding(state)?.route === 'direct';
  if (state.stage === 'preliminary-refusal')
    return head({ name: 'return-preliminary-refusal', reasons: unwritten });
  if (state.stage === 'signing') return direct && state.draft?.result === 'refuse' ? sign(state) : giveBack();
  if (state.stage === 'drafting' && direct) return draft(state, 'refuse');
  const found = { finding: 'incomplete', missing: [], reasons: unwritten } as const;
  return executor(state, { name: 'record-completeness', ...found });
}

function towardHeardRefusal(state: ApplicationState, at: Instant, basis: Basis): Move {
  const finding = negativeFinding(state);
  const heard = finding?.route === 'hearing' && state.hearing?.record?.outcome === 'upheld';
  switch (state.stage) {
    case 'completeness-check':
      return executor(state, { name: 'record-completeness', finding: 'complete' });
    case 'preliminary-refusal':
      return (
        postingOf(state) ??
        head({
          name: 'approve-preliminary-refusal',
          hearing: hearingAfter(at, basis),
          ...(finding?.proposal && { sha256: finding.proposal.sha256 }),
        })
      );
    case 'hearing':
      return towardEndOfHearing(state, at, basis);
    case 'signing':
      return heard && state.draft?.result === 'refuse' ? sign(state) : giveBack();
    case 'drafting':
      if (heard) return draft(state, 'refuse');
      break;
    default:
  }
  // Grounds that were notified once need no second notice.
  const grounds = finding?.grounds ?? state.notices.at(-1)?.grounds ?? someGround(basis);
  const found = { finding: 'does-not-conform', grounds, reasons: unwritten } as const;
  return executor(state, { name: 'record-conformity', ...found, hearing: hearingAfter(at, basis) });
}

/** The applicant is assumed to say nothing more; the executor records what was said. */
function towardEndOfHearing(state: ApplicationState, at: Instant, basis: Basis): Move {
  const posting = postingOf(state);
  const { hearing } = state;
  if (posting || hearing === null) return posting ?? wait;
  if (hearing.receivedAt === null) {
    const { noticeId } = hearing;
    const receipt = { noticeId, channel: 'cabinet', at, evidence: unwritten };
    return {
      kind: 'command',
      actor: { role: 'notifier', client: 'any' },
      command: { name: 'record-receipt', ...receipt },
    };
  }
  if (!awaitsRecord(hearing)) return wait;
  const form = hearing.oralRequestedAt === null ? 'written' : 'oral';
  if (form === 'oral' && !isOfficeTime(at, basis)) return { kind: 'wait', until: nextOpening(at, basis) };
  const record = { form, outcome: 'upheld', text: unwritten } as const;
  return executor(state, {
    name: 'record-hearing',
    ...record,
    ...(form === 'oral' ? { heldAt: at } : {}),
  });
}

/** When the office opens next. */
function nextOpening(at: Instant, basis: Basis): Instant {
  const today = dayOf(at, basis);
  const opens = isWorkingDay(basis.calendar, today) ? openingOf(today, basis) : at;
  return opens > at ? opens : openingOf(firstWorkingDayAfter(at, basis), basis);
}

function postingOf(state: ApplicationState): Move | null {
  const notice = currentNotice(state);
  return notice?.status === 'approved' ? { kind: 'post-notice', noticeId: notice.id } : null;
}

/** The executor's draft, whether or not it may be handed over now. */
export function draft(state: ApplicationState, result: 'issue' | 'refuse'): Exclude<Move, { kind: 'wait' }> {
  const grounds = result === 'refuse' ? (negativeFinding(state)?.grounds ?? []) : [];
  return executor(state, {
    name: 'draft-result',
    result,
    grounds: grounds.map(({ ground }) => ground),
    answersObjections: true,
    sha256: unwritten,
  });
}

function giveBack(): Move {
  return head({ name: 'return-draft', to: 'drafting', reasons: unwritten });
}

function sign({ draft: shown }: ApplicationState): Move {
  if (shown === null) return wait;
  return head({ name: 'sign-decision', draftId: shown.id, sha256: shown.sha256 });
}

function portal(command: Command): Move {
  return { kind: 'command', actor: { role: 'portal', client: 'any' }, command };
}

function head(command: Command): Move {
  return { kind: 'command', actor: { role: 'head', ...someHead }, command };
}

function executor(state: ApplicationState, command: Command): Exclude<Move, { kind: 'wait' }> {
  const { staff, person } = state.executor ?? someExecutor;
  return { kind: 'command', actor: { role: 'executor', staff, person }, command };
}

/** The hearing on the next working day. */
function hearingAfter(at: Instant, basis: Basis): HearingPlan {
  return { at: openingOf(firstWorkingDayAfter(at, basis), basis), way: 'written' };
}

/** A ground that names a document, as a ground of a refusal must. */
function someGround({ regulation }: Basis): readonly GroundFound[] {
  const ground = regulation.refusalGrounds[0]?.id ?? '';
  return [{ ground, fields: [], documents: [regulation.documentKinds[0]?.id ?? ''] }];
}

// Persons without any part in the case: a head who examined nothing, an executor who decided nothing. Digests stand for no text.
const someHead = somebody('any-head');
const someExecutor = somebody('any-executor');
const unwritten = '0'.repeat(64);

function somebody(name: string): { readonly staff: StaffId; readonly person: PersonId } {
  const [staff, person] = [parseStaffId(name), parsePersonId(name)];
  if (staff === null || person === null) throw new Error(`'${name}' is nobody's name`);
  return { staff, person };
}
