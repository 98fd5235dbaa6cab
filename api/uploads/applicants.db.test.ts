import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pdfText } from '../../conformance/pdf-text.ts';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

const boundary = 'b';
const form = Buffer.from(
  `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n` +
    `${pdfText()}\r\n--${boundary}--\r\n`,
);

const idOf = (reply: { json<T>(): T }) => reply.json<{ uploadId: string }>().uploadId;

async function upload(applicant: string, key?: string): Promise<string> {
  return idOf(await send({ applicant, ...(key === undefined ? {} : { key }) }));
}

/** An upload with a token of the whole client, or one confined to an applicant, that says for whom it is, or does not. */
async function send({
  applicant,
  said,
  key = randomUUID(),
}: {
  readonly applicant?: string;
  readonly said?: string;
  readonly key?: string;
}) {
  const bearer = await world.bearer({
    subject: 'portal-1',
    clientId: 'portal-1',
    roles: ['portal'],
    ...(applicant === undefined ? {} : { applicant }),
  });
  return world.app.inject({
    method: 'POST',
    url: '/v1/uploads',
    payload: form,
    headers: {
      authorization: `Bearer ${bearer}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'idempotency-key': key,
      ...(said === undefined ? {} : { 'applicant-id': said }),
    },
  });
}

/** A submission by the whole client, for the applicant of the sample, whose first document is this file. */
async function submit(uploadId: string) {
  const sample = await world.submission();
  const [first, ...others] = sample['documents'] as readonly { readonly kind: string }[];
  const body = { ...sample, documents: [{ ...first, uploadId }, ...others] };
  return world.call('portal-1', 'POST', '/v1/applications', { body });
}

test('a file belongs to the applicant for whom it was uploaded: no application of another one of the client has it', async () => {
  const sample = await world.submission();
  const { bin = '' } = (sample['form'] as { applicant: { bin?: string } }).applicant;

  const foreign = await submit(await upload('850101100012'));
  const own = await submit(await upload(bin));

  expect(foreign.json()).toMatchObject({
    status: 400,
    errors: [{ pointer: '/documents/0/uploadId', code: 'upload-unknown' }],
  });
  expect(own.statusCode).toBe(201);
});

test('the same key of two applicants of one client is two files', async () => {
  const [one, two] = [await upload('850101100012', 'k'), await upload('910707100010', 'k')];

  expect(one).not.toBe(two);
});

test('what a client that acts for many uploads belongs to whom it names, and to nobody else', async () => {
  const sample = await world.submission();
  const { bin = '' } = (sample['form'] as { applicant: { bin?: string } }).applicant;

  const foreign = await submit(idOf(await send({ said: '850101100012' })));
  const own = await submit(idOf(await send({ said: bin })));
  const unsaid = await submit(idOf(await send({})));

  expect(foreign.json()).toMatchObject({
    status: 400,
    errors: [{ pointer: '/documents/0/uploadId', code: 'upload-unknown' }],
  });
  expect([own.statusCode, unsaid.statusCode]).toEqual([201, 201]);
});

test('a file of which nobody said for whom it is belongs to whom it is first named for, though that request is refused', async () => {
  const other = '940940000384';
  const [first = '', second = ''] = await Promise.all([1, 2].map(async () => idOf(await send({}))));
  /** A submission for the applicant of the sample, or another one, with this file and maybe one that is not there. */
  const naming = async (uploadId: string, { bin, missing }: { bin?: string; missing?: true } = {}) => {
    const sample = await world.submission();
    const form = sample['form'] as { applicant: { bin: string } };
    const [one, two, ...rest] = sample['documents'] as readonly { readonly uploadId: string }[];
    expect(form.applicant.bin).not.toBe(other);
    const applicant = { ...form.applicant, ...(bin && { bin }) };
    const documents = [{ ...one, uploadId }, { ...two, ...(missing && { uploadId: randomUUID() }) }, ...rest];
    return { ...sample, form: { ...form, applicant }, documents };
  };
  const submitted = (body: object) => world.call('portal-1', 'POST', '/v1/applications', { body });

  const refused = await submitted(await naming(first, { bin: other, missing: true }));
  const foreign = await submitted(await naming(first));
  const own = await submitted(await naming(first, { bin: other }));
  const bodies = await Promise.all([naming(second), naming(second, { bin: other })]);
  const atOnce = await Promise.all(bodies.map(submitted));

  const unknown = (place: number) => ({
    status: 400,
    errors: [{ pointer: `/documents/${place}/uploadId`, code: 'upload-unknown' }],
  });
  expect(refused.json()).toMatchObject(unknown(1));
  expect(foreign.json()).toMatchObject(unknown(0));
  expect(own.statusCode).toBe(201);
  expect(atOnce.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([201, 400]);
});

test('who did not say for whom a file is may repeat it so after it was named', async () => {
  const key = randomUUID();
  const id = idOf(await send({ key }));
  await submit(id);

  const again = await send({ key });

  expect([again.statusCode, idOf(again)]).toEqual([201, id]);
});

test('a token confined to one applicant may name him, and no other', async () => {
  const applicant = '850101100012';

  expect((await send({ applicant, said: applicant })).statusCode).toBe(201);
  expect((await send({ applicant, said: '910707100010' })).json()).toMatchObject({
    status: 403,
    code: 'applicant-not-yours',
    errors: [{ pointer: '/applicant-id', in: 'header' }],
  });
});

test.each(['850101100013', '85010110001', '', '850101100012, 910707100010'])(
  'an applicant %j that cannot be is refused, and his number not repeated',
  async (said) => {
    const reply = await send({ said });

    expect(reply.json()).toMatchObject({
      status: 400,
      code: 'invalid-header',
      errors: [{ pointer: '/applicant-id', in: 'header', code: 'identifier-wrong' }],
    });
    expect(reply.body).not.toContain('85010110001');
  },
);

test('one key for two applicants of a whole client is one key used twice', async () => {
  const key = randomUUID();
  await send({ said: '850101100012', key });

  expect((await send({ said: '910707100010', key })).json()).toMatchObject({
    status: 422,
    code: 'idempotency-key-reused',
  });
});
