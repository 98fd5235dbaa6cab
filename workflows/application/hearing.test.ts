import { expect, test } from 'vitest';
import { at, ground, inAstana } from '../../test/builders.ts';
import { hearing, heardInSilence, notified, proposed, refusalDrafted } from '../../test/model/openings.ts';

// N is Tue 2026-12-01; received that day, the window ends with Thu 2026-12-03; a refusal opens Fri 2026-12-04 09:00.
test.each([
  ['the same day', '2026-12-01 12:05', 'Fri 2026-12-04 00:00:00', 'Fri 2026-12-04 09:00:00'],
  ['the next day', '2026-12-02 09:00', 'Sat 2026-12-05 00:00:00', 'Sat 2026-12-05 00:00:00'],
  ['two days later', '2026-12-03 23:59:59.999', 'Tue 2026-12-08 00:00:00', 'Tue 2026-12-08 00:00:00'],
  ['on a Saturday', '2026-12-05 12:00', 'Wed 2026-12-09 00:00:00', 'Wed 2026-12-09 00:00:00'],
])('received %s, the window and the earliest refusal fall on their instants', (_, on, windowEnd, opening) => {
  const received = hearing.receive('2026-12-07 10:00', { on });

  expect(inAstana(received.state.hearing?.windowEndsAt ?? at(on))).toBe(windowEnd);
  expect(inAstana(received.deadline('earliest-refusal').at)).toBe(opening);
});

test('the hearing is due by 18:30 of the second working day after the notice', () => {
  expect(inAstana(hearing.deadline('hearing').at)).toBe('Thu 2026-12-03 18:30:00');
});

test('the time of the evidence counts, not when it was recorded', () => {
  const recordedLate = hearing.receive('2026-12-03 17:00', { on: '2026-12-01 12:05' });

  expect(recordedLate.state.hearing?.windowEndsAt).toBe(at('2026-12-04 00:00'));
});

test('evidence recorded when the window has already ended closes the hearing, and its opening does not lie in the past', () => {
  const recordedLate = hearing.receive('2026-12-07 10:00', { on: '2026-12-01 12:05' });

  expect(recordedLate.state.stage).toBe('drafting');
  expect(recordedLate.line.trail.at(-1)).toMatchObject({
    type: 'refusal-opened',
    at: at('2026-12-07 10:00'),
  });
});

test('the first proven receipt counts: later evidence never shortens or stretches the window', () => {
  const first = hearing.receive('2026-12-02 10:00', { channel: 'cabinet' });

  const earlier = first.receive('2026-12-02 11:00', { on: '2026-12-01 12:05', channel: 'e-mail' });
  const later = earlier.receive('2026-12-02 12:00', { channel: 'e-mail' });

  expect(later.state.hearing).toEqual(first.state.hearing);
  expect(later.events.slice(-2)).toEqual(['receipt-evidence-kept', 'receipt-evidence-kept']);
  expect(later.state.version).toBe(first.state.version);
});

test("the applicant's own act proves receipt, and evidence of an earlier one no longer shortens the window", () => {
  const objected = hearing.object('2026-12-02 10:00');

  const evidence = objected.receive('2026-12-02 11:00', { on: '2026-12-01 12:05' });

  expect(objected.state.hearing).toMatchObject({
    receivedAt: at('2026-12-02 10:00'),
    receiptProof: 'own-act',
    windowEndsAt: at('2026-12-05 00:00'),
  });
  expect(evidence.state.hearing).toEqual(objected.state.hearing);
});

test.each([
  ['before the notice was sent', '2026-12-01 11:59:59.999'],
  ['in the future', '2026-12-02 10:00:00.001'],
])('evidence of receipt %s is refused', (_, on) => {
  const refusal = hearing.refusalOf((story) => story.receive('2026-12-02 10:00', { on }));

  expect(refusal.code).toBe('receipt-outside-service');
});

test('an unproved receipt becomes an alarm when the office opens on N + 1, and no refusal comes of it', () => {
  const unproved = hearing.pass('2026-12-08 12:00');

  const alarms = unproved.line.trail.filter((event) => event.type === 'receipt-unproved');
  expect(alarms.map((event) => inAstana(event.at))).toEqual(['Wed 2026-12-02 09:00:00']);
  expect(unproved.refusalOf((story) => story.draft('2026-12-08 12:00', 'refuse')).code).toBe(
    'hearing-still-open',
  );
});

