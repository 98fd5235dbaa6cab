import fc from 'fast-check';
import { instantOfMs, msOf } from '../../calendars/instant.ts';
import type { Instant } from '../../calendars/instant.ts';
import {
  aigerim,
  baurzhan,
  commandId,
  danaAsExecutor,
  danaAsHead,
  digest,
  ground,
  notifier,
  portal,
  saule,
  yerlan,
} from '../builders.ts';
import { draftIdOf, noticeIdOf } from '../../workflows/case/ids.ts';
import type { Actor } from '../../workflows/case/actor.ts';
import type { Command, CommandName, CommandOf, HearingPlan } from '../../workflows/application/commands.ts';
import { allowedCommands, commandsOf } from '../../workflows/application/decide.ts';
import { nextMilestone } from '../../workflows/application/milestones.ts';
import type { ApplicationState } from '../../workflows/application/state.ts';
import { daysAfter, dayIn, isWorked } from './almanac.ts';
import type { ChangedDays } from './almanac.ts';
import { amend, hand, pass, provePosting } from './line.ts';
import type { Handed, Line } from './line.ts';
import { basisWith } from './amended-days.ts';
import { hearingAfter, proposalShown } from './story.ts';

/** One move of a random story: time passes, then somebody does something. Numbers are dice; the state gives them meaning. */
export interface Move {
  readonly jump: Jump;
  readonly deed: number;
  readonly content: number;
  /** Any command from anybody, instead of one that is allowed. */
  readonly wild: boolean;
  /** A calendar amendment is loaded instead, changing days so many days away. Empty: the same calendar comes again. */
  readonly amendment?: readonly number[];
}

type Jump =
  { readonly kind: 'ms'; readonly ms: number } | { readonly kind: 'milestone'; readonly offsetMs: number };

/** What a move came to: a request or evidence with its instant. The same deeds in one go must give the same. */
export type Deed =
  | { readonly kind: 'asked'; readonly handed: Handed }
  | { readonly kind: 'posting-proved'; readonly index: number; readonly at: Instant }
  | { readonly kind: 'amended'; readonly at: Instant; readonly changed: ChangedDays };

const minuteMs = 60_000;
const jumps: fc.Arbitrary<Jump> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Jump>({ kind: 'ms', ms: 0 }) },
  {
    weight: 4,
    arbitrary: fc.integer({ min: 1, max: 300 }).map((n) => ({ kind: 'ms', ms: n * minuteMs }) as const),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 60 }).map((n) => ({ kind: 'ms', ms: n * 60 * minuteMs }) as const),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(-1, 0, 1).map((offsetMs) => ({ kind: 'milestone', offsetMs }) as const),
  },
);

export const moves: fc.Arbitrary<Move> = fc.record({
  jump: jumps,
  deed: fc.nat(997),
  content: fc.nat(997),
  wild: fc.integer({ min: 0, max: 5 }).map((n) => n === 5),
});

/** The same, with calendar amendments among them. */
export const movesAmended: fc.Arbitrary<Move> = fc.oneof(
  { weight: 9, arbitrary: moves },
  {
    weight: 1,
    arbitrary: fc
      .record({ move: moves, amendment: fc.array(fc.integer({ min: -5, max: 12 }), { maxLength: 2 }) })
      .map(({ move, amendment }) => ({ ...move, amendment })),
  },
);

/** Everybody who may turn up, the wrong ones included. */
export const everybody: readonly Actor[] = [
  aigerim,
  yerlan,
  danaAsExecutor,
  baurzhan,
  saule,
  danaAsHead,
  portal,
  notifier,
];

/** The instant a jump leads to from where a line stands. */
export function landing(line: Line, jump: Jump): Instant {
  const nowMs = msOf(line.now);
  if (jump.kind === 'ms') return instantOfMs(nowMs + jump.ms);
  const milestone = nextMilestone(line.state, line.basis);
  return milestone === null ? line.now : instantOfMs(Math.max(nowMs, msOf(milestone.at) + jump.offsetMs));
}

