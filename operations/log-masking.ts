// What any process of ours writes for operators goes through here: it holds no number of a person or a firm and no token,
// whatever an error, a library or a server quotes. Our own ids, numbers, dates and addresses stay.
import { isIP } from 'node:net';
import { driverErrorOf } from '../prisma/errors.ts';
import { isIinOrBin } from '../regulation/identifiers.ts';

const secrets = [
  String.raw`\beyJ[\w-]{6,}(?:\.[\w-]*)+`,
  String.raw`(?<=\b(?:Bearer|DPoP|Basic)\s{1,3})[\w.~+/=-]+`,
  String.raw`\bwhsec_[\w+/=-]+`,
  String.raw`(?<=:\/\/)[^\s/@]+(?=@)`,
  String.raw`(?<=\b(?:(?:\w{1,20}_)?(?:token|secret)|password|code)=)[^\s&"']+`,
  // A row, or the key of one, that PostgreSQL quotes.
  String.raw`(?<=(?:row contains |\)=)\()[^)]*(?=\))`,
];

/** No digit is beside it, so that it is no part of something longer. */
const alone = (shape: string) => String.raw`(?<!\d[-_.:/]?)(?:${shape})(?![-_.:/\s]?\d)`;
const ids = [
  String.raw`\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b`,
  // Trace ids and digests.
  String.raw`\b(?:[0-9a-f]{32}|[0-9a-f]{64})\b`,
];
const ours = [
  // Numbers of applications; days, instants and editions; addresses of machines; places in code.
  alone(String.raw`219-20\d\d-\d{6,7}`),
  alone(
    String.raw`20\d\d-[01]\d-[0-3]\d(?:[T ][0-2]\d:[0-5]\d(?::[0-5]\d(?:\.\d{3})?)?(?:Z|[+-]\d\d:\d\d)?|-\d)?`,
  ),
  alone(String.raw`\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?`),
  String.raw`(?<=\.[cm]?[jt]s):\d{1,5}(?::\d{1,5})?(?!\d)`,
];

const encoded = String.raw`(?:%[0-9a-f]{2}|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|&#x?[0-9a-f]+;){2,}`;
/** In one piece or in parts: six digits say when somebody was born. */
const digits = String.raw`\p{Nd}(?:[\s\-_.:/,;|+()]{0,3}\p{Nd}){5,}`;
const pieces = new RegExp(
  `(?<secret>${secrets.join('|')})|(?<id>${ids.join('|')})|(?<ours>${ours.join('|')})|${encoded}|${digits}`,
  'giu',
);

/** What has none of these holds nothing to mask: most words of a log. */
const suspicious = /[\d=@(]|[\w+/-]{16}|\b(?:Bearer|DPoP|Basic|eyJ)|[^\0-\x7f]/i;

/** A text without numbers of persons and firms, beside other digits, encoded or in parts, and without tokens. */
export function masked(text: string): string {
  if (!suspicious.test(text)) return text;
  return text
    .replaceAll(/[\w+/-]{16,}={0,2}/g, (word) => (isDigitsInBase64(word) ? '#' : word))
    .replaceAll(pieces, (piece: string, ...rest: unknown[]) => {
      const { secret, id, ours: ourOwn } = rest.at(-1) as Readonly<Record<string, string | undefined>>;
      if (secret !== undefined) return '#';
      return ourOwn !== undefined || (id !== undefined && !holdsNumber(id)) ? piece : '#';
    });
}

/** Wherever in the word it begins. */
function isDigitsInBase64(word: string): boolean {
  return [0, 1, 2, 3].some((from) =>
    /\d{6}/.test(Buffer.from(word.slice(from), 'base64').toString('latin1')),
  );
}

/** An id of random digits may have twelve in a row; hardly ever such that a register would give. */
function holdsNumber(id: string): boolean {
  return [...id.matchAll(/(?=(\d{12}))/g)].some(([, number = '']) => isIinOrBin(number));
}

type MaskedError = {
  readonly type: string;
  readonly message: string;
  readonly code?: unknown;
  /** What PostgreSQL called it. */
  readonly driver?: { readonly kind: unknown; readonly code: unknown };
  readonly stack: string;
  readonly cause?: MaskedError;
};

const deepest = 5;

/**
 * Prisma quotes what it was asked in all lines of a message but the last, and PostgreSQL the whole row beside them: neither is
 * kept, nor are they where a stack repeats them.
 */
export function maskedError(error: unknown, depth = 0): MaskedError {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' };
  const { name, stack = '', cause } = error;
  const { code } = error as { readonly code?: unknown };
  const driver = driverErrorOf(error);
  return {
    type: name,
    message: sentenceOf(error),
    ...(code === undefined ? {} : { code }),
    ...(driver === undefined ? {} : { driver: { kind: driver.kind, code: driver.originalCode } }),
    stack: masked(
      stack
        .split('\n')
        .filter((line) => /^\s+at /.test(line))
        .join('\n'),
    ),
    ...(cause instanceof Error && depth < deepest ? { cause: maskedError(cause, depth + 1) } : {}),
  };
}

/** The last line of an error, masked: it says what happened. */
export function sentenceOf(error: unknown): string {
  const text = String(error instanceof Error ? error.message : error);
  return masked(text.trimEnd().replace(/^.*\n/s, ''));
}

/** What JSON can say of a value, masked: texts, names of members, and numbers of twelve digits. Errors are told as `maskedError`. */
export function maskedValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return isIP(value) === 0 ? masked(value) : value;
  if (typeof value === 'bigint' || typeof value === 'number')
    return /^-?\d{12}$/.test(String(value)) ? '#' : typeof value === 'bigint' ? String(value) : value;
  if (value instanceof Error) return maskedError(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) return '…';
  if (Array.isArray(value)) return value.map((each) => maskedValue(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [masked(name), maskedValue(each, depth + 1)]),
  );
}

/** A line of a log in JSON, masked. */
export function maskedLine(line: string): string {
  try {
    return `${JSON.stringify(maskedValue(JSON.parse(line)))}\n`;
  } catch {
    return masked(line);
  }
}
