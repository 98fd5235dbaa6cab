import { expect, test } from 'vitest';
import { at, ground, inAstana, kz } from '../../test/builders.ts';
import { deadlineOf } from '../case/deadlines.ts';
import {
  hearing,
  notified,
  proposed,
  conformityCheck,
  completenessCheck,
} from '../../test/model/openings.ts';
import { noticePosted } from './preliminary-refusal.ts';

// Order 219, clause 7; APPC 73(1). D5 is Thu 2026-12-03, D8 Tue 2026-12-08.
test('the notice may go out until the last millisecond before 18:30 of D5', () => {
  const approved = proposed.approve('2026-12-03 18:29:59.999');

  expect(approved.state.stage).toBe('hearing');
  expect(approved.deadline('preliminary-refusal-notice').status).toBe('met');
});

test('at 18:30 of D5 the gate closes before an approval of that instant', () => {
  const refusal = proposed.refusalOf((story) => story.approve('2026-12-03 18:30'));

  expect(refusal).toMatchObject({
    code: 'refusal-gate-closed',
    opensAt: at('2026-12-09 00:00'),
    allowed: ['appoint-executor', 'return-preliminary-refusal'],
  });
});

test('the gate stays closed until the last millisecond of D8', () => {
  expect(proposed.refusalOf((story) => story.approve('2026-12-08 23:59:59.999')).code).toBe(
    'refusal-gate-closed',
  );
});

test('after the lapse of D8 a late notice opens a late hearing', () => {
  const late = proposed.approve('2026-12-09 00:00');

  expect(late.state.stage).toBe('hearing');
  expect(late.deadline('preliminary-refusal-notice').status).toBe('missed');
  expect(inAstana(late.deadline('earliest-refusal').at)).toBe('Mon 2026-12-14 09:00:00');
});

test('the gate announces itself the evening before and when it closes, as long as a refusal may still come', () => {
  const waiting = conformityCheck.pass('2026-12-03 18:30');

  expect(waiting.events.slice(-2)).toEqual(['refusal-gate-near', 'refusal-gate-closed']);
  expect(waiting.line.trail.slice(-2).map((event) => inAstana(event.at))).toEqual([
    'Wed 2026-12-02 18:30:00',
    'Thu 2026-12-03 18:30:00',
  ]);
  expect(hearing.pass('2026-12-03 18:30').events).not.toContain('refusal-gate-near');
});

test('the stage stays preliminary-refusal until there is evidence that the notice was posted', () => {
  const approved = proposed.approve('2026-12-01 12:00', { posted: null });
  expect(approved.state.stage).toBe('preliminary-refusal');

  const posted = approved.posted('2026-12-02 10:00');

  expect(posted.state).toMatchObject({ stage: 'hearing', notices: [{ sentOn: '2026-12-02' }] });
});

test('the notice day is the day of the evidence, not of the approval', () => {
  const posted = proposed.approve('2026-12-01 18:29', { posted: '2026-12-02 00:01' });

  const late = posted.pass('2026-12-02 00:01');

  expect(late.deadline('hearing').on).toBe('2026-12-04');
  expect(late.deadline('earliest-refusal').on).toBe('2026-12-07');
});

test.each(['2026-12-03 18:30', '2026-12-03 18:31', '2026-12-08 23:59:59.999'])(
  'evidence of posting at %s, behind the gate, voids the notice',
  (postedAt) => {
    const approved = proposed.approve('2026-12-03 18:29', { posted: postedAt });

    const voided = approved.pass(postedAt);

    expect(voided.state).toMatchObject({ stage: 'preliminary-refusal', notices: [{ status: 'void' }] });
    expect(voided.events.at(-1)).toBe('notice-voided');
  },
);

test('evidence a millisecond before the gate still counts', () => {
  const approved = proposed.approve('2026-12-03 18:29', { posted: '2026-12-03 18:29:59.999' });

  expect(approved.pass('2026-12-03 18:30').state.stage).toBe('hearing');
});

test('a voided notice may be approved anew after the lapse', () => {
  const voided = proposed.approve('2026-12-03 18:29', { posted: '2026-12-03 18:31' });

  expect(voided.approve('2026-12-09 09:00').state.stage).toBe('hearing');
});

