import { expect, test } from 'vitest';
import { masked, maskedError, maskedLine, maskedValue, sentenceOf } from './log-masking.ts';

const iin = '850101100012';
const bin = '940940000384';
const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl';
const base64 = Buffer.from(`iin=${iin}`).toString('base64');
/** Any six of its digits in a row. */
const parts = Array.from({ length: 7 }, (_, at) => iin.slice(at, at + 6));

test.each([
  ['alone', `no such ${iin}`],
  ['beside other digits', `row 1${iin}9, 77${iin}`],
  ['beside letters', `iin${iin}x, key_${iin}_2`],
  ['encoded as an address', iin.replaceAll(/\d/g, '%3$&')],
  ['encoded half', `%38%35${iin.slice(2)}`],
  ['encoded as JSON', iin.replaceAll(/\d/g, '\\u003$&')],
  ['encoded as HTML', iin.replaceAll(/\d/g, (digit) => `&#${String(48 + Number(digit))};`)],
  ['encoded as hexadecimal', Buffer.from(iin).toString('hex')],
  ['encoded as base64', base64],
  ['in base64 without padding, inside a word', `a/${base64.replaceAll('=', '')}/b`],
  ['in other digits', iin.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x6_60 + Number(digit)))],
  ['in two parts', '850101 100012'],
  ['in two parts with words between', 'born 850101 and 100012'],
  ['in parts with lines', '8501-0110-0012, 850 101 100 012, 8501 - 0110 - 0012, 850101\n100012'],
  ['as the tail of an id', `00000000-0000-4000-8000-${iin}`],
  ['in a trace id', `0000000000${iin}0000000000`],
  ['as a number of an application', '219-2026-850101 100012, 219-2026-850101100012'],
  ['behind a date', `2026-12-04 ${iin}`],
  ['behind an address', `127.0.0.1:7233:${iin}`],
  ['in an address', `http://h.example/applicants/${iin}?a=${iin}`],
])('a number of a person %s is not written', (_how, text) => {
  const written = masked(text);

  for (const part of [...parts, base64.slice(0, 12), '%38', '003', '&#', '3835', '٨٥'])
    expect(written).not.toContain(part);
});

test.each([
  `Bearer ${jwt}`,
  `token ${jwt} refused`,
  'Authorization: Basic dXNlcjpwYXNz',
  'postgresql://otinish:dXNlcjpwYXNz@127.0.0.1:5432/otinish',
  'https://issuer.example/token?client_secret=dXNlcjpwYXNz&a=b',
  'whsec_dXNlcjpwYXNz',
])('a token or a secret is not written: %j', (text) => {
  expect(masked(text)).not.toMatch(/eyJ|c2lnbmF0dXJl|dXNlcjpwYXNz/);
});

test.each([
  'waiting for Temporal at 127.0.0.1:7233, namespace otinish',
  'application/219-2026-000012 stands still since 2026-11-30T05:00:00.000Z, known on 2026-11-25',
  'calendar-amendment/kz-2026-11-25-2',
  '219-2026-000012, 219-2026-000013',
  '6f9619ff-8b86-4d01-b42d-00cf4fc964ff of 4bf92f3577b34da6a3ce929d0e0e4736',
  '    at recordTurn (file:///app/activities/records.ts:1123:45)',
  'SQLSTATE 23514 after 15000 ms, port 3000',
  'MaxListenersExceededWarning: commands_client_id_idempotency_key_key',
])('what operators need stays: %j', (text) => {
  expect(masked(text)).toBe(text);
});

test('of an error its last line, its kind, code, place and causes are written, and nothing that it quotes', () => {
  const cause = new Error(`row (${iin}, Айгүл)\nвалюта ${bin}`);
  const error = Object.assign(
    new TypeError(`Invalid invocation {\n  iin: "${iin}"\n}\nvalue ${iin} is bad`, { cause }),
    {
      code: 'P2010',
    },
  );

  const told = maskedError(error);

  expect(told).toMatchObject({ type: 'TypeError', message: 'value # is bad', code: 'P2010' });
  expect(told.stack).toContain('log-masking.test.ts');
  expect(told.cause).toMatchObject({ message: 'валюта #' });
  expect(JSON.stringify(told)).not.toMatch(/850101|940940|Айгүл|Invalid/);
  expect(sentenceOf(`a\nb ${iin}`)).toBe('b #');
});

test('what a log says beside its message is masked as well, names and numbers included', () => {
  expect(
    maskedValue({
      attempt: 3,
      at: 1_764_482_400_000,
      [iin]: Number(iin),
      big: BigInt(iin),
      list: [{ id: iin }],
      remoteAddress: '2001:1234:5678::1',
      error: new Error(iin),
    }),
  ).toEqual({
    attempt: 3,
    at: 1_764_482_400_000,
    '#': '#',
    big: '#',
    list: [{ id: '#' }],
    remoteAddress: '2001:1234:5678::1',
    error: { type: 'Error', message: '#', stack: expect.any(String) as string },
  });
});

test('a line in JSON stays one; what is no JSON is masked as it is', () => {
  expect(maskedLine(`{"time":1764482400000,"msg":"no such ${iin}","list":[${iin}]}\n`)).toBe(
    '{"time":1764482400000,"msg":"no such #","list":["#"]}\n',
  );
  expect(maskedLine(`{"broken ${iin}\n`)).toBe('{"broken #\n');
});
