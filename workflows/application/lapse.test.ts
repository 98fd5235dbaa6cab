import { expect, test } from 'vitest';
import { at, danaAsExecutor, danaAsHead, inAstana, intake } from '../../test/builders.ts';
import {
  completenessCheck,
  conforming,
  conformityCheck,
  documentDrafted,
  heardInSilence,
  notified,
  proposed,
  received,
  refusalDrafted,
  registered,
} from '../../test/model/openings.ts';
import { story } from '../../test/model/story.ts';

// D8 is Tue 2026-12-08: overdue at 18:30, deemed refused at the end of the day (APPC 91(2)).
test('a result signed a millisecond before 18:30 of D8 is in time, at 18:30 the term has passed', () => {
  const inTime = documentDrafted.sign('2026-12-08 18:29:59.999');
  const tooLate = documentDrafted.pass('2026-12-08 18:30');

  expect(inTime.state).toMatchObject({ stage: 'issued', overdueSince: null, result: { late: false } });
  expect(tooLate.state).toMatchObject({ stage: 'drafting', overdueSince: at('2026-12-08 18:30') });
});

test('a draft lying with the head at 18:30 of D8 goes back once, and the next one says that it is late', () => {
  const expired = documentDrafted.pass('2026-12-08 18:30');
  expect(expired.line.trail.at(-1)).toMatchObject({
    type: 'draft-returned',
    data: { reason: 'term-expired' },
  });

  const late = expired.draft('2026-12-08 19:00', 'issue').pass('2026-12-10 12:00');

  expect(late.state).toMatchObject({ stage: 'signing', draft: { late: true } });
  expect(late.sign('2026-12-10 12:00').state).toMatchObject({ stage: 'issued', result: { late: true } });
  expect(late.sign('2026-12-10 12:00').deadline('result').status).toBe('missed');
});

test('a refusal drafted in time and unsigned at D8 18:30 goes back as well', () => {
  expect(refusalDrafted.pass('2026-12-08 18:30').state).toMatchObject({ stage: 'drafting', draft: null });
});

test('a favourable draft made in an open hearing goes back to the hearing when the term expires', () => {
  const drafted = proposed.approve('2026-12-03 18:00').draft('2026-12-04 10:00', 'issue');

  expect(drafted.pass('2026-12-08 18:30').state).toMatchObject({ stage: 'hearing', draft: null });
});

test('overdue is recorded at 18:30 of D8 and the deemed refusal at the end of it, each once', () => {
  const lapsed = conformityCheck.pass('2026-12-31 12:00');

  const facts = lapsed.line.trail.filter((event) => ['overdue', 'deemed-refused'].includes(event.type));
  expect(facts.map((event) => [event.type, inAstana(event.at)])).toEqual([
    ['overdue', 'Tue 2026-12-08 18:30:00'],
    ['deemed-refused', 'Wed 2026-12-09 00:00:00'],
  ]);
  expect(lapsed.state).toMatchObject({ stage: 'conformity-check', deemedRefusedAt: at('2026-12-09 00:00') });
});

test.each([
  ['registered', registered],
  ['completeness-check', completenessCheck],
  ['conformity-check', conformityCheck],
  ['preliminary-refusal', proposed],
  ['hearing', notified.object('2026-12-02 10:00')],
  ['drafting', heardInSilence],
])('overdue is no stage: an application in %s stays there', (stage, come) => {
  expect(come.pass('2026-12-10 12:00').state).toMatchObject({ stage, overdueSince: at('2026-12-08 18:30') });
});

test('after a deemed refusal the officers go on to a late document', () => {
  const late = conforming
    .pass('2026-12-10 12:00')
    .draft('2026-12-10 12:00', 'issue')
    .sign('2026-12-10 13:00');

  expect(late.state).toMatchObject({ stage: 'issued', result: { late: true } });
});

// Rule 10: withdrawal at any time before the result is signed.
test.each([
  ['registered', registered],
  ['completeness-check', completenessCheck],
  ['conformity-check', conformityCheck],
  ['preliminary-refusal', proposed],
  ['hearing', notified],
  ['drafting', heardInSilence],
  ['signing', refusalDrafted],
])('withdrawn in %s, the application waits for the termination act to be signed', (_, come) => {
  const withdrawn = come.withdraw('2026-12-04 08:30');

  expect(withdrawn.state).toMatchObject({ stage: 'signing', draft: { result: 'terminate' } });
  expect(withdrawn.sign('2026-12-04 10:00').state.stage).toBe('terminated');
});

test('withdrawn while received, it is registered first', () => {
  const withdrawn = received.withdraw('2026-11-25 20:00');
  expect(withdrawn.state).toMatchObject({ stage: 'received', draft: null });

  const after = withdrawn.pass('2026-11-26 09:00');

  expect(after.state).toMatchObject({ stage: 'signing', registeredAt: at('2026-11-26 09:00') });
  expect(after.sign('2026-11-26 09:30').state.stage).toBe('terminated');
});

test('a withdrawal voids the draft that lies with the head', () => {
  expect(refusalDrafted.withdraw('2026-12-04 08:30').events).toContain('draft-voided');
});

