import {
  at as moment,
  aigerim,
  baurzhan,
  digest,
  ground,
  intake,
  kz,
  notifier,
  portal,
} from '../builders.ts';
import { danaAsHead, saule } from '../builders.ts';
import type { Officer } from '../builders.ts';
import type { Instant } from '../../calendars/instant.ts';
import { addWorkingDays } from '../../calendars/working-days.ts';
import { instantAt } from '../../calendars/zone.ts';
import type { Basis } from '../../workflows/case/basis.ts';
import type { Actor, Party } from '../../workflows/case/actor.ts';
import type { Command, CommandOf, GroundFound, HearingPlan } from '../../workflows/application/commands.ts';
import type { Deadline } from '../../workflows/application/deadlines.ts';
import { deadlineOf } from '../../workflows/case/deadlines.ts';
import type { EventType } from '../../workflows/application/events.ts';
import type { Intake } from '../../workflows/application/intake.ts';
import type { Refusal } from '../../workflows/application/refusals.ts';
import type { ApplicationState } from '../../workflows/application/state.ts';
import { dayOf } from '../../workflows/case/counting.ts';
import type { NoticeId } from '../../workflows/case/ids.ts';
import { amend, hand, lastAnswer, openLine, pass, provePosting } from './line.ts';
import type { Line } from './line.ts';
import { tell } from './telling.ts';

interface By<A extends Actor = Actor> {
  readonly by?: A;
  readonly version?: number;
}

/** The application's whole path, told step by step. Each step must be accepted; `refusalOf` asks for one that is not. */
export interface Story {
  readonly line: Line;
  readonly state: ApplicationState;
  readonly events: readonly EventType[];
  deadline(term: Deadline['term']): Deadline;
  pass(until: string): Story;
  /** A calendar amendment is loaded. */
  amend(at: string, basis: Basis): Story;
  appoint(
    at: string,
    options?: By & { executor?: Officer; heads?: readonly Officer[]; reason?: string; party?: Party },
  ): Story;
  complete(at: string, options?: By): Story;
  incomplete(at: string, options?: By & { missing?: readonly string[]; hearing?: HearingPlan | null }): Story;
  conforms(at: string, options?: By): Story;
  doesNotConform(
    at: string,
    options?: By & { grounds?: readonly GroundFound[]; hearing?: HearingPlan },
  ): Story;
  foundIncomplete(at: string, options?: By & { missing?: readonly string[] }): Story;
  /** `posted`: when the posting is proved; by default at once, null: not yet. `hearing`: null keeps the executor's plan. */
  approve(
    at: string,
    options?: By & { hearing?: HearingPlan | null; posted?: string | null; sha256?: string },
  ): Story;
  posted(at: string): Story;
  returnProposal(at: string, options?: By): Story;
  receive(at: string, options?: By & { on?: string; notice?: number; channel?: string }): Story;
  object(at: string, options?: By): Story;
  askOral(at: string, options?: By): Story;
  waive(at: string, options?: By): Story;
  supply(at: string, options?: By): Story;
  withdraw(at: string, options?: By): Story;
  record(at: string, options?: By & { outcome?: 'upheld' | 'cured'; heldAt?: string }): Story;
  draft(
    at: string,
    result: 'issue' | 'refuse' | 'terminate',
    options?: By & { grounds?: readonly string[]; answers?: boolean },
  ): Story;
  returnDraft(at: string, to?: 'drafting' | 'conformity-check', options?: By): Story;
  sign(at: string, options?: By & { sha256?: string }): Story;
  give(at: string, actor: Actor, command: Command): Story;
  refusalOf(step: (story: Story) => Story): Refusal;
}

class RefusedStep extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal, line: Line) {
    super(`refused with ${refusal.code}:\n${tell(line)}`);
    this.refusal = refusal;
  }
}

/** An application received at a moment, and nothing else yet. */
export function story(receivedAt: string, overrides: Partial<Intake> = {}, basis: Basis = kz): Story {
  return storyOf(openLine(intake({ receivedAt: moment(receivedAt), ...overrides }), basis));
}

/** A hearing that fits a notice going out at a moment: the next working day at 10:00. */
export function hearingAfter(at: Instant, basis: Basis = kz): HearingPlan {
  const day = addWorkingDays(basis.calendar, dayOf(at, basis), 1);
  return { at: instantAt(basis.calendar.days.zone, day, '10:00'), way: 'written' };
}

