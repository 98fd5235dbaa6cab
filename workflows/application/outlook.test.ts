import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { at, baurzhan, digest, portal } from '../../test/builders.ts';
import type { Actor, Command, CommandName } from './commands.ts';
import { commandsOf } from './decide.ts';
import { everybody } from './model/moves.ts';
import { hand, lastAnswer, pass } from './model/line.ts';
import type { Line } from './model/line.ts';
import { hearing, notified, proposed, refusalDrafted } from './model/openings.ts';
import { play, plots, starts } from './model/plays.ts';
import { hearingAfter } from './model/story.ts';
import { tell } from './model/telling.ts';
import { actionsOf } from './outlook.ts';
import { refusalRules } from './refusals.ts';
import type { ApplicationState } from './state.ts';

// Many random stories on a busy machine take longer than one test usually may.
vi.setConfig({ testTimeout: 60_000 });

/** Commands whose content cannot be wrong: whether they are accepted is a matter of stage, person and time alone. */
function contentFree(name: CommandName, { draft }: ApplicationState, line: Line): Command | null {
  const text = digest(name);
  switch (name) {
    case 'approve-preliminary-refusal':
      return { name, hearing: hearingAfter(line.now) };
    case 'return-preliminary-refusal':
      return { name, reasons: text };
    case 'object':
      return { name, text };
    case 'request-oral-hearing':
    case 'waive-hearing':
      return { name };
    case 'supply-documents':
      return { name, documents: ['contract'] };
    case 'withdraw':
      return { name, termination: text };
    case 'return-draft':
      return { name, to: 'drafting', reasons: text };
    case 'sign-decision':
      return draft && { name, draftId: draft.id, sha256: draft.sha256 };
    default:
      return null;
  }
}

function answerTo(line: Line, actor: Actor, command: Command): string {
  const answer = lastAnswer(hand(line, { at: line.now, actor, command }));
  return answer.kind === 'refused' ? answer.refusal.code : 'accepted';
}

test('an action offered is accepted, and one not offered is refused for the reason given', () => {
  fc.assert(
    fc.property(starts, plots, (start, plot) => {
      for (const line of play(start, plot).waypoints.filter((_, index) => index % 5 === 0)) {
        for (const actor of everybody) {
          for (const { name, whyNot } of actionsOf(line.state, actor, line.now)) {
            const command = contentFree(name, line.state, line);
            if (command === null) continue;
            expect(answerTo(line, actor, command), `${name}\n${tell(line)}`).toBe(whyNot?.code ?? 'accepted');
          }
        }
      }
    }),
    { numRuns: 100 },
  );
});

test('an action offered until an instant is offered no more at that instant', () => {
  fc.assert(
    fc.property(starts, plots, (start, plot) => {
      for (const line of play(start, plot).waypoints) {
        for (const actor of [baurzhan, portal]) {
          for (const { name, until } of actionsOf(line.state, actor, line.now)) {
            if (until === null) continue;
            const then = actionsOf(pass(line, until).state, actor, until).find((each) => each.name === name);
            expect(then?.allowed, `${name}\n${tell(line)}`).toBe(false);
          }
        }
      }
    }),
    { numRuns: 100 },
  );
});

test('everybody is told of the commands of his own role, allowed or not', () => {
  const told = actionsOf(proposed.state, portal, at('2026-12-01 12:00')).map((action) => action.name);

  expect(told).toEqual(commandsOf(portal));
  expect(told).toEqual(['object', 'request-oral-hearing', 'waive-hearing', 'supply-documents', 'withdraw']);
});

test('an approval is offered until the gate, and behind it from the lapse on', () => {
  const action = (instant: string) =>
    actionsOf(proposed.state, baurzhan, at(instant)).find(
      (each) => each.name === 'approve-preliminary-refusal',
    );

  expect(action('2026-12-03 18:29')).toMatchObject({ allowed: true, until: at('2026-12-03 18:30') });
  expect(action('2026-12-03 18:30')).toMatchObject({
    allowed: false,
    opensAt: at('2026-12-09 00:00'),
    whyNot: { code: 'refusal-gate-closed', law: refusalRules['refusal-gate-closed'].law },
  });
});

test('an objection is offered until the end of the window, and without proof of receipt with no end', () => {
  const until = (state: ApplicationState) =>
    actionsOf(state, portal, at('2026-12-02 12:00')).find((each) => each.name === 'object')?.until;

  expect(until(notified.state)).toBe(at('2026-12-04 00:00'));
  expect(until(hearing.state)).toBeNull();
});

test('a refusal that is not open yet says from when it may be signed', () => {
  const action = actionsOf(refusalDrafted.state, baurzhan, at('2026-12-04 08:30')).find(
    (each) => each.name === 'sign-decision',
  );

  expect(action).toMatchObject({ allowed: false, opensAt: at('2026-12-04 09:00') });
});
