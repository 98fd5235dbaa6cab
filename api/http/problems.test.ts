import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import { Type } from 'typebox';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { CalendarError } from '../../calendars/calendar-error.ts';
import { parseInstant } from '../../calendars/instant.ts';
import { amendmentFaults } from '../../calendars/amendment-checks.ts';
import { languages, places } from '../../regulation/text.ts';
import type { wrong } from '../../regulation/validation-checks.ts';
import { citationIn } from '../../regulation/citation-text.ts';
import { refusals } from '../../workflows/application/refusals.ts';
import type { reason } from '../../workflows/application/step.ts';
import { personText } from './value-schemas.ts';
import { problemTable, problemType, titles } from './table.ts';
import { fieldTexts } from './texts-fields.ts';
import { problemTexts } from './texts.ts';
import { jsonBody } from './json-body.ts';
import { problemOfRefusal, problems } from './answering.ts';
import { Problem } from './problem.ts';
import type { FieldFault } from './validation.ts';

const Kind = Type.Union([
  Type.Object({ kind: Type.Literal('found') }, { additionalProperties: false }),
  Type.Object(
    { kind: Type.Literal('missing'), reasons: Type.String({ minLength: 1, maxLength: 5 }) },
    { additionalProperties: false },
  ),
]);
const Body = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    day: Type.Optional(Type.String({ format: 'date' })),
    at: Type.Optional(Type.String({ format: 'date-time' })),
    list: Type.Optional(Type.Array(Type.Object({ n: Type.Integer({ minimum: 1 }) }), { minItems: 1 })),
    way: Type.Optional(Type.Union([Type.Literal('written'), Type.Literal('video')])),
    note: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    finding: Type.Optional(Kind),
    reason: Type.Optional(personText({ maxLength: 10 })),
    pages: Type.Optional(Type.Array(Type.Integer(), { maxItems: 2 })),
  },
  { additionalProperties: false },
);

async function app() {
  const server = Fastify({ logger: false }).withTypeProvider<TypeBoxTypeProvider>();
  await server.register(problems);
  await server.register(jsonBody);
  server.post('/things', { schema: { body: Body } }, (request) => request.body);
  server.get(
    '/things',
    { schema: { querystring: Type.Object({ limit: Type.Integer({ default: 20, maximum: 100 }) }) } },
    (request) => request.query,
  );
  server.get('/fails/:with', (request) => {
    const { with: name } = request.params as { with: string };
    if (name === 'outage') throw Object.assign(new Error('down'), { code: 'P1001' });
    if (name === 'full-disk') throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    const driverCodes: Readonly<Record<string, string>> = {
      nul: '22021',
      'raw-outage': '57P01',
      'full-postgres': '53100',
    };
    const originalCode = driverCodes[name];
    if (originalCode !== undefined) {
      const driverAdapterError = { cause: { kind: 'postgres', originalCode } };
      throw Object.assign(new Error('down'), { code: 'P2010', meta: { driverAdapterError } });
    }
    if (name === 'calendar') throw new CalendarError('date-outside-calendar', 'far away');
    if (name === 'gate') {
      throw problemOfRefusal({
        code: 'refusal-gate-closed',
        stage: 'preliminary-refusal',
        params: { closedAt: '2026-12-03T13:30:00.000Z' },
        opensAt: parseInstant('2026-12-08T19:00:00.000Z'),
        allowed: ['return-preliminary-refusal'],
      });
    }
    if (name === 'span') {
      const params = { from: '2026-12-05', to: '2026-12-01' };
      throw new Problem('invalid-query', { errors: [{ pointer: '/to', code: 'dates-reversed', params }] });
    }
    if (name === 'problem') throw new Problem('not-found');
    throw new Error('a secret of ours');
  });
  return server;
}

async function faults(payload: unknown) {
  const server = await app();
  const reply = await server.inject({ method: 'POST', url: '/things', payload: payload as object });
  const { errors = [] } = reply.json<{ errors?: { pointer: string; code: string }[] }>();
  return errors.map(({ pointer, code }) => `${pointer} ${code}`).toSorted();
}

