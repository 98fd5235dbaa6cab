import { expect, test } from 'vitest';
import { at, digest, ground } from '../../test/builders.ts';
import {
  conforming,
  conformityCheck,
  documentDrafted,
  hearing,
  heardInSilence,
  issued,
  notified,
  refusalDrafted,
  refused,
} from '../../test/model/openings.ts';

// N is Tue 2026-12-01: a refusal opens on Fri 2026-12-04 at 09:00, D8 is Tue 2026-12-08.
test('openings are inclusive: a refusal is signed at 09:00 of N + 3 and not a millisecond before', () => {
  const refusal = refusalDrafted.refusalOf((story) => story.sign('2026-12-04 08:59:59.999'));

  expect(refusal).toMatchObject({ code: 'refusal-not-open-yet', opensAt: at('2026-12-04 09:00') });
  expect(refused.state).toMatchObject({ stage: 'refused', result: { late: false } });
  expect(refused.deadline('earliest-refusal').status).toBe('met');
  expect(refused.deadline('result').status).toBe('met');
});

test('a refusal opens with the end of the window when receipt was late', () => {
  const drafted = hearing
    .receive('2026-12-03 10:00')
    .pass('2026-12-08 00:00')
    .draft('2026-12-08 00:00', 'refuse');

  expect(drafted.sign('2026-12-08 00:00').state.stage).toBe('refused');
  expect(
    hearing.receive('2026-12-03 10:00').refusalOf((story) => story.draft('2026-12-07 18:00', 'refuse')).code,
  ).toBe('hearing-still-open');
});

test('a favourable result may be drafted from the hearing and signed at any time', () => {
  const drafted = notified.draft('2026-12-02 10:00', 'issue');

  expect(drafted.sign('2026-12-02 10:00').state).toMatchObject({ stage: 'issued', result: { late: false } });
});

test('after the hearing the executor may draft either result', () => {
  expect(heardInSilence.draft('2026-12-04 10:00', 'issue').sign('2026-12-04 11:00').state.stage).toBe(
    'issued',
  );
  expect(heardInSilence.draft('2026-12-04 10:00', 'refuse').sign('2026-12-04 11:00').state.stage).toBe(
    'refused',
  );
});

test('a favourable draft returned while the hearing is open goes back to the hearing', () => {
  const returned = notified.draft('2026-12-02 10:00', 'issue').returnDraft('2026-12-02 11:00');

  expect(returned.state).toMatchObject({ stage: 'hearing', draft: null });
});

test('a favourable draft returned when the window has ended meanwhile finds the hearing closed', () => {
  const returned = notified.draft('2026-12-02 10:00', 'issue').returnDraft('2026-12-04 10:00');

  expect(returned.state).toMatchObject({ stage: 'drafting', hearing: { closedAt: at('2026-12-04 10:00') } });
});

test('an objection leaves a favourable draft with the head', () => {
  const objected = notified.draft('2026-12-02 10:00', 'issue').object('2026-12-02 11:00');

  expect(objected.state).toMatchObject({ stage: 'signing', draft: { result: 'issue' } });
  expect(objected.returnDraft('2026-12-04 10:00').state.stage).toBe('hearing');
});

test('from drafting the executor may take the check up again', () => {
  expect(conforming.doesNotConform('2026-12-01 12:00').state.stage).toBe('preliminary-refusal');
  expect(heardInSilence.conforms('2026-12-04 10:00').state.stage).toBe('drafting');
});

test('a refusal is drafted only on a negative finding', () => {
  expect(conforming.refusalOf((story) => story.draft('2026-12-01 12:00', 'refuse')).code).toBe(
    'finding-not-negative',
  );
  expect(
    heardInSilence
      .conforms('2026-12-04 10:00')
      .refusalOf((story) => story.draft('2026-12-04 11:00', 'refuse')).code,
  ).toBe('finding-not-negative');
});

test('the grounds of a refusal are among those notified', () => {
  const refusal = heardInSilence.refusalOf((story) =>
    story.draft('2026-12-04 10:00', 'refuse', { grounds: ['nonCompliance392', 'courtBan'] }),
  );

  expect(refusal).toMatchObject({
    code: 'ground-not-notified',
    params: { ground: 'courtBan', notified: 'nonCompliance392' },
  });
});

test('of two grounds notified a refusal may keep one', () => {
  const grounds = [ground(), ground({ ground: 'untrueDocuments', documents: ['contract'] })];
  const heard = conformityCheck
    .doesNotConform('2026-12-01 11:00', { grounds })
    .approve('2026-12-01 12:00')
    .waive('2026-12-01 13:00');

  expect(heard.draft('2026-12-01 14:00', 'refuse', { grounds: ['untrueDocuments'] }).state.stage).toBe(
    'signing',
  );
});

test('a drafted refusal answers the objection', () => {
  const heard = notified.object('2026-12-02 10:00').record('2026-12-02 11:00').pass('2026-12-04 00:00');

  expect(heard.refusalOf((story) => story.draft('2026-12-04 08:00', 'refuse')).code).toBe(
    'objection-not-answered',
  );
  expect(
    heard.draft('2026-12-04 08:00', 'refuse', { answers: true }).sign('2026-12-04 09:00').state.stage,
  ).toBe('refused');
});

test('the head signs exactly the draft that was shown, and no refusal tells its digest', () => {
  const refusal = documentDrafted.refusalOf((story) =>
    story.sign('2026-12-01 13:00', { sha256: digest('other') }),
  );

  expect(refusal).toMatchObject({ code: 'draft-not-current', params: {} });
});

test('a returned draft is signed no more', () => {
  const { draft } = documentDrafted.state;
  const redrafted = documentDrafted.returnDraft('2026-12-01 13:00').draft('2026-12-01 14:00', 'issue');

  const refusal = redrafted.refusalOf((story) =>
    story.sign('2026-12-01 15:00', { sha256: draft?.sha256 ?? 'none' }),
  );

  expect(refusal.code).toBe('draft-not-current');
});

test('an officer who saw an older version is refused and told the current one', () => {
  const refusal = documentDrafted.refusalOf((story) => story.sign('2026-12-01 13:00', { version: 5 }));

  expect(refusal).toMatchObject({ code: 'stale-version', params: { expected: 5, current: 6 } });
  expect(documentDrafted.sign('2026-12-01 13:00', { version: 6 }).state.version).toBe(7);
});

test('what is due no more is closed with the result', () => {
  const open = issued.state.deadlines.filter((deadline) => deadline.status === 'open');

  expect(open).toEqual([]);
  expect(issued.deadline('result').status).toBe('met');
});
