import { beforeAll, describe, expect, test } from 'vitest';

import { negativeFinding, refusal } from '../../conformance/papers.ts';
import type { Answer } from '../../scripts/http/caller.ts';
import type { Cast, RoleName } from '../../scripts/http/cast.ts';
import { appointment } from './procedure.ts';
import { callerAs } from './stack.ts';
import { begin, calmStack, castOf, type Story } from './story.ts';
import { inThreeLanguages, type Problem } from './three-languages.ts';

let cast: Cast;
beforeAll(async () => {
  cast = await castOf(calmStack());
});

const startsAt = '2026-12-07T10:00:00+05:00';
const soundHearing = '2026-12-08T15:00:00+05:00';

async function inConformityCheck(): Promise<Story> {
  const story = await begin(cast, 'inward', { startsAt });
  await story.does('head', '/executor', appointment);
  await story.does('executor', '/completeness', { finding: 'complete' });
  return story;
}

/** A preliminary refusal whose notice was sent, and received on the same Monday. */
async function inHearing(): Promise<Story> {
  const story = await inConformityCheck();
  await story.does('executor', '/conformity', negativeFinding(soundHearing));
  const { notices } = await story.does('head', '/preliminary-refusal/approval', await story.proposal());
  const receipt = { channel: 'cabinet', at: startsAt, evidence: 'opened in the personal cabinet' };
  await story.does('notifier', `/notices/${notices.at(-1)?.id ?? ''}/receipt`, receipt);
  return story;
}

/** The window of Wednesday has ended in silence; a refusal opens on Thursday at nine. */
async function heardInSilence(): Promise<Story> {
  const story = await inHearing();
  await story.until('2026-12-10T08:00:00+05:00');
  return story;
}