/** The story told so far in a line, ready to go on. */
export function storyOf(line: Line): Story {
  const { state, basis } = line;

  function give(
    at: string,
    actor: Actor,
    command: Command,
    more: By & { postedAt?: Instant | null } = {},
  ): Story {
    const { by, version, postedAt } = more;
    const next = hand(line, {
      at: moment(at),
      actor: by ?? actor,
      command,
      ...(version === undefined ? {} : { expectedVersion: version }),
      ...(postedAt === undefined ? {} : { postedAt }),
    });
    const answer = lastAnswer(next);
    if (answer.kind === 'refused') throw new RefusedStep(answer.refusal, next);
    return storyOf(next);
  }

  const plan = (at: string) => hearingAfter(moment(at), basis);
  const examiner: Actor = state.executor
    ? { role: 'executor', staff: state.executor.staff, person: state.executor.person }
    : aigerim;
  const noticeId = (n: number): NoticeId => {
    const notice = state.notices.at(n);
    if (notice === undefined) throw new Error('there is no such notice');
    return notice.id;
  };

  return {
    line,
    state,
    events: line.trail.map((event) => event.type),
    deadline(term) {
      const found = deadlineOf(state.deadlines, term);
      if (found === null) throw new Error(`the application has no term ${term}`);
      return found;
    },
    pass: (until) => storyOf(pass(line, moment(until))),
    amend: (at, after) => storyOf(amend(line, moment(at), after)),
    give,
    appoint(at, { executor = aigerim, heads = [baurzhan, saule, danaAsHead], reason, party, ...more } = {}) {
      const { staff, person } = executor;
      const persons = heads.map((each) => each.person);
      const named = { name: 'appoint-executor', staff, person, heads: persons } as const;
      const command = party === undefined ? named : { ...named, party };
      return give(
        at,
        baurzhan,
        reason === undefined ? command : { ...command, reason: digest(reason) },
        more,
      );
    },
    complete: (at, more) => give(at, examiner, { name: 'record-completeness', finding: 'complete' }, more),
    incomplete(at, { missing = ['yield-norms'], hearing, ...more } = {}) {
      const found = {
        name: 'record-completeness',
        finding: 'incomplete',
        missing,
        reasons: digest('gaps'),
        proposal: digest(`gaps ${at}`),
      } as const;
      return give(at, examiner, hearing === null ? found : { ...found, hearing: hearing ?? plan(at) }, more);
    },
    conforms: (at, more) =>
      give(at, examiner, { name: 'record-conformity', finding: 'conforms', checklist: ['decree-392'] }, more),
    doesNotConform: (at, { grounds = [ground()], hearing = plan(at), ...more } = {}) =>
      give(
        at,
        examiner,
        {
          name: 'record-conformity',
          finding: 'does-not-conform',
          grounds,
          reasons: digest('why'),
          hearing,
          proposal: digest(`why ${at}`),
        },
        more,
      ),
    foundIncomplete: (at, { missing = ['yield-norms'], ...more } = {}) =>
      give(
        at,
        examiner,
        {
          name: 'record-conformity',
          finding: 'incomplete',
          missing,
          reasons: digest('gaps'),
          hearing: plan(at),
          proposal: digest(`gaps ${at}`),
        },
        more,
      ),
    approve(at, { hearing = plan(at), posted, sha256, ...more } = {}) {
      const command: Command = {
        name: 'approve-preliminary-refusal',
        ...(hearing === null ? {} : { hearing }),
        ...(sha256 === undefined ? proposalShown(state) : { sha256 }),
      };
      const postedAt = posted === undefined ? {} : { postedAt: posted === null ? null : moment(posted) };
      return give(at, baurzhan, command, { ...more, ...postedAt });
    },
    posted: (at) => storyOf(provePosting(line, noticeId(-1), moment(at))),
    returnProposal: (at, more) =>
      give(at, baurzhan, { name: 'return-preliminary-refusal', reasons: digest('look again') }, more),
    receive(at, { on = at, notice = -1, channel = 'cabinet', ...more } = {}) {
      const evidence = digest(`${channel} ${on}`);
      const command = {
        name: 'record-receipt',
        noticeId: noticeId(notice),
        channel,
        at: moment(on),
        evidence,
      } as const;
      return give(at, notifier, command, more);
    },
    object: (at, more) => give(at, portal, { name: 'object', text: digest('we object') }, more),
    askOral: (at, more) => give(at, portal, { name: 'request-oral-hearing' }, more),
    waive: (at, more) => give(at, portal, { name: 'waive-hearing' }, more),
    supply: (at, more) => give(at, portal, { name: 'supply-documents', documents: ['yield-norms'] }, more),
    withdraw: (at, more) =>
      give(at, portal, { name: 'withdraw', termination: digest('termination act') }, more),
    record(at, { outcome = 'upheld', heldAt, ...more } = {}) {
      const text = digest('record');
      const command: CommandOf<'record-hearing'> =
        heldAt === undefined
          ? { name: 'record-hearing', form: 'written', outcome, text }
          : { name: 'record-hearing', form: 'oral', outcome, text, heldAt: moment(heldAt) };
      return give(at, examiner, command, more);
    },
    draft(at, result, { grounds, answers = false, ...more } = {}) {
      const found =
        state.finding?.kind === 'negative' ? state.finding.grounds.map((each) => each.ground) : [];
      const cited = grounds ?? (result === 'refuse' ? found : []);
      const sha256 = digest(`${result} ${at}`);
      return give(
        at,
        examiner,
        { name: 'draft-result', result, grounds: cited, answersObjections: answers, sha256 },
        more,
      );
    },
    returnDraft: (at, to = 'drafting', more = {}) =>
      give(at, baurzhan, { name: 'return-draft', to, reasons: digest('not yet') }, more),
    sign(at, { sha256, ...more } = {}) {
      const { draft } = storyOf(pass(line, moment(at))).state;
      if (draft === null) throw new Error(`there is no draft to sign:\n${tell(pass(line, moment(at)))}`);
      return give(
        at,
        baurzhan,
        { name: 'sign-decision', draftId: draft.id, sha256: sha256 ?? draft.sha256 },
        more,
      );
    },
    refusalOf(step) {
      try {
        step(storyOf(line));
      } catch (error) {
        if (error instanceof RefusedStep) return error.refusal;
        throw error;
      }
      throw new Error(`accepted, though a refusal was expected, after:\n${tell(line)}`);
    },
  };
}

/** What an approval names: the digest of the proposal that lies before the head. */
export function proposalShown({ finding }: ApplicationState): { readonly sha256?: string } {
  return finding?.kind === 'negative' && finding.proposal ? { sha256: finding.proposal.sha256 } : {};
}
