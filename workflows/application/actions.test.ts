import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { instantOfMs, msOf } from '../../calendars/instant.ts';
import type { Instant } from '../../calendars/instant.ts';
import { at, baurzhan, commandId, digest, executor, inAstana, personId } from '../../test/builders.ts';
import { draftIdOf, noticeIdOf } from '../case/ids.ts';
import type { Actor } from '../case/actor.ts';
import type { Command, CommandName } from './commands.ts';
import { decide } from './decide.ts';
import { pass } from '../../test/model/line.ts';
import type { Line } from '../../test/model/line.ts';
import { everybody } from '../../test/model/moves.ts';
import { play, plotsAmended, starts } from '../../test/model/plays.ts';
import type { Start } from '../../test/model/plays.ts';
import type { Move } from '../../test/model/moves.ts';
import { hearingAfter, proposalShown, story } from '../../test/model/story.ts';
import { search } from '../../test/model/search.ts';
import { tell } from '../../test/model/telling.ts';
import { actionsOf } from './outlook.ts';
import type { Action } from './outlook.ts';
import { commandTable } from './command-table.ts';
import { refusals } from './refusals.ts';

vi.setConfig({ testTimeout: 120_000 });

const names = Object.keys(commandTable) as CommandName[];
/** A person who has had no part in the case: they may be appointed whatever has happened. */
const newcomer = executor('newcomer');
const someHead = personId('some-head');

/** Content with which a well-meaning actor gives a command: if it is offered at all, this is accepted. */
function fitting(name: CommandName, { state, now, basis }: Line): Command {
  const text = digest(name);
  switch (name) {
    case 'appoint-executor': {
      const { staff, person } = newcomer;
      return {
        name,
        staff,
        person,
        heads: [someHead],
        reason: text,
      };
    }
    case 'record-completeness':
      return { name, finding: 'complete' };
    case 'record-conformity':
      return { name, finding: 'conforms', checklist: [] };
    case 'approve-preliminary-refusal':
      return { name, hearing: hearingAfter(now, basis), ...proposalShown(state) };
    case 'return-preliminary-refusal':
      return { name, reasons: text };
    case 'record-receipt': {
      const sent = state.notices.findLast(({ status }) => status === 'sent');
      const noticeId = sent?.id ?? noticeIdOf(commandId(999));
      return { name, noticeId, channel: 'cabinet', at: now, evidence: text };
    }
    case 'object':
      return { name, text };
    case 'request-oral-hearing':
    case 'waive-hearing':
      return { name };
    case 'supply-documents':
      return { name, documents: ['contract'] };
    case 'withdraw':
      return { name, termination: text };
    case 'record-hearing': {
      const record = { name, outcome: 'upheld', text } as const;
      return state.hearing?.oralRequestedAt == null
        ? { ...record, form: 'written' }
        : { ...record, form: 'oral', heldAt: now };
    }
    case 'draft-result': {
      const result = state.withdrawnAt === null ? 'issue' : 'terminate';
      return { name, result, grounds: [], answersObjections: true, sha256: text };
    }
    case 'return-draft':
      return { name, to: 'drafting', reasons: text };
    case 'sign-decision': {
      const draft = state.draft ?? { id: draftIdOf(commandId(999)), sha256: text };
      return { name, draftId: draft.id, sha256: draft.sha256 };
    }
  }
}

/** What a command comes to now: the code of its refusal, or null when it is accepted. */
function answerTo(line: Line, actor: Actor, command: Command) {
  const request = { id: commandId(998), at: line.now, actor, command };
  const answer = decide(line.state, { kind: 'request', request }, line.basis);
  return answer.kind === 'refused' ? answer.refusal : null;
}

/** Everybody who may act: the executor of this application, other executors, and heads, among them some who examined. */
function actorsOf({ state }: Line): readonly Actor[] {
  const { executor: appointed } = state;
  return appointed
    ? [...everybody, { role: 'executor', staff: appointed.staff, person: appointed.person }]
    : everybody;
}

function who(actor: Actor): string {
  return 'person' in actor ? `${actor.role} ${actor.person}` : actor.role;
}