/** What a move means in a line that has come to its instant. Null: nothing but time. */
export function deedOf(line: Line, { deed, content, wild, amendment }: Move): Deed | null {
  const at = line.now;
  if (amendment) return { kind: 'amended', at, changed: turned(line, amendment) };
  const waiting = line.postings.findIndex((each) => each.at === null);
  if (waiting >= 0 && deed % 3 === 0) return { kind: 'posting-proved', index: waiting, at };

  const choices = everybody.flatMap((actor) =>
    (wild ? commandsOf(actor) : sensible(line, actor, content)).map((name) => ({ actor, name })),
  );
  const choice = choices[deed % Math.max(choices.length, 1)];
  if (choice === undefined) return null;
  const actor = wild ? (everybody[content % everybody.length] ?? portal) : choice.actor;
  const handed = {
    at,
    actor,
    command: commandOf(choice.name, line, content),
    // Officers name the version they saw; now and then it is an old one.
    ...('person' in actor ? { expectedVersion: line.state.version - (content % 13 === 5 ? 1 : 0) } : {}),
    postedAt: postingOf(line, content),
  };
  return { kind: 'asked', handed };
}

/** Days off become working days, and working days days off. */
function turned({ now, changed }: Line, away: readonly number[]): ChangedDays {
  const turned = new Map(changed);
  for (const days of away) {
    const day = daysAfter(dayIn(now), days);
    turned.set(day, !isWorked(day, turned));
  }
  return turned;
}

/** When the posting of a notice is proved: mostly at once, else later, around the gate, or nobody knows yet. */
function postingOf({ now, state }: Line, dice: number): Instant | null {
  const gateMs = msOf(state.gates.refusalGateAt) + (dice % 3) - 1;
  switch (dice % 8) {
    case 0:
      return null;
    case 1:
      return instantOfMs(msOf(now) + 30 * minuteMs);
    case 2:
      return instantOfMs(msOf(now) + 20 * 60 * minuteMs);
    case 3:
      return instantOfMs(Math.max(msOf(now), gateMs));
    default:
      return now;
  }
}

/** Lets a deed happen. Deeds name postings by their order, so that they can be told again to another line. */
export function happen(line: Line, deed: Deed): Line {
  if (deed.kind === 'asked') return hand(line, deed.handed);
  if (deed.kind === 'amended') return amend(line, deed.at, basisWith(deed.changed), deed.changed);
  const reached = pass(line, deed.at);
  const posting = reached.postings[deed.index];
  return posting === undefined ? reached : provePosting(reached, posting.noticeId, deed.at);
}

/** What an actor may do, the rare and the final things rarely, so that stories grow long. */
function sensible({ state, now }: Line, actor: Actor, dice: number): readonly CommandName[] {
  const rare: Partial<Record<CommandName, boolean>> = {
    withdraw: dice % 40 === 0,
    'appoint-executor': state.stage === 'registered' || dice % 6 === 0,
    'sign-decision': state.draft?.result !== 'issue' || dice % 5 === 0,
    'return-draft': state.draft?.result === 'issue' || dice % 3 === 0,
  };
  return allowedCommands(state, actor, now).filter((name) => rare[name] ?? true);
}