test('a silent window closes the hearing by itself: none came', () => {
  expect(notified.pass('2026-12-03 23:59:59.999').state.stage).toBe('hearing');

  expect(heardInSilence.state).toMatchObject({
    stage: 'drafting',
    hearing: { record: { form: 'none-came', outcome: 'upheld' }, closedAt: at('2026-12-04 00:00') },
  });
  expect(heardInSilence.events).not.toContain('term-missed');
});

test('the window is exclusive: an objection at its end is too late', () => {
  const inTime = notified.object('2026-12-03 23:59:59.999');
  const refusal = notified.refusalOf((story) => story.object('2026-12-04 00:00'));

  expect(inTime.events.at(-1)).toBe('objected');
  expect(refusal).toMatchObject({
    code: 'objection-window-closed',
    params: { closedAt: at('2026-12-04 00:00') },
  });
});

test('an objection waits for the record of the executor, also beyond the window', () => {
  const objected = notified.object('2026-12-02 10:00').pass('2026-12-04 12:00');
  expect(objected.state.stage).toBe('hearing');

  const recorded = objected.record('2026-12-04 13:00');

  expect(recorded.state.stage).toBe('drafting');
  expect(objected.line.trail).toContainEqual(
    expect.objectContaining({ type: 'term-missed', at: at('2026-12-03 18:30'), data: { term: 'hearing' } }),
  );
});

test('a record made early does not close the window: the applicant may still speak', () => {
  const recorded = notified.object('2026-12-02 10:00').record('2026-12-02 15:00');
  expect(recorded.state.stage).toBe('hearing');

  const again = recorded.object('2026-12-03 20:00');

  expect(again.state.hearing?.record).toBeNull();
  expect(again.pass('2026-12-04 12:00').state.stage).toBe('hearing');
});

// APPC 73(3) prevails over clause 7: asked on the last day, the oral hearing is held that day or on the next working day.
test('an oral hearing asked on the last day moves the hearing to the next working day', () => {
  const asked = notified.askOral('2026-12-03 20:00');

  expect(inAstana(asked.deadline('hearing').at)).toBe('Fri 2026-12-04 18:30:00');
  expect(asked.state.deadlines.filter((each) => each.term === 'hearing').map((each) => each.cause)).toEqual([
    'notice',
    'oral-request',
  ]);
});

test('an oral hearing asked earlier stays within two working days of the notice', () => {
  expect(notified.askOral('2026-12-01 13:00').deadline('hearing').on).toBe('2026-12-03');
});

test('the day an oral request moved the hearing to is watched, even if the first one has passed', () => {
  const missed = notified.askOral('2026-12-03 20:00').pass('2026-12-04 18:30');

  expect(missed.line.trail.at(-1)).toMatchObject({ type: 'term-missed', at: at('2026-12-04 18:30') });
});

test('an oral hearing needs minutes of a hearing held after it was asked for', () => {
  const asked = notified.askOral('2026-12-02 10:00');

  expect(asked.refusalOf((story) => story.record('2026-12-03 12:00')).code).toBe('minutes-required');
  expect(
    asked.refusalOf((story) => story.record('2026-12-03 12:00', { heldAt: '2026-12-02 09:00' })).code,
  ).toBe('hearing-held-outside-its-time');
  expect(
    asked.refusalOf((story) => story.record('2026-12-03 12:00', { heldAt: '2026-12-03 13:00' })).code,
  ).toBe('hearing-held-outside-its-time');
  expect(
    asked.record('2026-12-03 12:00', { heldAt: '2026-12-03 10:00' }).pass('2026-12-04 00:00').state.stage,
  ).toBe('drafting');
});

test('minutes of an oral hearing that nobody asked for are refused', () => {
  const refusal = notified.refusalOf((story) =>
    story.record('2026-12-03 12:00', { heldAt: '2026-12-03 10:00' }),
  );

  expect(refusal.code).toBe('oral-hearing-not-requested');
});