describe('a command that the procedure refuses is kept in the trail and changes nothing:', () => {
  /** Refused with a code and what is allowed instead; stage and version stay, and officers read it in the trail. */
  async function expectRefused(
    story: Story,
    who: RoleName,
    suffix: string,
    body: unknown,
    status: number,
    code: string,
  ): Promise<Problem> {
    const before = await story.shown();
    const send = (language: string) =>
      story.tries(who, suffix, body, { language }) as Promise<unknown> as Promise<Answer<Problem>>;
    const problem = await inThreeLanguages(send, status, code);
    const after = await story.shown();
    expect([after.stage, after.version]).toEqual([before.stage, before.version]);
    expect(await refusalsIn(story)).toEqual([code, code, code]);
    expect(problem.allowed).toBeInstanceOf(Array);
    return problem;
  }

  test('a command in the wrong stage', async () => {
    const story = await inConformityCheck();
    const { allowed } = await expectRefused(
      story,
      'executor',
      '/draft',
      { result: 'issue' },
      409,
      'wrong-stage',
    );
    expect(allowed).toEqual(['record-conformity']);
  });

  test('a hearing outside its window', async () => {
    const story = await inConformityCheck();
    const late = negativeFinding('2026-12-25T15:00:00+05:00');
    const refused = await expectRefused(
      story,
      'executor',
      '/conformity',
      late,
      409,
      'hearing-outside-window',
    );
    expect(refused.allowed).toContain('record-conformity');
  });

  test('a ground that rests on the conditions of use alone', async () => {
    const story = await inConformityCheck();
    const grounds = [{ ground: 'nonCompliance392', fields: ['conditionsOfUse'], documents: [] }];
    const finding = { ...negativeFinding(soundHearing), grounds };
    const refused = await expectRefused(
      story,
      'executor',
      '/conformity',
      finding,
      409,
      'ground-carries-no-refusal',
    );
    expect(refused.allowed).toContain('record-conformity');
  });

  test('a wrong person: the head who is the executor’s own self does not sign', async () => {
    const story = await begin(cast, 'inward', { startsAt });
    await story.does('head', '/executor', { executorId: 'executor-4' });
    const [dana, sameDana] = await Promise.all([
      callerAs(calmStack(), 'executor', 'executor-4'),
      callerAs(calmStack(), 'head', 'head-3'),
    ]);
    const ifMatch = async () => ({ ifMatch: (await cast.head.get(story.path)).etag });
    await dana.post(`${story.path}/completeness`, { finding: 'complete' }, await ifMatch());
    await dana.post(`${story.path}/conformity`, { finding: 'conforms' }, await ifMatch());
    await dana.post(`${story.path}/draft`, { result: 'issue' }, await ifMatch());
    const answer = await sameDana.post(`${story.path}/decision`, await story.draft(), await ifMatch());
    expect(answer).toMatchObject({ status: 409, body: { code: 'examiner-may-not-decide' } });
    expect(await story.shown()).toMatchObject({ stage: 'signing' });
    expect(await refusalsIn(story)).toEqual(['examiner-may-not-decide']);
  });

  test('a refusal drafted while the hearing is open', async () => {
    const story = await inHearing();
    const { allowed } = await expectRefused(story, 'executor', '/draft', refusal, 409, 'hearing-still-open');
    expect(allowed).toContain('draft-result');
  });

  test('a refusal on a ground that the applicant was not notified of', async () => {
    const story = await heardInSilence();
    const other = { ...refusal, grounds: ['untrueDocuments'] };
    const { allowed } = await expectRefused(story, 'executor', '/draft', other, 409, 'ground-not-notified');
    expect(allowed).toContain('draft-result');
  });

  test('a refusal signed before its opening', async () => {
    const story = await heardInSilence();
    await story.does('executor', '/draft', refusal);
    const draft = await story.draft();
    const refused = await expectRefused(story, 'head', '/decision', draft, 409, 'refusal-not-open-yet');
    expect(refused.opensAt).toBe('2026-12-10T04:00:00.000Z');
  });

  test('a notice of refusal approved after the gate', async () => {
    const story = await inConformityCheck();
    await story.does('executor', '/conformity', negativeFinding(soundHearing));
    await story.until('2026-12-14T18:30:00+05:00');
    const { allowed } = await expectRefused(
      story,
      'head',
      '/preliminary-refusal/approval',
      await story.proposal(),
      409,
      'refusal-gate-closed',
    );
    expect(allowed).toContain('return-preliminary-refusal');
  });

  test('a draft other than the one shown', async () => {
    const story = await inConformityCheck();
    await story.does('executor', '/conformity', { finding: 'conforms' });
    await story.does('executor', '/draft', { result: 'issue' });
    const { draftId } = await story.draft();
    const forged = { draftId, sha256: 'a'.repeat(64) };
    const refused = await expectRefused(story, 'head', '/decision', forged, 412, 'draft-not-current');
    expect(refused.allowed).toContain('sign-decision');
  });
});

describe('what no stage would take is told, and not even kept as refused:', () => {
  async function pointersOf(story: Story, suffix: string, body: unknown): Promise<string[]> {
    const before = await story.trail();
    const { status, body: problem } = await story.tries('head', suffix, body);
    expect([status, await story.trail()]).toEqual([400, before]);
    return ((problem as unknown as Problem).errors ?? []).map(({ pointer }) => pointer);
  }

  test('a draft named by nonsense', async () => {
    const story = await inConformityCheck();
    await story.does('executor', '/conformity', { finding: 'conforms' });
    await story.does('executor', '/draft', { result: 'issue' });
    const nonsense = { draftId: 'none', sha256: 'x' };
    expect(await pointersOf(story, '/decision', nonsense)).toEqual(['/draftId', '/sha256']);
  });

  test('an executor whom the register does not know', async () => {
    const story = await begin(cast, 'inward', { startsAt });
    expect(await pointersOf(story, '/executor', { executorId: 'executor-99' })).toEqual(['/executorId']);
  });
});

/** The codes of all refused commands in the trail, in order. */
async function refusalsIn(story: Story): Promise<unknown[]> {
  const refused = (await story.trail()).filter(({ type }) => type === 'command-refused');
  return refused.map(({ data }) => data['code']);
}