describe('the table of problems', () => {
  test('every code has a text in every language and a title', () => {
    expect(Object.keys(problemTexts).toSorted()).toEqual(Object.keys(problemTable).toSorted());
    for (const [code, { title }] of Object.entries(problemTable)) {
      for (const language of languages) {
        expect([code, problemTexts[code as keyof typeof problemTexts][language]]).not.toContain('');
        expect([title, titles[title][language]]).not.toContain('');
      }
    }
  });

  test('the three texts of a code have the same places to fill', () => {
    for (const [code, text] of Object.entries(problemTexts)) {
      const places = languages.map((language) =>
        [...text[language].matchAll(/\{\w+\}/g)].join().split(',').toSorted(),
      );
      expect({ code, places: [places[1], places[2]] }).toEqual({ code, places: [places[0], places[0]] });
    }
  });

  test('every refusal of the procedure is in it, a conflict unless it is outdated or bad input', () => {
    for (const [code, { group }] of Object.entries(refusals)) {
      const expected = code === 'date-outside-calendar' ? 400 : group === 'stale' ? 412 : 409;
      expect([code, problemTable[code as keyof typeof refusals].status]).toEqual([code, expected]);
    }
  });

  test('docs/errors.md lists the same codes with the same statuses, meanings and laws', () => {
    const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
    const rows = page.matchAll(/^\| `([a-z0-9-]+)` +\| (\d{3}) +\| (.+?) +\| .+? +\|(?: (.*?) *\|)?$/gm);
    const listed = [...rows].map(
      ([, code, status, meaning, law = '']) => `${code} ${status} ${meaning} ${law}`,
    );
    const table = Object.entries(problemTable).map(([code, { status }]) => {
      const meaning = problemTexts[code as keyof typeof problemTexts].en.replaceAll(/\{(\w+)\}/g, '`$1`');
      const law = code in refusals ? refusals[code as keyof typeof refusals].law : null;
      return `${code} ${status} ${meaning} ${law === null ? '' : citationIn(law, 'en', 'spelled')}`;
    });

    expect(listed.toSorted()).toEqual(table.toSorted());
  });

  test('the answers that the client’s README shows can happen', () => {
    const page = readFileSync(new URL('../../client/README.md', import.meta.url), 'utf8');
    const shown = [...page.matchAll(/answered (\d{3}) ([a-z-]+)/g)].map(([, status, code]) => [code, status]);

    expect(shown.length).toBeGreaterThan(0);
    for (const [code = '', status] of shown)
      expect([code, String(problemTable[code as keyof typeof problemTable]?.status)]).toEqual([code, status]);
  });
});