test('an oral hearing is asked for once', () => {
  const asked = notified.askOral('2026-12-02 10:00');

  expect(asked.refusalOf((story) => story.askOral('2026-12-02 11:00')).code).toBe('already-requested');
});

test('a waiver closes the hearing at once and opens the refusal', () => {
  const waived = notified.waive('2026-12-02 10:00');

  expect(waived.state).toMatchObject({ stage: 'drafting', hearing: { record: { form: 'waived' } } });
  expect(waived.draft('2026-12-02 11:00', 'refuse').sign('2026-12-02 12:00').state.stage).toBe('refused');
});

test('a waiver is refused while an objection or an oral request stands', () => {
  const objected = notified.object('2026-12-02 10:00');
  const asked = notified.askOral('2026-12-02 10:00');

  expect(objected.refusalOf((story) => story.waive('2026-12-02 11:00')).code).toBe(
    'waiver-against-objection',
  );
  expect(asked.refusalOf((story) => story.waive('2026-12-02 11:00')).code).toBe('waiver-against-objection');
});

test('an objection after a waiver, inside the window, revokes the waiver, and the refusal closes again', () => {
  const drafted = notified.waive('2026-12-02 10:00').draft('2026-12-02 11:00', 'refuse');

  const objected = drafted.object('2026-12-02 12:00');

  expect(objected.state).toMatchObject({
    stage: 'hearing',
    draft: null,
    hearing: { waivedAt: null, record: null, closedAt: null },
  });
  expect(inAstana(objected.deadline('earliest-refusal').at)).toBe('Fri 2026-12-04 09:00:00');
  expect(objected.events.slice(-3)).toEqual(['objected', 'hearing-reopened', 'draft-voided']);
});

test('an oral request revokes a waiver as well', () => {
  const asked = notified.waive('2026-12-02 10:00').askOral('2026-12-02 12:00');

  expect(asked.state).toMatchObject({ stage: 'hearing', hearing: { waivedAt: null } });
});

test('a waiver that is taken back sets the terms of the hearing running again, unless their time is over', () => {
  const waived = notified.waive('2026-12-02 10:00');
  const spoken = waived.object('2026-12-02 12:00');
  const silent = spoken.pass('2026-12-04 18:31');

  expect([waived, spoken, silent].map((each) => each.deadline('hearing').status)).toEqual([
    'not-needed',
    'open',
    'missed',
  ]);
  expect(spoken.deadline('objection').status).toBe('open');
  expect(spoken.record('2026-12-03 12:00').deadline('hearing').status).toBe('met');
});

test('a waiver does not close the hearing while supplied documents are unanswered', () => {
  const waived = notified.supply('2026-12-02 10:00').waive('2026-12-02 11:00');
  expect(waived.state.stage).toBe('hearing');

  expect(waived.record('2026-12-02 12:00').state.stage).toBe('drafting');
});

test('silence does not close the hearing while supplied documents are unanswered', () => {
  const supplied = notified.supply('2026-12-02 10:00').pass('2026-12-07 12:00');
  expect(supplied.state.stage).toBe('hearing');

  expect(supplied.record('2026-12-07 13:00').state.stage).toBe('drafting');
});

test('documents supplied after the record want another record', () => {
  const recorded = notified.object('2026-12-02 10:00').record('2026-12-02 11:00');

  const supplied = recorded.supply('2026-12-02 12:00').pass('2026-12-04 12:00');

  expect(supplied.state).toMatchObject({ stage: 'hearing', hearing: { record: null } });
});

test('a cured defect sends the application to the conformity check, and no clock stops', () => {
  const cured = notified.supply('2026-12-02 10:00').record('2026-12-02 11:00', { outcome: 'cured' });

  expect(cured.state.stage).toBe('conformity-check');
  expect(cured.deadline('result')).toEqual(notified.deadline('result'));
  expect(cured.conforms('2026-12-02 12:00').state.stage).toBe('drafting');
});

