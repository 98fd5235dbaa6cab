import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';

import type { Caller } from '../../scripts/http/caller.ts';
import type { ShownApplication } from '../../scripts/http/sample-application.ts';
import { callerAs } from './stack.ts';
import { preparedSubmission } from './submission.ts';
import { calmStack } from './story.ts';
import { inThreeLanguages, type Problem } from './three-languages.ts';

let portal: Caller;
beforeAll(async () => {
  portal = await callerAs(calmStack(), 'portal', `portal-${randomUUID().slice(0, 8)}`);
});

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
    ['before the data', '2015-12-31T12:00:00+06:00', 'date-outside-calendar'],
    ['so late that the term ends past the data', '2027-12-24T10:00:00+05:00', 'term-outside-calendar'],
  ])('a receipt %s', async (_what, startsAt, code) => {
    const body = await preparedSubmission(portal, 'inward', { sandboxClock: { startsAt } });
    const send = (language: string) => portal.post<Problem>('/v1/applications', body, { language });
    const { errors } = await inThreeLanguages(send, 400, code);
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
    [400, 'invalid-query'],
  ]);
  expect(await portal.get('/healthz')).toMatchObject({ status: 200 });
});
