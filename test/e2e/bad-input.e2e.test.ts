import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';

import type { Answer, Caller } from '../../scripts/http/caller.ts';
import type { ShownApplication } from '../../scripts/http/sample-application.ts';
import { appointment, negativeFinding, reasons } from './procedure.ts';
import { callerAs } from './stack.ts';
import { preparedSubmission } from './submission.ts';
import { begin, calmStack, castOf, type Cast, type Story } from './story.ts';

interface Problem {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly status: number;
  readonly allowed?: readonly string[];
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly text: string }[];
}

let cast: Cast;
let portal: Caller;
beforeAll(async () => {
  cast = await castOf(calmStack());
  portal = await callerAs(calmStack(), 'portal', `portal-${randomUUID().slice(0, 8)}`);
});

/** The same request in each language: the same status and code, and texts that differ. */
async function inThreeLanguages(
  send: (language: string) => Promise<Answer<Problem>>,
  status: number,
  code: string,
): Promise<Problem> {
  const answers = await Promise.all(['kk', 'ru', 'en'].map(send));
  for (const { status: got, body, headers } of answers) {
    expect({ status: got, code: body.code }).toEqual({ status, code });
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body).toMatchObject({
      status,
      title: expect.stringMatching(/\S/),
      detail: expect.stringMatching(/\S/),
    });
  }
  expect(answers.map(({ headers }) => headers.get('content-language'))).toEqual(['kk', 'ru', 'en']);
  expect(new Set(answers.map(({ body }) => body.detail)).size).toBe(3);
  const texts = answers.map(({ body }) => body.errors?.map(({ text }) => text).join());
  if (texts[0] !== undefined) expect(new Set(texts).size).toBe(3);
  return (answers[2] as Answer<Problem>).body;
}

type Form = Record<string, unknown> & {
  applicant: Record<string, unknown>;
  goodsAndProducts: { goods: Record<string, unknown>[] };
};

function spoil(path: (form: Form) => void) {
  return (body: Record<string, unknown>) => path(body['form'] as Form);
}

