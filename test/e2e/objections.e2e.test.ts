import { beforeAll, expect, test } from 'vitest';

import { negativeFinding } from '../../conformance/papers.ts';
import type { Cast } from '../../scripts/http/cast.ts';
import { appointment } from './procedure.ts';
import { eventually } from './patience.ts';
import { begin, calmStack, castOf, type Story } from './story.ts';
import { inThreeLanguages, type Problem } from './three-languages.ts';
import type { Answer } from '../../scripts/http/caller.ts';

let cast: Cast;
beforeAll(async () => {
  cast = await castOf(calmStack());
});

const startsAt = '2026-12-07T10:00:00+05:00';
/** What one hearing takes (docs/decisions/0040). */
const mostAtOneHearing = 5;

/** A preliminary refusal whose notice was sent, and received on the same Monday: the window lasts until the end of Wednesday. */
async function inHearing(): Promise<Story> {
  const story = await begin(cast, 'inward', { startsAt });
  await story.does('head', '/executor', appointment);
  await story.does('executor', '/completeness', { finding: 'complete' });
  await story.does('executor', '/conformity', negativeFinding('2026-12-08T15:00:00+05:00'));
  const { notices } = await story.does('head', '/preliminary-refusal/approval', await story.proposal());
  const receipt = { channel: 'cabinet', at: startsAt, evidence: 'opened in the personal cabinet' };
  await story.does('notifier', `/notices/${notices.at(-1)?.id ?? ''}/receipt`, receipt);
  return story;
}

const object = (story: Story, times: number) =>
  Promise.all(
    Array.from({ length: times }, (_, n) =>
      story.tries('portal', '/objection', { text: `We object, ${String(n)}.` }),
    ),
  );

const statuses = (answers: readonly Answer<unknown>[]) =>
  answers.map(({ status }) => status).toSorted((one, other) => one - other);

test('an executor drafts and a head signs while the applicant objects all the time', async () => {
  const story = await inHearing();
  const seen = (await cast.executor.get(story.path)).etag;

  const [objected, drafted] = await Promise.all([
    object(story, 3),
    cast.executor.post(`${story.path}/draft`, { result: 'issue' }, { ifMatch: seen }),
  ]);
  // A busy workflow may have answered 202: what counts is that nothing was stale.
  expect([drafted, ...objected].filter(({ status }) => status !== 200 && status !== 202)).toEqual([]);
  await eventually('the draft is with the head', story.shown, ({ stage }) => stage === 'signing');

  const shown = (await cast.head.get(story.path)).etag;
  const draft = await story.draft();
  const [, signed] = await Promise.all([
    object(story, 2),
    cast.head.post(`${story.path}/decision`, draft, { ifMatch: shown }),
  ]);
  expect([200, 202], JSON.stringify(signed.body)).toContain(signed.status);
  await eventually('it is signed', story.shown, ({ stage }) => stage === 'issued');
});

test('of many objections at once one hearing takes five, and says so to the others; nobody’s view grows stale by it', async () => {
  const story = await inHearing();
  const seen = (await cast.executor.get(story.path)).etag;

  const answers = await object(story, 25);

  // Those that a busy workflow has not decided at once are 202, and decided all the same.
  const told = answers.filter(({ status }) => status === 409).map(({ body }) => body as unknown as Problem);
  expect(told.filter(({ code }) => code !== 'hearing-limit-reached')).toEqual([]);
  expect(statuses(answers).filter((status) => ![200, 202, 409].includes(status))).toEqual([]);
  const outcomes = async () => {
    const trail = await story.trail();
    return {
      objected: trail.filter(({ type }) => type === 'objected').length,
      refused: trail.filter(({ data }) => data['code'] === 'hearing-limit-reached').length,
    };
  };
  const decided = await eventually(
    'all objections are decided',
    outcomes,
    ({ objected, refused }) => objected + refused === 25,
  );
  expect(decided).toEqual({ objected: mostAtOneHearing, refused: 25 - mostAtOneHearing });
  const again = (language: string) =>
    story.tries(
      'portal',
      '/objection',
      { text: 'We object again.' },
      { language },
    ) as Promise<unknown> as Promise<Answer<Problem>>;
  await inThreeLanguages(again, 409, 'hearing-limit-reached');

  const oral = await Promise.all([1, 2, 3].map(() => story.tries('portal', '/oral-hearing-request', {})));
  expect(statuses(oral)).toEqual([200, 409, 409]);
  const drafted = await cast.executor.post(`${story.path}/draft`, { result: 'issue' }, { ifMatch: seen });
  expect(drafted.status, JSON.stringify(drafted.body)).toBe(200);
});

test('the record of a hearing asks for the last word of the applicant: one that came since is 412, and the next look suffices', async () => {
  const story = await inHearing();
  await object(story, 1);
  const seen = (await cast.executor.get(story.path)).etag;
  await object(story, 1);
  const record = { form: 'written', outcome: 'upheld', summary: 'Both objections were looked into.' };

  const early = await cast.executor.post(`${story.path}/hearing-record`, record, { ifMatch: seen });

  expect(early).toMatchObject({ status: 412, body: { code: 'stale-version' } });
  expect((await story.tries('executor', '/hearing-record', record)).status).toBe(200);
});
