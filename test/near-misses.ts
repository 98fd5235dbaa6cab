import { keyPattern } from '../api/requests/idempotency.ts';
import { versionsPattern } from '../api/requests/if-match.ts';
import { shapes } from '../api/http/value-shapes.ts';
import { tnVed } from '../regulation/registers.ts';

/** Texts that a format or a pattern of the contract takes, and texts that look like them and are none. */
export interface NearMisses {
  readonly taken: readonly string[];
  readonly refused: readonly string[];
}

const uuid = '3f0c6a52-8f5e-4b53-9a8e-6f8b8f1f6b11';
const hex = 'ab'.repeat(32);

export const formatMisses: Readonly<Record<string, NearMisses>> = {
  uuid: {
    taken: [uuid, uuid.toUpperCase(), '00000000-0000-0000-0000-000000000000'],
    refused: [
      'nobody',
      uuid.replaceAll('-', ''),
      `{${uuid}}`,
      `urn:uuid:${uuid}`,
      `${uuid}0`,
      ` ${uuid}`,
      `${uuid}\n`,
      uuid.replace('3', 'g'),
      'a'.repeat(5_000),
    ],
  },
  date: {
    taken: ['2026-12-14', '2028-02-29', '2000-02-29', '0001-01-01', '9999-12-31'],
    refused: [
      '2026-02-29',
      '2100-02-29',
      '2026-04-31',
      '2026-13-01',
      '2026-00-10',
      '2026-12-00',
      '2026-12-32',
      '0000-01-01',
      '2026-1-1',
      '20261214',
      '14.12.2026',
      '2026-W50-1',
      '2026-12-14T00:00:00Z',
      '+2026-12-14',
      '-2026-12-14',
      '12026-12-14',
      ' 2026-12-14',
      '2026-12-14\n',
      '٢٠٢٦-١٢-١٤',
      'today',
    ],
  },
  'date-time': {
    taken: [
      '2026-12-14T11:00:00Z',
      '2026-12-14t11:00:00.123456789z',
      '2026-12-14T11:00:00+05:30',
      '2026-12-14T11:00:00-00:00',
      '2028-02-29T23:59:59.999+23:59',
    ],
    refused: [
      '2026-12-14',
      '2026-12-14T11:00:00',
      '2026-12-14 11:00:00Z',
      '2026-12-14T11:00Z',
      '2026-12-14T24:00:00Z',
      '2026-12-14T11:60:00Z',
      '2026-12-14T11:00:60Z',
      '2016-12-31T23:59:60Z',
      '2026-02-29T11:00:00Z',
      '2026-12-14T11:00:00+0500',
      '2026-12-14T11:00:00+5:00',
      '2026-12-14T11:00:00+24:00',
      '2026-12-14T11:00:00+05:60',
      '2026-12-14T11:00:00.Z',
      '2026-12-14T11:00:00,5Z',
      '2026-12-14T11:00:00Z[Asia/Almaty]',
      '0000-12-31T11:00:00Z',
      '0001-01-01T00:00:00+05:00',
      '9999-12-31T23:59:59-05:00',
      '12026-12-14T11:00:00Z',
      '1797238800000',
      ' 2026-12-14T11:00:00Z',
      '2026-12-14T11:00:00Z\n',
    ],
  },
  email: {
    taken: ['a@example.kz', 'A.b+c@sub.example.kz'],
    refused: [
      'a',
      'a@',
      '@example.kz',
      'a b@example.kz',
      'a@example..kz',
      'a@@example.kz',
      'mailto:a@example.kz',
      'a@example.kz;b@example.kz',
      '<a@example.kz>',
      'a@example.kz\n',
    ],
  },
};

export const patternMisses: Readonly<Record<string, NearMisses>> = {
  [keyPattern]: {
    taken: ['a', '"', '"a', 'a"b', 'a'.repeat(255), `"${uuid}"`],
    refused: ['""', 'a b', '"a b"', 'a'.repeat(256), `"${'a'.repeat(254)}"`, 'ключ', 'a\tb'],
  },
  [versionsPattern]: {
    taken: ['"3"', 'W/"3"', '"3-gzip"', '"3;br"', '*', '"2", "3"', '"2","3"', ', "3",', '"999999999"'],
    refused: [
      '3',
      '"0"',
      '"03"',
      '"-3"',
      '"3.0"',
      '"9999999999"',
      'w/"3"',
      '"3',
      "'3'",
      '"3" "4"',
      '*, "3"',
      '"abc"',
      '""',
      ',',
    ],
  },
  [shapes.facts.pattern]: {
    taken: ['issued', 'issued,refused', 'issued,issued'],
    refused: ['stranger', 'issued,', ',issued', 'issued, refused', 'issued;refused', 'Issued', 'issued\n'],
  },
  '^219-\\d{4}-\\d{6,9}$': {
    taken: ['219-2026-000001', '219-2026-000000001'],
    refused: [
      '219-2026-00001',
      '219-2026-0000000001',
      '219-26-000001',
      '218-2026-000001',
      '219/2026/000001',
      '219-2026-000001\n',
      '٢١٩-2026-000001',
      '219-2026-٠٠٠٠٠١',
    ],
  },
  '^[!-~]{1,128}$': {
    taken: ['a', '~', 'a'.repeat(128)],
    refused: ['a'.repeat(129), 'a b', 'a\tb', 'ключ'],
  },
  '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$': {
    taken: ['a', '9._-', 'a'.repeat(64)],
    refused: ['a'.repeat(65), '.a', '-a', 'a b', 'а', 'a/b', 'a\n', 'a:b'],
  },
  '^[0-9a-f]{64}$': {
    taken: [hex],
    refused: [hex.toUpperCase(), hex.slice(1), `${hex}0`, `${hex}\n`, hex.replace('a', 'g'), ` ${hex}`],
  },
  '^\\d{12}$': {
    taken: ['281240000015'],
    refused: [
      '28124000001',
      '2812400000150',
      '281240000015\n',
      '28124000001x',
      '٢٨١٢٤٠٠٠٠٠١٥',
      '281 240 000 015',
    ],
  },
  [`${tnVed.chapterPattern}\\d{8}$`]: {
    taken: ['8471300000', '0101210000', '9706000000'],
    refused: [
      '847130000',
      '84713000000',
      '8471 30 000 0',
      '847130000o',
      '8471300000\n',
      '7713000000',
      '0013000000',
      '9813000000',
    ],
  },
  [`${tnVed.chapterPattern}\\d{2}$`]: {
    taken: ['8471'],
    refused: ['847', '84713', '847O', '8471\n', '7701', '9801'],
  },
  '^(0|[1-9]\\d{0,14})(\\.\\d{1,10})?$': {
    taken: ['1', '1.50', '12.0123456789'],
    refused: [
      '01',
      '1.',
      '.5',
      '1,5',
      '-1',
      '+1',
      '1e3',
      ' 1',
      '1\n',
      '1.12345678901',
      '1234567890123456',
      '١',
      '1 000',
    ],
  },
  '^\\+\\d{10,15}$': {
    taken: ['+77011234567', `+${'1'.repeat(10)}`, `+${'1'.repeat(15)}`],
    refused: [
      '77011234567',
      `+${'1'.repeat(9)}`,
      `+${'1'.repeat(16)}`,
      '+7 701 123 45 67',
      '+77011234567\n',
      '++7701123456',
    ],
  },
  '^[a-z][a-z0-9-]{0,31}$': {
    taken: ['a', `a${'-'.repeat(31)}`],
    refused: ['A', '1a', '-a', 'a'.repeat(33), 'a_b', 'а', 'a\n'],
  },
};