describe('a submission with one fault is 400 with its pointer, and nothing of it is kept:', () => {
  test.each<
    [string, 'inward' | 'outward' | 'domestic', (body: Record<string, unknown>) => void, string, string]
  >([
    ['an unknown field', 'inward', (body) => (body['colour'] = 'red'), '/colour', 'unknown-field'],
    [
      'an unknown field of the form',
      'inward',
      spoil((form) => (form['colour'] = 'red')),
      '/form/colour',
      'unknown-field',
    ],
    ['a wrong type', 'inward', spoil((form) => (form['operations'] = 5)), '/form/operations', 'wrong-type'],
    [
      'a missing field',
      'inward',
      spoil((form) => delete form['operations']),
      '/form/operations',
      'field-missing',
    ],
    [
      'an over-long text',
      'inward',
      spoil((form) => (form['operations'] = 'ә'.repeat(10_001))),
      '/form/operations',
      'text-too-long',
    ],
    [
      'a NUL in a text',
      'inward',
      spoil((form) => (form['operations'] = 'a\u0000b')),
      '/form/operations',
      'text-malformed',
    ],
    [
      'a BIN with a wrong check digit',
      'inward',
      spoil((form) => (form.applicant['bin'] = '281240000016')),
      '/form/applicant/bin',
      'bin-check-digit-wrong',
    ],
    [
      'an IIN with a wrong check digit',
      'domestic',
      spoil((form) => (form.applicant['iin'] = '991231500017')),
      '/form/applicant/iin',
      'iin-check-digit-wrong',
    ],
    [
      'a TN VED code of nine digits',
      'inward',
      spoil((form) => ((form.goodsAndProducts.goods[0] ?? {})['tnVed'] = '520942000')),
      '/form/goodsAndProducts/goods/0/tnVed',
      'tn-ved-not-10-digits',
    ],
    [
      'more than two years outside the territory',
      'outward',
      spoil((form) => (form['processingTerm'] = { months: 25 })),
      '/form/processingTerm/months',
      'processing-term-too-long',
    ],
    [
      'a subtype that is none',
      'inward',
      (body) => (body['subtype'] = 'upward'),
      '/subtype',
      'value-not-allowed',
    ],
    [
      'a receivedAt of its own',
      'inward',
      (body) => (body['receivedAt'] = '2026-11-26T17:00:00Z'),
      '/receivedAt',
      'unknown-field',
    ],
    [
      'a speed beyond the sandbox',
      'inward',
      (body) => (body['sandboxClock'] = { startsAt: '2026-11-26T17:00:00Z', speed: 3_601 }),
      '/sandboxClock/speed',
      'number-too-large',
    ],
    [
      'no declaration',
      'inward',
      (body) =>
        (body['statements'] = { declaration: false, contactsConfirmed: true, personalDataConsent: true }),
      '/statements/declaration',
      'statement-refused',
    ],
  ])('%s', async (_what, subtype, spoilIt, pointer, code) => {
    const body = await preparedSubmission(portal, subtype);
    spoilIt(body);
    const send = (language: string) => portal.post<Problem>('/v1/applications', body, { language });
    const { errors } = await inThreeLanguages(send, 400, 'invalid-body');

    expect(errors).toEqual([expect.objectContaining({ pointer, code })]);
    await expectNothingKept();
  });

  test('a missing document', async () => {
    const body = await preparedSubmission(portal, 'inward');
    body['documents'] = (body['documents'] as unknown[]).slice(1);
    const send = (language: string) => portal.post<Problem>('/v1/applications', body, { language });
    const { errors } = await inThreeLanguages(send, 400, 'invalid-body');
    expect(errors).toContainEqual(expect.objectContaining({ code: 'document-missing' }));
    await expectNothingKept();
  });

  test.each([
    ['before the data', '2015-12-31T12:00:00+06:00'],
    ['so late that the term ends past the data', '2027-12-24T10:00:00+05:00'],
  ])('a receipt %s', async (_what, startsAt) => {
    const body = await preparedSubmission(portal, 'inward', { sandboxClock: { startsAt } });
    const send = (language: string) => portal.post<Problem>('/v1/applications', body, { language });
    const { errors } = await inThreeLanguages(send, 400, 'date-outside-calendar');
    expect(errors).toMatchObject([{ pointer: '/sandboxClock/startsAt' }]);
    await expectNothingKept();
  });

  test.each([
    ['broken JSON', '{"subtype": "inward",', 'malformed-json'],
    ['nothing', '', 'malformed-json'],
    ['a list', '[]', 'invalid-body'],
    ['null', 'null', 'invalid-body'],
  ])('%s', async (_what, body, code) => {
    const send = (language: string) =>
      portal.send<Problem>('POST', '/v1/applications', {
        body,
        headers: {
          'content-type': 'application/json',
          'accept-language': language,
          'idempotency-key': randomUUID(),
        },
      });
    expect(await inThreeLanguages(send, 400, code)).toMatchObject({ status: 400 });
    await expectNothingKept();
  });

  test('files of a refused submission stay free for the mended one, sent under the same key', async () => {
    const body = await preparedSubmission(portal, 'inward');
    const idempotencyKey = randomUUID();
    const refused = await portal.post('/v1/applications', { ...body, language: 'fr' }, { idempotencyKey });
    const mended = await portal.post<ShownApplication>('/v1/applications', body, { idempotencyKey });
    expect([refused.status, mended.status]).toEqual([400, 201]);
    portal = await callerAs(calmStack(), 'portal', `portal-${randomUUID().slice(0, 8)}`);
  });
});

async function expectNothingKept(): Promise<void> {
  const { body } = await portal.get<{ items: unknown[] }>('/v1/applications');
  expect(body.items).toEqual([]);
}

describe('a file', () => {
  test.each([
    ['of a type that is not taken', 'page.pdf', '<html></html>', 415, 'file-type-refused'],
    ['that is empty', 'empty.pdf', '', 400, 'file-empty'],
  ])('%s is refused', async (_what, name, content, status, code) => {
    const bytes = Uint8Array.from(new TextEncoder().encode(content));
    const { status: got, body } = await portal.upload<Problem>(name, bytes);
    expect({ status: got, code: body.code }).toEqual({ status, code });
  });
});