/** Looks for a story in which an offer is false; the shortest one found is the whole message. */
function check(numRuns: number, lies: (line: Line) => string | null): void {
  const property = fc.property(starts, plotsAmended, (start: Start, plot: readonly Move[]) => {
    for (const line of play(start, plot).waypoints) {
      const lie = lies(line);
      if (lie !== null) throw new Error(`${lie}\n\n${tell(line)}`);
    }
  });
  search(property, numRuns);
}

test('what is offered is accepted, and what is not is refused with the reason it shows, whoever asks', () => {
  const offered = new Set<string>();
  const withheld = new Set<string>();

  check(500, (line) => {
    for (const actor of actorsOf(line)) {
      const actions = actionsOf(line.state, actor, line.now);
      for (const { name, allowed, whyNot, opensAt } of actions) {
        const refusal = answerTo(line, actor, fitting(name, line));
        const told = `${name} is offered to ${who(actor)}`;
        if (allowed) {
          offered.add(name);
          // Whether an oral hearing can have been held by now depends on when it was.
          if (refusal?.code === 'hearing-held-outside-its-time') continue;
          if (refusal) return `${told} and refused with ${refusal.code}`;
          continue;
        }
        withheld.add(whyNot?.code ?? '');
        if (refusal === null)
          return `${name} is withheld from ${who(actor)} by ${whyNot?.code ?? ''}, and accepted`;
        if (refusal.code !== whyNot?.code)
          return `${name} says ${whyNot?.code ?? ''} and is refused with ${refusal.code}`;
        if (refusal.opensAt !== opensAt)
          return `${name} opens at ${opensAt ?? '-'} or at ${refusal.opensAt ?? '-'}`;
        if (whyNot.law !== refusals[refusal.code].law) return `${name} names another law than its refusal`;
        if (JSON.stringify(whyNot.params) !== JSON.stringify(refusal.params))
          return `${name} tells other values`;
      }
      for (const name of names.filter((each) => actions.every((action) => action.name !== each)))
        if (answerTo(line, actor, fitting(name, line)) === null)
          return `${name} is accepted from ${who(actor)}`;
    }
    return null;
  });

  expect([...offered].toSorted()).toEqual(names.toSorted());
  expect([...withheld]).toEqual(
    expect.arrayContaining(['refusal-gate-closed', 'objection-window-closed', 'examiner-may-not-decide']),
  );
});

test('an offer lasts until the moment it names, and what opens does so at the moment it names', () => {
  let ends = 0;
  let openings = 0;

  check(150, (line) => {
    const later = (at: Instant, actor: Actor, name: CommandName): Action | undefined => {
      const then = pass(line, at);
      return actionsOf(then.state, actor, at).find((action) => action.name === name);
    };
    for (const actor of actorsOf(line))
      for (const { name, until, opensAt } of actionsOf(line.state, actor, line.now)) {
        const told = `${name} of ${who(actor)} at ${inAstana(line.now)}`;
        if (until !== null) {
          ends += 1;
          const last = instantOfMs(msOf(until) - 1);
          if (last > line.now && !later(last, actor, name)?.allowed)
            return `${told} ends before ${inAstana(until)}`;
          if (later(until, actor, name)?.allowed) return `${told} does not end at ${inAstana(until)}`;
        }
        if (opensAt !== null) {
          openings += 1;
          const then = later(opensAt, actor, name);
          if (!then?.allowed)
            return `${told} does not open at ${inAstana(opensAt)}: ${then?.whyNot?.code ?? ''}`;
        }
      }
    return null;
  });

  expect(ends).toBeGreaterThan(100);
  expect(openings).toBeGreaterThan(100);
});

test('where amendments protect the gate beyond the lapse of the term it never closes, and no end is named', () => {
  const proposed = story('2026-11-26 17:00')
    .appoint('2026-11-26 17:10')
    .complete('2026-11-27 10:00')
    .doesNotConform('2026-12-01 11:00');
  const { gates } = proposed.state;
  const approval = (refusalGateAt: Instant) =>
    actionsOf(
      { ...proposed.state, gates: { ...gates, refusalGateAt } },
      baurzhan,
      at('2026-12-01 12:00'),
    ).find(({ name }) => name === 'approve-preliminary-refusal');

  expect(approval(gates.refusalGateAt)?.until).toBe(gates.refusalGateAt);
  expect(approval(gates.lapseAt)).toMatchObject({ allowed: true, until: null });
});
