import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import {
  connect,
  NoAnswer,
  NoToken,
  on,
  OtinishProblem,
  StaleApplication,
  type Connection,
} from './index.ts';
import { loopback, problem, type Loopback, type Script } from './loopback.fake.ts';

const id = '0190a5a0-0000-7000-8000-000000000001';
const application = { id, version: 7, stage: 'hearing' } as const;
const objection = `/v1/applications/${id}/objection`;
const command = '/v1/commands/0190a5a0-0000-7000-8000-0000000000c1';
const pending = { status: 202, body: { commandId: command.slice(13), status: 'pending', href: command } };

let server: Loopback;
afterEach(() => server.close());

/** A client of a scripted server, quick to try again. */
async function talkingTo(script: Script, further: Partial<Connection> = {}) {
  server = await loopback(script);
  return connect({ url: server.url, token: 'a-token', backoffMs: 1, ...further });
}

function keys(): (string | undefined)[] {
  return server.asked
    .filter(({ method }) => method === 'POST')
    .map(({ headers }) => headers['idempotency-key'] as string | undefined);
}

async function thrownBy(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'nothing was thrown',
    (error: unknown) => error,
  );
}

describe('a command', () => {
  test.each([
    ['the connection breaks', 'hang-up' as const],
    ['the answer breaks off', 'half' as const],
    ['the server asks for patience', problem(429, 'too-many-requests', {})],
    ['the server is away', { status: 503, headers: { 'retry-after': '0' } }],
    [
      'a proxy has nobody behind it',
      { status: 502, body: '<html>', headers: { 'content-type': 'text/html' } },
    ],
    ['a proxy gives up', { status: 504, body: '<html>', headers: { 'content-type': 'text/html' } }],
  ])('is sent again under the same key when %s', async (_what, said) => {
    const otinish = await talkingTo((_asked, times) => (times < 2 ? said : { body: application }));

    await expect(otinish.object({ ...on(application), body: { text: 'No.' } })).resolves.toEqual(application);
    expect(server.asked.map(({ body }) => body)).toEqual(Array(3).fill('{"text":"No."}'));
    expect(new Set(keys()).size).toBe(1);
    expect(server.asked[0]?.headers).toMatchObject({
      authorization: 'Bearer a-token',
      'if-match': '"7"',
      'idempotency-key': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test('waits as long as the server says, not as long as it would have', async () => {
    const otinish = await talkingTo(
      (_asked, times) =>
        times === 0 ? { status: 503, headers: { 'retry-after': '0' } } : { body: application },
      { backoffMs: 3_600_000 },
    );

    await expect(otinish.object({ ...on(application), body: { text: 'No.' } })).resolves.toEqual(application);
  });

  test('keeps the key that the caller has stored, and another command gets another', async () => {
    const otinish = await talkingTo(() => ({ body: application }));
    const { path, headers } = on(application);
    await otinish.object({ path, headers: { ...headers, 'Idempotency-Key': 'mine' }, body: { text: 'No.' } });
    await otinish.object({ path, headers, body: { text: 'No.' } });
    await otinish.object({ path, headers, body: { text: 'No.' } });

    expect(keys()[0]).toBe('mine');
    expect(new Set(keys()).size).toBe(3);
  });

  test('that is not decided at once is followed to its outcome', async () => {
    const outcome = { name: 'object', applicationId: id, links: { application: `/v1/applications/${id}` } };
    const otinish = await talkingTo(({ method, path }, times) => {
      if (method === 'POST') return pending;
      if (path === command) return { body: { ...outcome, status: times < 1 ? 'pending' : 'accepted' } };
      return { body: { ...application, version: 8 } };
    });

    await expect(otinish.object({ ...on(application), body: { text: 'No.' } })).resolves.toEqual({
      ...application,
      version: 8,
    });
    expect(server.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `POST ${objection}`,
      `GET ${command}`,
      `GET ${command}`,
      `GET /v1/applications/${id}`,
    ]);
  });

  test('that is refused later throws the same problem as one refused at once', async () => {
    const refusal = problem(409, 'window-closed', { law: 'APPC 73', allowed: ['withdraw'] });
    const late = await talkingTo(({ method }) =>
      method === 'POST' ? pending : { body: { status: 'refused', name: 'object', problem: refusal.body } },
    );
    const refusedLate = await thrownBy(late.object({ ...on(application), body: { text: 'No.' } }));
    await server.close();
    const once = await talkingTo(() => refusal);
    const refusedOnce = await thrownBy(once.object({ ...on(application), body: { text: 'No.' } }));

    for (const refused of [refusedLate, refusedOnce]) {
      expect(refused).toBeInstanceOf(OtinishProblem);
      expect(refused).toMatchObject({
        status: 409,
        code: 'window-closed',
        law: 'APPC 73',
        allowed: ['withdraw'],
        errors: [],
        sent: { request: `POST ${objection}`, idempotencyKey: expect.any(String) },
      });
    }
  });

  test('on a view that is no longer true is not sent again: the caller gets the application as it stands', async () => {
    const otinish = await talkingTo(({ method }) =>
      method === 'POST' ? problem(412, 'stale-version') : { body: { ...application, version: 9 } },
    );
    const stale = await thrownBy(otinish.object({ ...on(application), body: { text: 'No.' } }));

    expect(stale).toBeInstanceOf(StaleApplication);
    expect(stale).toMatchObject({ code: 'stale-version', current: { version: 9 } });
    expect(keys()).toHaveLength(1);
  });

  test('on a stale view is told as refused, also when the application cannot be read then', async () => {
    const otinish = await talkingTo(
      ({ method }) => (method === 'POST' ? problem(412, 'stale-version') : 'hang-up'),
      { retries: 0 },
    );
    const refused = await thrownBy(otinish.object({ ...on(application), body: { text: 'No.' } }));

    expect(refused).toBeInstanceOf(OtinishProblem);
    expect(refused).toMatchObject({ code: 'stale-version', sent: { idempotencyKey: keys()[0] } });
  });

  test.each<[string, Script]>([
    ['nobody tells it', ({ method }) => (method === 'POST' ? pending : 'hang-up')],
    [
      'who asks is not let in',
      ({ method }) => (method === 'POST' ? pending : problem(403, 'forbidden-role')),
    ],
  ])('whose outcome stays open because %s says so, with its own key', async (_why, script) => {
    const otinish = await talkingTo(script, { retries: 0 });

    const unanswered = await thrownBy(otinish.object({ ...on(application), body: { text: 'No.' } }));

    expect(unanswered).toBeInstanceOf(NoAnswer);
    expect(unanswered).toMatchObject({
      sent: { request: `POST ${objection}`, idempotencyKey: keys()[0] },
    });
  });

  test('that nobody answers says so, with the key to ask again under', async () => {
    const otinish = await talkingTo(() => 'hang-up', { retries: 2 });
    const unanswered = await thrownBy(otinish.object({ ...on(application), body: { text: 'No.' } }));

    expect(unanswered).toBeInstanceOf(NoAnswer);
    expect(unanswered).toMatchObject({ sent: { idempotencyKey: keys()[0] } });
    expect(keys()).toHaveLength(3);
  });

  test('is told as open when a proxy answers in place of the API', async () => {
    const otinish = await talkingTo(() => ({ status: 500, body: '<html>' }));

    await expect(otinish.object({ ...on(application), body: { text: 'No.' } })).rejects.toThrow(NoAnswer);
  });

  test.each([
    ['by its deadline', { deadlineMs: 50 }, undefined],
    ['by its caller', {}, AbortSignal.abort()],
  ])('is given up %s, while it is pending or unanswered', async (_by, patience, signal) => {
    for (const said of ['silence', pending] as const) {
      const otinish = await talkingTo(() => said, patience);
      const work = otinish.object({ ...on(application), body: { text: 'No.' }, ...(signal && { signal }) });
      const thrown = await thrownBy(work);
      await server.close();

      expect(thrown).toBeInstanceOf(NoAnswer);
    }
  });
});

describe('a reading', () => {
  const html = { 'content-type': 'text/html' };

  test.each<[string, Script, Partial<Connection>]>([
    ['the connection breaks', () => 'hang-up', { retries: 0 }],
    ['the answer breaks off', () => 'half', { retries: 0 }],
    ['nobody answers in time', () => 'silence', { deadlineMs: 50 }],
    [
      'a proxy answers that it cannot',
      () => ({ status: 502, body: '<html>', headers: html }),
      { retries: 0 },
    ],
    ['a proxy shows a page of its own', () => ({ body: '<html>', headers: html }), {}],
    ['what comes is no JSON', () => ({ body: '{"id":' }), {}],
  ])('that is not answered by the API says so: %s', async (_what, script, connection) => {
    const otinish = await talkingTo(script, connection);

    const unanswered = await thrownBy(otinish.getApplication({ path: { id } }));

    expect(unanswered).toBeInstanceOf(NoAnswer);
    expect(unanswered).toMatchObject({
      sent: { request: `GET /v1/applications/${id}`, idempotencyKey: null },
    });
    // Errors are logged whole, with all that caused them.
    expect(inspect(unanswered, { depth: 20 })).not.toContain('a-token');
  });

  test('of a proof as a page gets the page', async () => {
    const otinish = await talkingTo(() => ({ body: '<html>', headers: html }));

    const page = await otinish.getDeadlines({ path: { id }, headers: { accept: 'text/html' } });

    expect(page).toBe('<html>');
  });
});

describe('a token', () => {
  test('that is not to be had is told as such, and nothing was sent', async () => {
    const otinish = await talkingTo(() => ({ body: application }), {
      token: () => Promise.reject(new Error('signed out')),
    });
    const thrown = await thrownBy(otinish.object({ ...on(application), body: { text: 'No.' } }));

    expect(thrown).toBeInstanceOf(NoToken);
    expect(thrown).toMatchObject({
      message: `POST ${objection} was not sent, for want of a token: signed out`,
      sent: { idempotencyKey: expect.any(String) },
    });
    expect(server.asked).toEqual([]);
  });

  test('that never comes is given up with the request', async () => {
    const otinish = await talkingTo(() => ({ body: application }), {
      token: () => new Promise(() => undefined),
      deadlineMs: 30,
    });

    await expect(otinish.getApplication({ path: { id } })).rejects.toThrow(NoToken);
  });

  test('that is refused is asked for once more, and the request goes again under its key', async () => {
    const given: (string | undefined)[] = [];
    const otinish = await talkingTo(
      ({ headers }) =>
        headers.authorization === 'Bearer new' ? { body: application } : problem(401, 'unauthenticated'),
      {
        token: (refused) => {
          given.push(refused);
          return Promise.resolve(refused === undefined ? 'old' : 'new');
        },
      },
    );
    await otinish.object({ ...on(application), body: { text: 'No.' } });

    expect(given).toEqual([undefined, 'old']);
    expect(new Set(keys()).size).toBe(1);
    expect(server.asked.map(({ body }) => body)).toEqual(['{"text":"No."}', '{"text":"No."}']);
  });

  test('that stays refused is told as such, without asking on and on', async () => {
    const otinish = await talkingTo(() => problem(401, 'unauthenticated'), {
      token: () => Promise.resolve('always the same'),
    });

    await expect(otinish.getApplication({ path: { id } })).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(server.asked).toHaveLength(1);
  });

  test('never follows a redirect', async () => {
    const elsewhere = await loopback(() => ({ body: application }));
    const otinish = await talkingTo(() => ({ status: 302, headers: { location: `${elsewhere.url}/v1` } }), {
      retries: 0,
    });

    await expect(otinish.getApplication({ path: { id } })).rejects.toThrow(/fetch|network/i);
    expect(elsewhere.asked).toEqual([]);
    await elsewhere.close();
  });
});

describe('the message of an error says what happened', () => {
  test('of a refusal: what was asked, what was answered, and the first values at fault', async () => {
    const errors = [1, 2, 3, 4, 5].map((line) => ({
      pointer: `/form/lines/${line}`,
      code: 'required',
      text: `line ${line} is empty`,
    }));
    const otinish = await talkingTo(() => problem(422, 'invalid', { detail: 'Values are missing.', errors }));

    await expect(otinish.object({ ...on(application), body: { text: 'No.' } })).rejects.toThrow(
      `POST ${objection} answered 422 invalid: Values are missing. (/form/lines/1: line 1 is empty; ` +
        '/form/lines/2: line 2 is empty; /form/lines/3: line 3 is empty; and 2 more)',
    );
  });

  test('of nobody there: down to the connection', async () => {
    const otinish = await talkingTo(() => ({}), { retries: 0 });
    await server.close();

    await expect(otinish.getApplication({ path: { id } })).rejects.toThrow(
      `GET /v1/applications/${id}: fetch failed: connect ECONNREFUSED 127.0.0.1:`,
    );
  });

  test('of a server that is silent: how long it was waited', async () => {
    const otinish = await talkingTo(() => 'silence', { retries: 1, tryMs: 50 });

    await expect(otinish.getApplication({ path: { id } })).rejects.toThrow('no answer within 0.05 s');
    expect(server.asked).toHaveLength(2);
  });
});

test('a file is sent again whole', async () => {
  const otinish = await talkingTo((_asked, times) =>
    times === 0 ? 'hang-up' : { status: 201, body: { uploadId: id } },
  );
  const file = new File(['%PDF-1.4 the contract'], 'contract.pdf', { type: 'application/pdf' });

  await expect(otinish.uploadFile({ body: { file } })).resolves.toMatchObject({ uploadId: id });
  for (const { body, headers } of server.asked) {
    expect(body).toContain('filename="contract.pdf"');
    expect(body).toContain('%PDF-1.4 the contract');
    expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  }
  expect(new Set(keys()).size).toBe(1);
});

test('texts come in the language that was asked for', async () => {
  const otinish = await talkingTo(() => ({ body: application }), { language: 'kk' });
  await otinish.getApplication({ path: { id } });

  expect(server.asked[0]?.headers['accept-language']).toBe('kk');
});