describe('a body at fault', () => {
  test('names every fault at once, with pointers', async () => {
    expect(
      await faults({ name: 7, 'a/b': 1, day: '2026-02-30', at: 'noon', list: [{ n: 0 }, { n: '1' }, {}] }),
    ).toEqual([
      '/at instant-invalid',
      '/a~1b unknown-field',
      '/day date-malformed',
      '/list/0/n number-too-small',
      '/list/1/n wrong-type',
      '/list/2/n field-missing',
      '/name wrong-type',
    ]);
  });

  test('of a union is judged by the branch that was meant', async () => {
    expect(await faults({ name: 'a', finding: { kind: 'missing', reasons: 'too long' } })).toEqual([
      '/finding/reasons text-too-long',
    ]);
    expect(await faults({ name: 'a', finding: { kind: 'found', reasons: 'x' } })).toEqual([
      '/finding/reasons unknown-field',
    ]);
    expect(await faults({ name: 'a', finding: { kind: 'lost' } })).toEqual([
      '/finding/kind value-not-allowed',
    ]);
    expect(await faults({ name: 'a', way: 'telepathy' })).toEqual(['/way value-not-allowed']);
    expect(await faults({ name: 'a', note: 5 })).toEqual(['/note wrong-type']);
    expect(await faults({ name: 'a', finding: {} })).toEqual(['/finding/kind field-missing']);
  });

  test('that is no object, no JSON, nothing, too large or of another type is told apart', async () => {
    const server = await app();
    const post = async (payload: string, type = 'application/json') => {
      const reply = await server.inject({
        method: 'POST',
        url: '/things',
        payload,
        headers: { 'content-type': type },
      });
      return `${reply.statusCode} ${reply.json<{ code: string }>().code}`;
    };

    expect(await post('[]')).toBe('400 invalid-body');
    expect(await post('{')).toBe('400 malformed-json');
    expect(await post('')).toBe('400 malformed-json');
    expect(await post(`"${'a'.repeat(2 ** 21)}"`)).toBe('413 body-too-large');
    expect(await post('<a/>', 'application/xml')).toBe('415 unsupported-media-type');
    expect(await post('text', 'text/plain')).toBe('415 unsupported-media-type');
  });

  test.each([
    ['{"name": "a",}', 1, 14],
    ['{\n  "name": "a"\n  "way": 1\n}', 3, 3],
    ['{"name": "a"', 1, 13],
    ['', 1, 1],
  ])('broken JSON is told with its place: %j', async (payload, line, column) => {
    const server = await app();
    const headers = { 'content-type': 'application/json', 'accept-language': 'en' };

    const reply = await server.inject({ method: 'POST', url: '/things', payload, headers });

    expect(reply.json<{ detail: string }>().detail).toContain(`line ${line}, character ${column}`);
  });

  test.each([
    ['kk', 'мәтін'],
    ['ru', 'текст'],
    ['en', 'text'],
  ])('a wrong type is told in the words of the reader: %s', async (language, word) => {
    const server = await app();
    const headers = { 'content-type': 'application/json', 'accept-language': language };

    const reply = await server.inject({
      method: 'POST',
      url: '/things',
      payload: '{"name":"a","note":5}',
      headers,
    });

    expect(reply.json<{ errors: { text: string }[] }>().errors[0]?.text).toContain(`: ${word}`);
  });

  test('says how long a text or a list is, and how long it may be, in every language', async () => {
    const server = await app();
    const told = async (language: string) => {
      const reply = await server.inject({
        method: 'POST',
        url: '/things',
        payload: { name: 'a', reason: '👍'.repeat(11), pages: [1, 2, 3] },
        headers: { 'accept-language': language },
      });
      return reply.json<{ errors: { text: string }[] }>().errors.map(({ text }) => text);
    };

    expect(await told('en')).toEqual([
      'The text is too long: 11 characters, at most 10',
      'The list is too long: 3 entries, at most 2',
    ]);
    for (const language of languages) {
      const [text, list] = await told(language);
      expect([text, list]).toEqual([expect.stringMatching(/11.*10/), expect.stringMatching(/3.*2/)]);
    }
  });

  test('of whose text nobody would see anything is told that it is empty, once', async () => {
    for (const reason of ['', ' \n', '\u200B', '\u2060\u00AD '])
      expect(await faults({ name: 'a', reason })).toEqual(['/reason text-empty']);
    expect(await faults({ name: 'a', reason: '\u200Bә' })).toEqual(['/reason text-malformed']);
  });
});

describe('a fault', () => {
  test('with a text that has places comes with what fills them, or does not compile', () => {
    type Fault<Params> = { pointer: string; code: 'text-too-long' } & Params;
    expectTypeOf<Fault<{ params: { length: number; max: number } }>>().toExtend<FieldFault>();
    expectTypeOf<Fault<{ params: { max: number } }>>().not.toExtend<FieldFault>();
    expectTypeOf<Fault<unknown>>().not.toExtend<FieldFault>();
    expectTypeOf<{ pointer: string; code: 'text-empty' }>().toExtend<FieldFault>();

    type ForProblem = ConstructorParameters<typeof Problem<'file-too-large'>>;
    expectTypeOf<['file-too-large', { params: { max: number } }]>().toExtend<ForProblem>();
    expectTypeOf<['file-too-large']>().not.toExtend<ForProblem>();

    type ForRefusal = Parameters<typeof reason<'executor-barred'>>;
    expectTypeOf<['executor-barred', { staff: string }]>().toExtend<ForRefusal>();
    expectTypeOf<['executor-barred', Record<never, never>]>().not.toExtend<ForRefusal>();

    type ForValue = Parameters<typeof wrong<'document-missing'>>;
    expectTypeOf<[string, 'document-missing', { document: string }]>().toExtend<ForValue>();
    expectTypeOf<[string, 'document-missing', { kind: string }]>().not.toExtend<ForValue>();
  });

  test('of an amendment tells what its text has places for', () => {
    for (const [code, told] of Object.entries(amendmentFaults))
      expect([code, told]).toEqual([
        code,
        expect.arrayContaining([...places(fieldTexts[code as keyof typeof amendmentFaults].en)]),
      ]);
  });
});

