import { expect, test } from 'vitest';
import { at, baurzhan, portal } from '../../test/builders.ts';
import { commandsOf } from './decide.ts';
import { hearing, notified, proposed, refusalDrafted } from '../../test/model/openings.ts';
import { actionsOf } from './outlook.ts';
import { refusals } from './refusals.ts';
import type { ApplicationState } from './state.ts';

test('everybody sees the commands of their own role, allowed or not', () => {
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
    whyNot: { code: 'refusal-gate-closed', law: refusals['refusal-gate-closed'].law },
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

test.each([
  ['sign-decision', 'signing', 'approve-preliminary-refusal'],
  ['return-draft', 'signing', 'approve-preliminary-refusal'],
  ['return-preliminary-refusal', null, null],
] as const)('%s at a proposal says which stage it needs, and what leads there', (name, needed, leads) => {
  const action = actionsOf(proposed.state, baurzhan, at('2026-12-01 12:00')).find(
    (each) => each.name === name,
  );

  expect(action?.whyNot?.params ?? null).toEqual(needed && { needed, leads });
});

test('whatever an applicant may say before a hearing needs the hearing, whatever the house does', () => {
  const actions = actionsOf(proposed.state, portal, at('2026-12-01 12:00'));

  expect(actions.map(({ name, whyNot }) => [name, whyNot?.params['needed']])).toEqual([
    ['object', 'hearing'],
    ['request-oral-hearing', 'hearing'],
    ['waive-hearing', 'hearing'],
    ['supply-documents', 'hearing'],
    ['withdraw', undefined],
  ]);
});
