import { connect } from 'node:net';
import multipart from '@fastify/multipart';
import Fastify from 'fastify';
import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { logging } from './logging.ts';
import { strictRequests } from './http/strict-requests.ts';
import { problems } from './http/answering.ts';

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly req?: { readonly url: string; readonly query?: readonly string[] };
  readonly pointers?: readonly string[];
  readonly err?: Readonly<Record<string, unknown>>;
}

const iin = '850101100012';
const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl';
const [info, error] = [30, 50];

/** What the logger itself measures: its digits are anybody's, and may be those that a test looks for. */
const measured = /"(time|pid|responseTime)":[-+.\de]+/g;

/** A server, and the lines of its log as they come, but for what the logger measures. */
async function logged(level = 'info') {
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push(line.replaceAll(measured, '"$1":0')) };
  const app = Fastify({ logger: { ...logging(level), stream } });
  await app.register(problems);
  await app.register(strictRequests);
  return { app, lines, read: () => lines.map((line) => JSON.parse(line) as Line) };
}

test('of an address the route and the names of parameters are logged, no value', async () => {
  const { app, lines, read } = await logged();
  app.get('/things', () => 'ok');

  await app.inject(`/things?applicantId=${iin}&access_token=${token}&${iin}&${token}`);

  expect(read()[0]?.req).toMatchObject({ url: '/things', query: ['applicantId', 'access_token', '?', '?'] });
  expect(lines.join()).not.toContain(iin);
  expect(lines.join()).not.toContain(token.slice(0, 20));
});

test('a number of a person or a firm is logged neither in a path nor in a pointer', async () => {
  const { app, lines, read } = await logged();
  const body = Type.Object({ list: Type.Array(Type.Integer()) }, { additionalProperties: false });
  app.post('/things', { schema: { body } }, () => 'ok');

  await app.inject(`/applicants/${iin}/things`);
  await app.inject({ method: 'POST', url: '/things', payload: { [iin]: 1, list: ['a'] } });

  expect(read().flatMap(({ req }) => (req ? [req.url] : []))).toEqual(['?', '/things']);
  expect(read().flatMap(({ pointers }) => pointers ?? [])).toEqual(['/?', '/list/?']);
  expect(lines.join()).not.toContain(iin);
});

test.each([
  ['beside other digits', `/things/1${iin}9?q${iin}1=a`],
  ['encoded', `/things/${iin.replaceAll(/\d/g, '%3$&')}`],
  ['in two parts', '/things/850101/100012?850101&100012'],
  ['as the tail of an id', `/things/00000000-0000-4000-8000-${iin}`],
])('a number of a person %s in an address is not logged', async (_how, address) => {
  const { app, lines, read } = await logged();
  app.get('/things/:id', () => 'ok');

  await app.inject(address);

  expect(read()[0]?.req?.url).toMatch(/^(\?|\/things\/:id)$/);
  expect(lines.join()).not.toMatch(/850101|100012|%38|%3[0-9]%3[0-9]/);
});

test('of fields that a caller made up, no name is logged', async () => {
  const { app, lines, read } = await logged();
  const body = Type.Object({ list: Type.Array(Type.Integer()) }, { additionalProperties: false });
  app.post('/things', { schema: { body } }, () => 'ok');

  await app.inject({
    method: 'POST',
    url: '/things',
    payload: { [`x${iin}1`]: 1, '8501': 1, '0110': 1, Seitova: 1, list: [] },
    headers: { host: `${iin}.example` },
  });

  expect(new Set(read().flatMap(({ pointers }) => pointers ?? []))).toEqual(new Set(['/?']));
  expect(lines.join()).not.toMatch(/850101|8501"|Seitova/);
});

test.each([
  `no such ${iin}1`,
  '%38%35%30%31%30%31%31%30%30%30%31%32 is none',
  '850101 100012 is none',
  '8501-0110-0012 is none',
])('an error that says %j is logged without the number', async (message) => {
  const { app, lines } = await logged();
  app.get('/fails', () => {
    throw new Error(message);
  });

  await app.inject('/fails');

  expect(lines.join()).not.toMatch(/8501|0110|0012|%38/);
});

test('an error is logged with its kind, its place and its causes, without the data that it quotes', async () => {
  const { app, lines, read } = await logged();
  const cause = { kind: 'postgres', originalCode: '23514', detail: `Failing row contains (${iin}, Айгүл)` };
  app.get('/fails', () => {
    throw Object.assign(new Error(`Invalid invocation:\n{ name: "Айгүл" }\nvalue "${iin}" is out of range`), {
      code: 'P2010',
      meta: { modelName: 'Person', driverAdapterError: { cause } },
      cause: new Error('a check of the table'),
    });
  });

  await app.inject('/fails');

  const line = read().find(({ msg }) => msg === 'the request failed');
  expect(line).toMatchObject({
    level: error,
    err: {
      type: 'Error',
      message: 'value "#" is out of range',
      code: 'P2010',
      driver: { kind: 'postgres', code: '23514' },
      cause: { message: 'a check of the table' },
      stack: expect.stringContaining('logging.test.ts'),
    },
  });
  expect(lines.join()).not.toMatch(new RegExp(`${iin}|Айгүл`));
});

test('a client that hangs up is no failure of ours', async () => {
  const { app, read } = await logged();
  app.post('/things', () => 'ok');
  const port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);

  const socket = connect(port, '127.0.0.1', () => {
    socket.write(
      'POST /things HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
    );
  });
  await expect.poll(() => read().length).toBeGreaterThan(1);
  socket.destroy();
  await expect.poll(() => read().map(({ msg }) => msg)).toContain('refused');
  await app.close();

  expect(read().map(({ level }) => level)).toEqual(read().map(() => info));
});

test('what is logged for whoever looks closest holds no token either', async () => {
  const { app, lines } = await logged('trace');
  await app.register(multipart);
  app.post('/files', async (request) => {
    for await (const part of request.parts()) throw new Error(part.fieldname);
    return 'ok';
  });

  await app.inject({
    method: 'POST',
    url: '/files',
    payload: '--b--\r\n',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'multipart/form-data; boundary=b' },
  });

  expect(lines.join()).toContain('busboy');
  expect(lines.join()).not.toContain(token);
});