test('evidence from before the gate counts although the gate was settled before it was recorded', () => {
  const settled = proposed.approve('2026-12-03 18:29', { posted: null }).pass('2026-12-03 18:31');
  expect(settled.deadline('preliminary-refusal-notice').status).toBe('missed');
  const noticeId = settled.state.notices.at(-1)?.id;
  if (noticeId === undefined) throw new Error('the approval made no notice');

  const posted = noticePosted(
    settled.state,
    { kind: 'notice-posted', noticeId, at: at('2026-12-03 18:29:59') },
    kz,
  );

  expect(posted.state.stage).toBe('hearing');
  expect(deadlineOf(posted.state.deadlines, 'preliminary-refusal-notice')?.status).toBe('met');
});

test('an approval without evidence may be recalled, and evidence that comes later tells the applicant that it is void', () => {
  const approved = proposed.approve('2026-12-01 12:00', { posted: null });

  const recalled = approved.returnProposal('2026-12-01 13:00');
  const posted = recalled.posted('2026-12-01 14:00');

  expect(recalled.events.slice(-2)).toEqual(['approval-recalled', 'refusal-returned']);
  expect(posted.state).toMatchObject({ stage: 'conformity-check', notices: [{ status: 'void' }] });
  expect(posted.events.at(-1)).toBe('void-notice-posted');
});

test('one approval waits for its evidence at a time', () => {
  const approved = proposed.approve('2026-12-01 12:00', { posted: null });

  expect(approved.refusalOf((story) => story.approve('2026-12-01 13:00')).code).toBe(
    'notice-already-approved',
  );
});

test('without receipt the head may serve again, and the new notice starts a new N', () => {
  const again = hearing.approve('2026-12-03 15:00');

  expect(again.state.notices.map((notice) => notice.sentOn)).toEqual(['2026-12-01', '2026-12-03']);
  expect(again.state.hearing?.noticeId).toBe(again.state.notices[1]?.id);
  expect(again.deadline('earliest-refusal').on).toBe('2026-12-08');
});

test('once receipt is proved the notice is not served again', () => {
  expect(notified.refusalOf((story) => story.approve('2026-12-02 10:00')).code).toBe(
    'receipt-already-proved',
  );
});

test('a notice served again is void when the first one turns out to have been received meanwhile', () => {
  const again = hearing.approve('2026-12-02 10:00', { posted: null });

  const proved = again.receive('2026-12-02 11:00', { notice: 0 }).posted('2026-12-02 12:00');

  expect(proved.state.hearing?.noticeId).toBe(proved.state.notices[0]?.id);
  expect(proved.state.notices.map((notice) => notice.status)).toEqual(['sent', 'void']);
});

test('a notice served again counts although a favourable draft lies with the head meanwhile', () => {
  const drafted = hearing.approve('2026-12-02 10:00', { posted: null }).draft('2026-12-02 11:00', 'issue');

  const proved = drafted
    .posted('2026-12-02 12:00')
    .receive('2026-12-02 13:00')
    .returnDraft('2026-12-02 14:00');

  expect(proved.state).toMatchObject({ stage: 'hearing', hearing: { receivedAt: at('2026-12-02 13:00') } });
});

test('a second negative finding on other grounds needs a new notice', () => {
  const other = heardAgain([ground({ ground: 'untrueDocuments', documents: ['contract'] })]);

  expect(other.state).toMatchObject({ stage: 'preliminary-refusal', hearing: null });
});

test('a second negative finding on the same ground but other facts needs a new notice', () => {
  expect(heardAgain([ground({ documents: ['contract'] })]).state.stage).toBe('preliminary-refusal');
});

test('a second negative finding on unchanged grounds and facts needs none', () => {
  expect(heardAgain([ground()]).state.stage).toBe('drafting');
});

function heardAgain(grounds: ReturnType<typeof ground>[]) {
  return notified.pass('2026-12-04 00:00').doesNotConform('2026-12-04 10:00', { grounds });
}

test('returning a second proposal leaves the first notice sent', () => {
  const second = heardAgain([ground({ documents: ['contract'] })]).returnProposal('2026-12-04 11:00');

  expect(second.state.notices.map((notice) => notice.status)).toEqual(['sent']);
  expect(second.events).not.toContain('approval-recalled');
});