test('after a cure the same grounds found again need a new notice', () => {
  const cured = notified.supply('2026-12-02 10:00').record('2026-12-02 11:00', { outcome: 'cured' });

  const foundAgain = cured.doesNotConform('2026-12-02 12:00', { grounds: [ground()] });

  expect(foundAgain.state).toMatchObject({ stage: 'preliminary-refusal', hearing: null });
});

test('an objection after a cure waits for the check that goes on: it is heard if the same grounds are found again', () => {
  const cured = notified.supply('2026-12-02 10:00').record('2026-12-02 11:00', { outcome: 'cured' });
  const objected = cured.object('2026-12-02 12:00');

  const conforms = objected.conforms('2026-12-02 14:00');
  const foundAgain = objected.doesNotConform('2026-12-02 14:00', { grounds: [ground()] });

  expect(objected.state).toMatchObject({
    stage: 'conformity-check',
    hearing: { record: null, closedAt: null },
  });
  expect(conforms.state.stage).toBe('drafting');
  expect(foundAgain.state.stage).toBe('hearing');
  expect(foundAgain.state.hearing?.objectedAt).toHaveLength(1);
});

test('nothing said and nothing supplied cures nothing', () => {
  const refusal = notified.refusalOf((story) => story.record('2026-12-02 11:00', { outcome: 'cured' }));

  expect(refusal.code).toBe('nothing-was-supplied');
});

test('one record speaks of what was said; it is not made twice', () => {
  const recorded = notified.object('2026-12-02 10:00').record('2026-12-02 11:00');

  expect(recorded.refusalOf((story) => story.record('2026-12-02 12:00')).code).toBe('record-already-made');
});

test('an objection inside the window is taken after a favourable finding too, and waits for the grounds to come back', () => {
  const favourable = notified
    .draft('2026-12-02 10:00', 'issue')
    .returnDraft('2026-12-02 11:00', 'conformity-check')
    .conforms('2026-12-02 12:00');

  const objected = favourable.object('2026-12-02 13:00');
  const foundAgain = objected.doesNotConform('2026-12-04 10:00', { grounds: [ground()] });

  expect(objected.state.stage).toBe('drafting');
  expect(foundAgain.state).toMatchObject({ stage: 'hearing', hearing: { record: null } });
});

test('a hearing resumed after its window ended closes by itself when nobody spoke', () => {
  const checkedAgain = notified
    .draft('2026-12-02 10:00', 'issue')
    .returnDraft('2026-12-02 11:00', 'conformity-check');

  const foundAgain = checkedAgain.doesNotConform('2026-12-04 10:00', { grounds: [ground()] });

  expect(foundAgain.state).toMatchObject({ stage: 'drafting', hearing: { record: { form: 'none-came' } } });
});

test('a late hearing after the lapse gives the applicant the whole window again', () => {
  const late = proposed.approve('2026-12-09 10:00').receive('2026-12-09 11:00');

  const refused = late.pass('2026-12-12 00:00').draft('2026-12-14 09:00', 'refuse').sign('2026-12-14 09:00');

  expect(late.refusalOf((story) => story.draft('2026-12-11 12:00', 'refuse')).code).toBe(
    'hearing-still-open',
  );
  expect(refused.state).toMatchObject({ stage: 'refused', result: { late: true } });
});

test('an objection while the refusal lies with the head voids it', () => {
  const received = proposed.approve('2026-12-01 12:00').receive('2026-12-01 13:00');
  const drafted = received.waive('2026-12-01 14:00').draft('2026-12-01 15:00', 'refuse');

  expect(drafted.object('2026-12-01 16:00').state).toMatchObject({ stage: 'hearing', draft: null });
  expect(refusalDrafted.refusalOf((story) => story.object('2026-12-04 08:30')).code).toBe(
    'objection-window-closed',
  );
});

test('a refusal drafted too early is told when the window ends, as long as nothing but time is waited for', () => {
  const opensOf = (story: typeof notified) =>
    story.refusalOf((each) => each.draft('2026-12-02 12:00', 'refuse')).opensAt;

  expect(opensOf(notified)).toBe(at('2026-12-04 00:00'));
  expect(opensOf(notified.object('2026-12-02 10:00'))).toBeNull();
  expect(opensOf(hearing)).toBeNull();
});