test('a form without a boundary, and one cut off in the middle, are refused as malformed', async () => {
  for (const [type, body] of [
    ['multipart/form-data', 'x'],
    [
      'multipart/form-data; boundary=b',
      '--b\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF',
    ],
  ] as const) {
    const headers = { 'content-type': type, 'idempotency-key': randomUUID() };
    const answer = await portal.send('POST', '/v1/uploads', { body, headers });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request-malformed' } });
  }
});

test('an address that is too long, wrongly encoded, or holds a NUL is refused, and the API lives on', async () => {
  const codes = await Promise.all(
    [`/v1/applications/${'a'.repeat(300)}`, '/v1/applications/%zz', '/v1/applications?executor=a%00b'].map(
      async (path) => {
        const { status, body } = await portal.get<Problem>(path);
        return [status, body.code];
      },
    ),
  );
  expect(codes).toEqual([
    [404, 'not-found'],
    [400, 'request-malformed'],
    [400, 'request-malformed'],
  ]);
  expect(await portal.get('/healthz')).toMatchObject({ status: 200 });
});

describe('a command that the procedure refuses is kept in the trail and changes nothing:', () => {
  const startsAt = '2026-12-07T10:00:00+05:00';
  const soundHearing = '2026-12-08T15:00:00+05:00';
  const refusal = { result: 'refuse', grounds: ['nonCompliance392'], reasons };

  async function inConformityCheck(): Promise<Story> {
    const story = await begin(cast, 'inward', { startsAt });
    await story.does('head', '/executor', appointment);
    await story.does('executor', '/completeness', { finding: 'complete' });
    return story;
  }

  /** Refused with a code and what is allowed instead; stage and version stay, and officers read it in the trail. */
  async function expectRefused(
    story: Story,
    who: 'executor' | 'head' | 'portal',
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
    expect((await story.trail()).filter(({ type }) => type === 'command-refused')).toHaveLength(3);
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
    const { status } = await story.tries('executor', '/conformity', {
      ...negativeFinding(soundHearing),
      grounds,
    });
    expect([400, 409]).toContain(status);
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
  });

  test('a refusal before its opening, on grounds not notified, and after the gate', async () => {
    const story = await inConformityCheck();
    await story.does('executor', '/conformity', negativeFinding(soundHearing));
    const heard = await story.does('head', '/preliminary-refusal/approval', {});
    expect(heard.stage).toBe('hearing');
    const other = { ...refusal, grounds: ['illegality'] };
    const answer = await story.tries('executor', '/draft', other);
    expect([400, 409]).toContain(answer.status);
    expect((await story.shown()).stage).toBe('hearing');

    const missed = await inConformityCheck();
    await missed.does('executor', '/conformity', negativeFinding(soundHearing));
    await missed.until('2026-12-14T18:30:00+05:00');
    await expectRefused(missed, 'head', '/preliminary-refusal/approval', {}, 409, 'refusal-gate-closed');
  });

  test('a draft other than the one shown', async () => {
    const story = await inConformityCheck();
    await story.does('executor', '/conformity', { finding: 'conforms' });
    await story.does('executor', '/draft', { result: 'issue' });
    const { draftId } = await story.draft();
    const forged = { draftId, sha256: 'a'.repeat(64) };
    const refused = await expectRefused(story, 'head', '/decision', forged, 412, 'draft-not-current');
    expect(refused.allowed).toContain('sign-decision');
    const nonsense = { draftId: 'none', sha256: 'x' };
    expect(await pointersOf(story, '/decision', nonsense)).toEqual(['/draftId', '/sha256']);
  });

  /** What is wrong with a body that no stage would take: it is told, and not even kept as refused. */
  async function pointersOf(story: Story, suffix: string, body: unknown): Promise<string[]> {
    const before = await story.trail();
    const { status, body: problem } = await story.tries('head', suffix, body);
    expect([status, await story.trail()]).toEqual([400, before]);
    return ((problem as unknown as Problem).errors ?? []).map(({ pointer }) => pointer);
  }

  test('an executor whom the register does not know', async () => {
    const story = await begin(cast, 'inward', { startsAt });
    expect(await pointersOf(story, '/executor', { executorId: 'executor-99' })).toEqual(['/executorId']);
  });
});