test('an approval of one finding never goes out as the notice of the next', () => {
  const pending = hearing.approve('2026-12-02 10:00', { posted: null }).draft('2026-12-02 11:00', 'issue');
  const checked = pending.returnDraft('2026-12-02 12:00', 'conformity-check');

  const other = checked.doesNotConform('2026-12-02 13:00', {
    grounds: [ground({ documents: ['contract'] })],
  });
  const posted = other.posted('2026-12-02 14:00');

  expect(posted.state).toMatchObject({ stage: 'preliminary-refusal', hearing: null });
  expect(posted.state.notices.map((notice) => notice.status)).toEqual(['sent', 'void']);
});

test('evidence of posting that comes after the end changes nothing', () => {
  const pending = hearing.approve('2026-12-02 10:00', { posted: null });
  const issued = pending.draft('2026-12-02 11:00', 'issue').sign('2026-12-02 12:00');

  const posted = issued.posted('2026-12-02 13:00');

  expect(posted.state).toEqual(issued.state);
  expect(posted.events.at(-1)).toBe('void-notice-posted');
});

test.each([
  ['in the past', '2026-12-01 11:30'],
  ['before the office opens', '2026-12-02 08:59'],
  ['when the office has closed', '2026-12-02 18:30'],
  ['on a day off', '2026-12-05 12:00'],
  ['later than two working days after the notice', '2026-12-04 10:00'],
])('a hearing %s is refused at approval', (_, when) => {
  const plan = { at: at(when), way: 'in-person' } as const;

  const refusal = proposed.refusalOf((story) => story.approve('2026-12-01 12:00', { hearing: plan }));

  expect(refusal).toMatchObject({ code: 'hearing-outside-window', params: { lastOn: '2026-12-03' } });
});

test('the executor proposes a hearing that a notice of D5 would still allow', () => {
  const plan = (when: string) => ({ hearing: { at: at(when), way: 'video' } as const });

  const latest = conformityCheck.doesNotConform('2026-12-01 11:00', plan('2026-12-07 18:29'));
  const refusal = conformityCheck.refusalOf((story) =>
    story.doesNotConform('2026-12-01 11:00', plan('2026-12-08 10:00')),
  );

  expect(latest.state.stage).toBe('preliminary-refusal');
  expect(refusal).toMatchObject({ code: 'hearing-outside-window', params: { lastOn: '2026-12-07' } });
});

test('by default an incomplete package goes the way of the hearing and needs a plan for it', () => {
  const refusal = completenessCheck.refusalOf((story) =>
    story.incomplete('2026-11-27 15:00', { hearing: null }),
  );

  expect(refusal.code).toBe('hearing-plan-missing');
});

test('incompleteness found at the conformity check has its own code and goes by hearing', () => {
  const found = conformityCheck.foundIncomplete('2026-12-01 11:00');

  expect(found.state).toMatchObject({
    stage: 'preliminary-refusal',
    finding: { check: 'conformity', route: 'hearing', grounds: [{ ground: 'incomplete-found-late' }] },
  });
});

// Law of 06.04.2024 No. 71-VIII dropped the basis of the field "conditions of use".
test('the field "conditions of use" alone carries no refusal, with another field it may stand', () => {
  const alone = [ground({ documents: [], fields: ['conditionsOfUse'] })];
  const withAnother = [ground({ documents: [], fields: ['conditionsOfUse', 'applicant'] })];

  const refusal = conformityCheck.refusalOf((story) =>
    story.doesNotConform('2026-12-01 11:00', { grounds: alone }),
  );

  expect(refusal.code).toBe('ground-carries-no-refusal');
  expect(conformityCheck.doesNotConform('2026-12-01 11:00', { grounds: withAnother }).state.stage).toBe(
    'preliminary-refusal',
  );
});

test('a ground that rests on nothing carries no refusal', () => {
  const grounds = [ground({ documents: [], fields: [] })];

  expect(
    conformityCheck.refusalOf((story) => story.doesNotConform('2026-12-01 11:00', { grounds })).code,
  ).toBe('ground-carries-no-refusal');
});

test('findings after D2 and D7 are accepted and marked late', () => {
  const complete = completenessCheck.complete('2026-11-30 18:30');
  const conforms = complete.conforms('2026-12-07 18:30');

  expect(complete.deadline('completeness-check').status).toBe('missed');
  expect(
    conforms.line.trail.filter((event) => 'late' in event.data).map((event) => event.data['late']),
  ).toEqual([true, true]);
  expect(completenessCheck.complete('2026-11-30 18:29:59.999').deadline('completeness-check').status).toBe(
    'met',
  );
});