describe('an answer', () => {
  test('is problem+json in the language asked for, Russian when none is', async () => {
    const server = await app();
    const ask = (language?: string) =>
      server.inject({
        url: '/nowhere',
        headers: language === undefined ? {} : { 'accept-language': language },
      });

    const reply = await ask();
    expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(reply.headers['content-language']).toBe('ru');
    expect(reply.json()).toMatchObject({
      type: problemType('not-found'),
      status: 404,
      code: 'not-found',
      title: 'Не найдено',
      detail: problemTexts['not-found'].ru,
    });
    expect((await ask('en-GB, ru;q=0.5')).headers['content-language']).toBe('en');
    expect((await ask('kk-KZ')).json<{ detail: string }>().detail).toBe(problemTexts['not-found'].kk);
    expect((await ask('fr')).headers['content-language']).toBe('ru');
  });

  test('to a refused command says by which law, what is allowed now and from when', async () => {
    const reply = await (await app()).inject({ url: '/fails/gate', headers: { 'accept-language': 'en' } });

    expect(reply.statusCode).toBe(409);
    expect(reply.json()).toMatchObject({
      code: 'refusal-gate-closed',
      law: 'Order 219, clause 7; APPC art. 73(1)',
      stage: 'preliminary-refusal',
      opensAt: '2026-12-08T19:00:00.000Z',
      allowed: ['return-preliminary-refusal'],
    });
    expect(reply.json<{ detail: string }>().detail).toContain('2026-12-03 18:30');
  });

  test('writes days and moments as the language does, in Astana’s time; its members stay as they are', async () => {
    const server = await app();
    const ask = async (address: string, language: string) =>
      (await server.inject({ url: address, headers: { 'accept-language': language } })).json<{
        detail: string;
        params?: object;
        errors?: { text: string }[];
      }>();

    const gate = await ask('/fails/gate', 'ru');
    expect(gate.detail).toContain('03.12.2026 18:30');
    expect(gate.params).toEqual({ closedAt: '2026-12-03T13:30:00.000Z' });
    const span = async (language: string) => (await ask('/fails/span', language)).errors?.[0]?.text;
    expect(await span('kk')).toContain('05.12.2026 – 01.12.2026');
    expect(await span('en')).toContain('2026-12-05 to 2026-12-01');
  });

  test('calls a field as its sender did, even by a date', async () => {
    const payload = { name: 'a', '2026-12-01': 1 };
    const reply = await (await app()).inject({ method: 'POST', url: '/things', payload });

    expect(reply.json<{ errors: { text: string }[] }>().errors[0]?.text).toContain('«2026-12-01»');
  });

  test.each([
    ['kk', '№ 219 бұйрықтың 7-тармағы; ӘРПК 73-бабының 1-бөлігі'],
    ['ru', 'пункт 7 Приказа № 219; часть 1 статьи 73 АППК'],
  ])('cites the law in %s as it does the rest', async (language, law) => {
    const reply = await (
      await app()
    ).inject({ url: '/fails/gate', headers: { 'accept-language': language } });

    expect(reply.json()).toMatchObject({ code: 'refusal-gate-closed', law });
  });

  test('to a fault of ours hides what it was', async () => {
    const reply = await (await app()).inject({ url: '/fails/secret' });

    expect(reply.statusCode).toBe(500);
    expect(reply.body).not.toContain('secret');
    expect(reply.json<{ traceId: string }>().traceId).not.toBe('');
  });

  test('tells an outage and a wrong method from faults, and takes a refusal of the calendar that nobody caught for ours', async () => {
    const server = await app();

    const outage = await server.inject('/fails/outage');
    expect([outage.statusCode, outage.headers['retry-after']]).toEqual([503, '5']);
    expect((await server.inject('/fails/raw-outage')).statusCode).toBe(503);
    expect((await server.inject('/fails/full-disk')).statusCode).toBe(503);
    expect((await server.inject('/fails/full-postgres')).statusCode).toBe(503);
    expect((await server.inject('/fails/nul')).statusCode).toBe(400);
    expect((await server.inject('/fails/calendar')).statusCode).toBe(500);
    expect((await server.inject('/fails/problem')).statusCode).toBe(404);
    const wrong = await server.inject({ method: 'DELETE', url: '/things' });
    expect([wrong.statusCode, wrong.headers.allow]).toEqual([405, 'GET, HEAD, POST']);
  });

  test('about the query names its place; defaults and numbers are read from the text of an address', async () => {
    const server = await app();

    expect((await server.inject('/things')).json()).toEqual({ limit: 20 });
    expect((await server.inject('/things?limit=5')).json()).toEqual({ limit: 5 });
    expect((await server.inject('/things?limit=500')).json()).toMatchObject({
      code: 'invalid-query',
      errors: [{ pointer: '/limit', in: 'query', code: 'number-too-large' }],
    });
  });
});