function commandOf(name: CommandName, line: Line, dice: number): Command {
  const { state, now } = line;
  const text = digest(`${name} ${dice}`);
  const hearing = hearingAfter(now, line.basis);
  switch (name) {
    case 'appoint-executor': {
      const { staff, person } = [aigerim, yerlan, danaAsExecutor][dice % 3] ?? aigerim;
      const heads = dice % 11 === 0 ? [person] : [baurzhan.person, saule.person, danaAsHead.person];
      return { name, staff, person, heads, ...(dice % 4 === 0 ? {} : { reason: text }) };
    }
    case 'record-completeness':
      return dice % 3 > 0
        ? { name, finding: 'complete' }
        : {
            name,
            finding: 'incomplete',
            missing: missing(dice),
            reasons: text,
            proposal: text,
            ...(dice % 5 > 0 ? { hearing } : {}),
          };
    case 'record-conformity': {
      const found = conformity(dice, text, hearing);
      return found.finding === 'conforms' ? found : { ...found, proposal: text };
    }
    case 'approve-preliminary-refusal':
      return {
        name,
        ...(dice % 4 === 0 ? {} : { hearing }),
        ...(dice % 23 === 0 ? { sha256: digest('another') } : proposalShown(state)),
      };
    case 'return-preliminary-refusal':
      return { name, reasons: text };
    case 'record-receipt':
      return receipt(state, now, dice);
    case 'object':
      return { name, text };
    case 'request-oral-hearing':
    case 'waive-hearing':
      return { name };
    case 'supply-documents':
      return { name, documents: missing(dice) };
    case 'withdraw':
      return { name, termination: text };
    case 'record-hearing':
      return hearingRecord(state, now, dice);
    case 'draft-result':
      return draft(state, dice);
    case 'return-draft':
      return { name, to: dice % 2 === 0 ? 'drafting' : 'conformity-check', reasons: text };
    case 'sign-decision': {
      const lying = state.draft ?? { id: draftIdOf(commandId(999)), sha256: text };
      return { name, draftId: lying.id, sha256: dice % 23 === 0 ? text : lying.sha256 };
    }
  }
}

function missing(dice: number): readonly string[] {
  return dice % 2 === 0 ? ['yield-norms'] : ['contract', 'yield-norms'];
}

function conformity(dice: number, reasons: string, hearing: HearingPlan): CommandOf<'record-conformity'> {
  const name = 'record-conformity';
  if (dice % 4 === 0) return { name, finding: 'conforms', checklist: ['decree-392'] };
  if (dice % 9 === 1) return { name, finding: 'incomplete', missing: missing(dice), reasons, hearing };
  const other = ground({ ground: 'untrueDocuments', documents: ['contract'] });
  const grounds = [
    [ground()],
    [ground()],
    [ground(), other],
    [ground({ documents: [], fields: ['conditionsOfUse'] })],
  ];
  return {
    name,
    finding: 'does-not-conform',
    grounds: grounds[dice % 13 === 0 ? 3 : dice % 3] ?? [],
    reasons,
    hearing,
  };
}

/** Evidence of receipt, often of a moment before it is recorded, sometimes of an older notice or an impossible moment. */
function receipt(state: ApplicationState, now: Instant, dice: number): Command {
  const notice = state.notices.at(dice % 7 === 0 ? 0 : -1);
  const sentMs = msOf(notice?.sentAt ?? now);
  const share = [1, 1, 0, 0.5, 0.9, 1.1, -0.1][dice % 7] ?? 1;
  const at = instantOfMs(Math.round(sentMs + (msOf(now) - sentMs) * share));
  return {
    name: 'record-receipt',
    noticeId: notice?.id ?? noticeIdOf(commandId(999)),
    channel: dice % 2 === 0 ? 'cabinet' : 'e-mail',
    at,
    evidence: digest(at),
  };
}

function hearingRecord({ hearing }: ApplicationState, now: Instant, dice: number): Command {
  const asked = hearing?.oralRequestedAt != null;
  const oral = dice % 6 === 0 ? !asked : asked;
  const heldAt = dice % 5 === 1 ? instantOfMs(msOf(now) - 3_600_000) : now;
  const common = {
    name: 'record-hearing',
    outcome: dice % 3 === 0 ? 'cured' : 'upheld',
    text: digest('record'),
  } as const;
  return oral ? { ...common, form: 'oral', heldAt } : { ...common, form: 'written' };
}

function draft({ finding }: ApplicationState, dice: number): Command {
  const found =
    finding?.kind === 'negative' ? finding.grounds.map((each) => each.ground) : ['nonCompliance392'];
  const kinds = ['refuse', 'refuse', 'refuse', 'issue', 'refuse', 'terminate'] as const;
  const result = kinds[dice % kinds.length] ?? 'refuse';
  const grounds = result === 'refuse' ? (dice % 17 === 0 ? ['courtBan'] : found) : [];
  return {
    name: 'draft-result',
    result,
    grounds,
    answersObjections: dice % 4 !== 0,
    sha256: digest(`${dice}`),
  };
}
