import type { Instant } from '../../calendars/instant.ts';
import { isWorkingDay } from '../../calendars/working-days.ts';
import { aigerim, baurzhan, danaAsHead, digest, ground, notifier, saule } from '../builders.ts';
import type { Actor } from '../../workflows/case/actor.ts';
import type { Command } from '../../workflows/application/commands.ts';
import type { ApplicationState } from '../../workflows/application/state.ts';
import { dayOf, firstWorkingDayAfter, isOfficeTime, openingOf } from '../../workflows/case/counting.ts';
import { isFinal } from '../../workflows/application/stages.ts';
import { hand, lastAnswer, pass, provePosting } from './line.ts';
import type { Line } from './line.ts';
import { hearingAfter, proposalShown } from './story.ts';

/** Where an application is to be brought. A withdrawn one can only be terminated. */
export type Goal = 'issued' | 'refused';

/**
 * Brings an application to an end by lawful steps of well-meaning people, as a proof that it is not stuck.
 * Null when some step is refused or nothing leads on.
 */
export function finish(line: Line, goal: Goal): Line | null {
  let going: Line | null = line;
  for (let steps = 0; going !== null && steps < 40; steps += 1) {
    if (isFinal(going.state.stage)) return going;
    going = stepTowards(going, goal);
  }
  return null;
}

function stepTowards(line: Line, goal: Goal): Line | null {
  const { state } = line;
  const examiner: Actor = state.executor
    ? { role: 'executor', staff: state.executor.staff, person: state.executor.person }
    : aigerim;
  const signer = freeHead(state);
  const drafted = (result: 'issue' | 'refuse') =>
    attempt(line, examiner, {
      name: 'draft-result',
      result,
      grounds: result === 'refuse' ? grounds(state) : [],
      answersObjections: true,
      sha256: digest(`${result} ${line.turns.length}`),
    });
  if (state.withdrawnAt !== null)
    return state.stage === 'received' ? pass(line, state.registersAt) : sign(line, signer);
  switch (state.stage) {
    case 'received':
      return pass(line, state.registersAt);
    case 'registered':
      return attempt(line, baurzhan, {
        name: 'appoint-executor',
        staff: aigerim.staff,
        person: aigerim.person,
        heads: [baurzhan.person, saule.person],
      });
    case 'completeness-check':
      return attempt(line, examiner, { name: 'record-completeness', finding: 'complete' });
    case 'conformity-check':
      return goal === 'issued'
        ? attempt(line, examiner, { name: 'record-conformity', finding: 'conforms', checklist: [] })
        : findAgainst(line, examiner);
    case 'preliminary-refusal':
      return goal === 'issued'
        ? attempt(line, signer, { name: 'return-preliminary-refusal', reasons: digest('no') })
        : announce(line, signer);
    case 'hearing':
      return goal === 'issued' ? drafted('issue') : hear(line, examiner);
    case 'drafting':
      return goal === 'issued' ? drafted('issue') : (drafted('refuse') ?? findAgainst(line, examiner));
    case 'signing': {
      const right = state.draft?.result === (goal === 'issued' ? 'issue' : 'refuse');
      return right
        ? sign(line, signer)
        : attempt(line, signer, { name: 'return-draft', to: 'drafting', reasons: digest('no') });
    }
    default:
      return null;
  }
}

function findAgainst(line: Line, examiner: Actor): Line | null {
  return attempt(line, examiner, {
    name: 'record-conformity',
    finding: 'does-not-conform',
    grounds: [ground()],
    reasons: digest('why'),
    proposal: digest('proposed'),
    hearing: hearingAfter(line.now, line.basis),
  });
}

/** Approves the notice, after the lapse where the gate has closed, and proves its posting. */
function announce(line: Line, signer: Actor): Line | null {
  const { gates } = line.state;
  const waiting = line.postings[0];
  if (waiting) return provePosting(line, waiting.noticeId, line.now);
  if (line.now >= gates.refusalGateAt && line.now < gates.lapseAt) return pass(line, gates.lapseAt);
  return attempt(line, signer, {
    name: 'approve-preliminary-refusal',
    hearing: hearingAfter(line.now, line.basis),
    ...proposalShown(line.state),
  });
}

/** Proves receipt, answers what was said, and waits for the end of the window. */
function hear(line: Line, examiner: Actor): Line | null {
  const { hearing } = line.state;
  if (hearing === null) return null;
  const { noticeId, receivedAt, windowEndsAt, record } = hearing;
  if (receivedAt === null || windowEndsAt === null) {
    const evidence = digest('seen');
    return attempt(line, notifier, {
      name: 'record-receipt',
      noticeId,
      channel: 'cabinet',
      at: line.now,
      evidence,
    });
  }
  const said =
    hearing.objectedAt.length > 0 || hearing.oralRequestedAt !== null || hearing.unansweredDocuments;
  if (said && record === null) {
    // An oral hearing is held when the office is open.
    if (hearing.oralRequestedAt !== null && !isOfficeTime(line.now, line.basis))
      return pass(line, openingAfter(line));
    const common = { name: 'record-hearing', outcome: 'upheld', text: digest('record') } as const;
    return attempt(
      line,
      examiner,
      hearing.oralRequestedAt === null
        ? { ...common, form: 'written' }
        : { ...common, form: 'oral', heldAt: line.now },
    );
  }
  // A window that is over closes a hearing by itself: if it did not, nothing leads on.
  return line.now < windowEndsAt ? pass(line, windowEndsAt) : null;
}

function openingAfter({ now, basis }: Line): Instant {
  const today = dayOf(now, basis);
  const opens = openingOf(today, basis);
  return isWorkingDay(basis.calendar, today) && opens > now
    ? opens
    : openingOf(firstWorkingDayAfter(now, basis), basis);
}

function sign(line: Line, signer: Actor): Line | null {
  const { draft } = line.state;
  if (draft === null) return null;
  const command: Command = { name: 'sign-decision', draftId: draft.id, sha256: draft.sha256 };
  const signed = hand(line, { at: line.now, actor: signer, command });
  const answer = lastAnswer(signed);
  if (answer.kind === 'step') return signed;
  const { code, opensAt } = answer.refusal;
  return code === 'refusal-not-open-yet' && opensAt !== null ? pass(line, opensAt) : null;
}

function attempt(line: Line, actor: Actor, command: Command, at: Instant = line.now): Line | null {
  const next = hand(line, { at, actor, command });
  return lastAnswer(next).kind === 'step' ? next : null;
}

function freeHead(state: ApplicationState): Actor {
  return [baurzhan, saule, danaAsHead].find((each) => !state.examiners.includes(each.person)) ?? baurzhan;
}

function grounds({ finding }: ApplicationState): readonly string[] {
  return finding?.kind === 'negative' ? finding.grounds.map((each) => each.ground) : [];
}
