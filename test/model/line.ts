import type { Instant } from '../../calendars/instant.ts';
import { commandId } from '../builders.ts';
import type { Basis } from '../../workflows/case/basis.ts';
import type { Actor } from '../../workflows/case/actor.ts';
import type { Command } from '../../workflows/application/commands.ts';
import type { Request } from '../../workflows/case/procedure.ts';
import { decide } from '../../workflows/application/decide.ts';
import type { Input, Refused } from '../../workflows/application/decide.ts';
import type { ApplicationEvent } from '../../workflows/application/events.ts';
import { receive } from '../../workflows/application/intake.ts';
import type { Intake } from '../../workflows/application/intake.ts';
import { nextMilestone } from '../../workflows/application/milestones.ts';
import type { Step } from '../../workflows/application/step.ts';
import type { ApplicationState } from '../../workflows/application/state.ts';
import type { NoticeId } from '../../workflows/case/ids.ts';
import type { ChangedDays } from './almanac.ts';

/** One thing that came to the application, with what it brought. */
export interface Turn {
  readonly input: Input;
  /** What it was judged by. */
  readonly basis: Basis;
  readonly changed: ChangedDays;
  readonly before: ApplicationState;
  readonly outcome: Step | Refused;
}

/** A notice on its way to the cabinet, with the instant at which its posting will be proved; null: nobody knows yet. */
export interface Posting {
  readonly noticeId: NoticeId;
  readonly at: Instant | null;
}

/**
 * One application in its line: the state, everything that came so far and what is still on its way. It feeds `decide`
 * in legal order, as the workflow must: earliest first, a milestone before anything else of the same instant.
 */
export interface Line {
  readonly basis: Basis;
  /** The days in which the calendar has come to differ from the hand-compiled one. */
  readonly changed: ChangedDays;
  readonly intake: Intake;
  readonly now: Instant;
  readonly state: ApplicationState;
  readonly trail: readonly ApplicationEvent[];
  readonly turns: readonly Turn[];
  readonly postings: readonly Posting[];
}

/** What a request carries when it is handed to the line. */
export interface Handed {
  readonly at: Instant;
  readonly actor: Actor;
  readonly command: Command;
  readonly expectedVersion?: number;
  /** When the posting of a notice that this request calls for is proved; null: not yet known. By default at once. */
  readonly postedAt?: Instant | null;
}

/** A line with an application just received. */
export function openLine(intake: Intake, basis: Basis): Line {
  const { state, events } = receive(intake, basis);
  const changed: ChangedDays = new Map();
  return { basis, changed, intake, now: intake.receivedAt, state, trail: events, turns: [], postings: [] };
}

/** Lets time pass: settles every milestone and every posting up to an instant, the instant included. */
export function pass(line: Line, until: Instant): Line {
  let passed = line;
  for (;;) {
    const milestone = nextMilestone(passed.state, passed.basis);
    const posting = passed.postings
      .filter((each): each is Posting & { at: Instant } => each.at !== null)
      .toSorted((left, right) => (left.at < right.at ? -1 : 1))[0];
    if (milestone && milestone.at <= until && (!posting || milestone.at <= posting.at)) {
      passed = take(passed, { kind: 'milestone', milestone });
    } else if (posting && posting.at <= until) {
      const postings = passed.postings.filter((each) => each !== posting);
      passed = take(
        { ...passed, postings },
        {
          kind: 'evidence',
          evidence: { kind: 'notice-posted', ...posting },
        },
      );
    } else {
      return { ...passed, now: until > passed.now ? until : passed.now };
    }
  }
}

/** Hands a request to the line: everything up to its instant is settled first. The last turn holds the answer. */
export function hand(line: Line, handed: Handed): Line {
  const { at, actor, command, expectedVersion, postedAt = at } = handed;
  const request: Request<Command> = {
    id: commandId(line.turns.filter((turn) => turn.input.kind === 'request').length + 1),
    at,
    actor,
    command,
    ...(expectedVersion === undefined ? {} : { expectedVersion }),
  };
  const answered = take(pass(line, at), { kind: 'request', request });
  const outcome = answered.turns.at(-1)?.outcome;
  const effects = outcome?.kind === 'step' ? outcome.effects : [];
  const postings = effects.map(({ noticeId }) => ({ noticeId, at: postedAt }));
  return pass({ ...answered, postings: [...answered.postings, ...postings] }, at);
}

/** Evidence arrives of when a notice that was on its way was posted. */
export function provePosting(line: Line, noticeId: NoticeId, at: Instant): Line {
  const postings = line.postings.map((each) => (each.noticeId === noticeId ? { noticeId, at } : each));
  return pass({ ...line, postings }, at);
}

/**
 * A calendar amendment is loaded: everything up to its instant is settled by the old calendar first, and what the new one
 * brings at that very instant after it.
 */
export function amend(line: Line, at: Instant, basis: Basis, changed: ChangedDays = line.changed): Line {
  return pass(take({ ...pass(line, at), basis, changed }, { kind: 'amendment', at }), at);
}

function take(line: Line, input: Input): Line {
  const { basis, changed } = line;
  const outcome = decide(line.state, input, basis);
  const turn = { input, basis, changed, before: line.state, outcome };
  const turns = [...line.turns, turn];
  return outcome.kind === 'step'
    ? { ...line, turns, state: outcome.state, trail: [...line.trail, ...outcome.events] }
    : { ...line, turns, trail: [...line.trail, outcome.event] };
}

/** The answer to the last request of a line. */
export function lastAnswer(line: Line): Step | Refused {
  const turn = line.turns.findLast((each) => each.input.kind === 'request');
  if (turn === undefined) throw new Error('nothing was asked of this application yet');
  return turn.outcome;
}
