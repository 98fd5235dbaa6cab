import { expect, test } from 'vitest';
import { conformityCheck, hearing, notified } from '../../test/model/openings.ts';
import { mostAtOneHearing } from './against.ts';
import { storyOf } from '../../test/model/story.ts';
import type { Story } from '../../test/model/story.ts';

// N Tue 1.12.2026, received the same day: the window lasts until the end of Thu 3.12.

function objected(story: Story, times: number): Story {
  return Array.from({ length: times }, (_, n) => n).reduce(
    (told, n) => told.object(`2026-12-02 10:0${n}`),
    story,
  );
}

test('an officer acts on what they have seen, however often the applicant has objected since', () => {
  const { version } = notified.state;

  const drafted = objected(notified, 3).draft('2026-12-02 11:00', 'issue', { version });

  expect(drafted.state.stage).toBe('signing');
});

test('the record of a hearing is made by who has seen all that was said', () => {
  const once = notified.object('2026-12-02 10:00');
  const twice = once.object('2026-12-02 10:30');
  const record = (seen: Story) => (next: Story) =>
    next.record('2026-12-02 11:00', { version: seen.state.version });

  expect(twice.refusalOf(record(once)).code).toBe('stale-version');
  expect(record(twice)(twice).state.hearing?.record?.form).toBe('written');
});

test('an objection that voids a drafted refusal is something to be seen', () => {
  const waived = notified.waive('2026-12-02 10:00').draft('2026-12-02 11:00', 'refuse');
  const { version } = waived.state;

  const reopened = waived.object('2026-12-02 12:00');

  expect(reopened.refusalOf((next) => next.draft('2026-12-02 13:00', 'issue', { version })).code).toBe(
    'stale-version',
  );
});

test('a version that nobody can have seen is stale, and so is one from before the last finding', () => {
  const { version } = hearing.state;
  const draft = (seen: number) => (next: Story) => next.draft('2026-12-02 11:00', 'issue', { version: seen });

  expect(hearing.refusalOf(draft(version + 1)).code).toBe('stale-version');
  expect(hearing.refusalOf(draft(conformityCheck.state.version)).code).toBe('stale-version');
});

test('one hearing takes so many objections and so many supplies of documents, and no more', () => {
  const full = objected(notified, mostAtOneHearing);
  const supplied = Array.from({ length: mostAtOneHearing }, (_, n) => n).reduce(
    (told: Story, n) => told.supply(`2026-12-02 12:0${n}`),
    full,
  );

  expect(full.refusalOf((next) => next.object('2026-12-02 11:00'))).toMatchObject({
    code: 'hearing-limit-reached',
    params: { most: mostAtOneHearing },
  });
  expect(supplied.refusalOf((next) => next.supply('2026-12-02 13:00')).code).toBe('hearing-limit-reached');
  expect(supplied.askOral('2026-12-02 13:00').state.hearing?.oralRequestedAt).not.toBeNull();
});

test('a hearing of a later notice takes its own', () => {
  const full = objected(notified, mostAtOneHearing).record('2026-12-02 11:00', { outcome: 'cured' });
  const again = full.foundIncomplete('2026-12-02 12:00').approve('2026-12-02 13:00');

  expect(again.object('2026-12-03 10:00').state.hearing?.objectedAt).toHaveLength(1);
});

test('facts of before the version was kept are seen by the present version alone', () => {
  const objected = notified.object('2026-12-02 10:00');
  const { decidedOnVersion: _later, ...before } = objected.state;
  const ofBefore = storyOf({ ...objected.line, state: before });
  const draft = (version: number) => (next: Story) => next.draft('2026-12-02 11:00', 'issue', { version });

  expect(ofBefore.refusalOf(draft(before.version - 1)).code).toBe('stale-version');
  expect(draft(before.version)(ofBefore).state.stage).toBe('signing');
});