test('after a withdrawal only the termination act is accepted', () => {
  const withdrawn = notified.withdraw('2026-12-02 10:00');

  expect(withdrawn.refusalOf((next) => next.object('2026-12-02 11:00')).code).toBe(
    'withdrawn-only-termination',
  );
  expect(withdrawn.refusalOf((next) => next.withdraw('2026-12-02 11:00')).code).toBe('already-withdrawn');
  expect(withdrawn.refusalOf((next) => next.draft('2026-12-02 11:00', 'issue')).code).toBe(
    'withdrawn-only-termination',
  );
  expect(withdrawn.draft('2026-12-02 11:00', 'terminate').sign('2026-12-02 12:00').state.stage).toBe(
    'terminated',
  );
});

test('a termination act needs a withdrawal', () => {
  expect(conforming.refusalOf((next) => next.draft('2026-12-02 11:00', 'terminate')).code).toBe(
    'not-withdrawn',
  );
});

test('a termination decides nothing on the merits: a head who examined may sign it', () => {
  const withdrawn = registered
    .appoint('2026-11-27 09:30', { executor: danaAsExecutor })
    .complete('2026-11-27 10:00')
    .withdraw('2026-11-27 11:00');

  expect(withdrawn.sign('2026-11-27 12:00', { by: danaAsHead }).state.stage).toBe('terminated');
});

test('a withdrawn application may become overdue, but is never deemed refused, and its termination act stays', () => {
  const withdrawn = conforming.withdraw('2026-12-07 10:00').pass('2026-12-10 12:00');

  expect(withdrawn.state).toMatchObject({
    stage: 'signing',
    overdueSince: at('2026-12-08 18:30'),
    deemedRefusedAt: null,
    draft: { result: 'terminate' },
  });
});

test('a withdrawal recalls an approval that is not yet posted', () => {
  const withdrawn = proposed.approve('2026-12-01 12:00', { posted: null }).withdraw('2026-12-01 13:00');

  expect(withdrawn.posted('2026-12-01 14:00').state).toMatchObject({
    stage: 'signing',
    notices: [{ status: 'void' }],
  });
});

// Policy `direct-refusal`: Order 219, clause 6; D2 is Mon 2026-11-30.
const direct = story('2026-11-26 17:00', {
  policy: { ...intake().policy, incompletePackage: 'direct-refusal' },
}).appoint('2026-11-27 09:30');
const gaps = direct.incomplete('2026-11-27 15:00', { hearing: null });

test('by the policy of direct refusal an incomplete package is refused by D2 without a hearing', () => {
  const refused = gaps.draft('2026-11-30 10:00', 'refuse').sign('2026-11-30 18:29:59.999');

  expect(gaps.state.stage).toBe('drafting');
  expect(refused.state).toMatchObject({ stage: 'refused', notices: [] });
});

test.each([
  ['drafted', gaps.draft('2026-11-30 10:00', 'refuse')],
  ['undrafted', gaps],
])(
  'a direct refusal %s and unsigned at 18:30 of D2 goes the way of the hearing with the same finding',
  (_, come) => {
    const lapsed = come.pass('2026-11-30 18:30');

    expect(lapsed.state).toMatchObject({
      stage: 'preliminary-refusal',
      draft: null,
      finding: {
        route: 'hearing',
        grounds: gaps.state.finding?.kind === 'negative' ? gaps.state.finding.grounds : [],
      },
    });
    expect(lapsed.approve('2026-12-01 10:00').state.stage).toBe('hearing');
  },
);

test('gaps found at 18:30 of D2 or later go by hearing only', () => {
  expect(direct.refusalOf((next) => next.incomplete('2026-11-30 18:30', { hearing: null })).code).toBe(
    'hearing-plan-missing',
  );
  expect(direct.incomplete('2026-11-30 18:30').state.stage).toBe('preliminary-refusal');
});

test('the end of the direct way leaves a favourable draft with the head', () => {
  const drafted = gaps.draft('2026-11-30 10:00', 'issue').pass('2026-11-30 18:30');

  expect(drafted.state).toMatchObject({ stage: 'signing', draft: { result: 'issue' } });
  expect(drafted.sign('2026-12-01 10:00').state.stage).toBe('issued');
});

test('the end of the direct way does not end a check that was taken up again', () => {
  const again = gaps.draft('2026-11-30 10:00', 'refuse').returnDraft('2026-11-30 11:00', 'conformity-check');

  expect(again.pass('2026-11-30 18:30').state.stage).toBe('conformity-check');
});

test('a favourable draft that outlived the direct way and was returned makes no refusal unheard', () => {
  const returned = gaps.draft('2026-11-30 10:00', 'issue').returnDraft('2026-12-01 10:00');

  expect(returned.state.stage).toBe('drafting');
  expect(returned.refusalOf((next) => next.draft('2026-12-01 11:00', 'refuse')).code).toBe(
    'refusal-not-heard',
  );
  expect(returned.incomplete('2026-12-01 11:00').state.stage).toBe('preliminary-refusal');
});

test('gaps found at the conformity check go by hearing also by the policy of direct refusal', () => {
  const found = direct.complete('2026-11-27 10:00').foundIncomplete('2026-11-27 11:00');

  expect(found.state).toMatchObject({ stage: 'preliminary-refusal', finding: { route: 'hearing' } });
});
