import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

const boundary = 'b';
const form = Buffer.from(
  `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n` +
    `%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n\r\n--${boundary}--\r\n`,
);

async function upload(applicant: string, key: string = randomUUID()): Promise<string> {
  const bearer = await world.bearer({
    subject: 'portal-1',
    clientId: 'portal-1',
    roles: ['portal'],
    applicant,
  });
  const reply = await world.app.inject({
    method: 'POST',
    url: '/v1/uploads',
    payload: form,
    headers: {
      authorization: `Bearer ${bearer}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'idempotency-key': key,
    },
  });
  return reply.json<{ uploadId: string }>().uploadId;
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
