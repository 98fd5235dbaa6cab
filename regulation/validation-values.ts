import type { FormField } from './forms.ts';
import { parseBin, parseIin } from './identifiers.ts';
import type { SubtypeRule } from './subtypes.ts';
import { readPlainDate, type PlainDate } from '../calendars/plain-date.ts';
import { countries, currencies, isInTnVed } from './registers.ts';
import {
  amountThat,
  both,
  inTurn,
  isObject,
  listOf,
  numberThat,
  objectOf,
  oneOf,
  optional,
  required,
  textLike,
  textUpTo,
  trueOrFalse,
  wrong,
  type Check,
} from './validation-checks.ts';
import { within } from './pointer.ts';
import { valueLimits, type ValueKind } from './values.ts';

const name = textUpTo(valueLimits.nameLength, 'line');
const text = textUpTo(valueLimits.textLength, 'lines');

const quantity = objectOf({
  value: required(amountThat((value) => value > 0, 'quantity-not-positive')),
  unit: required(name),
});

const cost = objectOf({
  value: required(amountThat((value) => value >= 0, 'cost-negative')),
  currency: required(
    inTurn(textLike(/^[A-Z]{3}$/, 'currency-malformed'), oneOf(currencies.codes, 'currency-unknown')),
  ),
});

const inTnVed: Check = (value, pointer) =>
  isInTnVed(String(value))
    ? []
    : wrong(pointer, 'tn-ved-chapter-unknown', { chapter: String(value).slice(0, 2) });
const tnVed = inTurn(textLike(/^\d{10}$/, 'tn-ved-not-10-digits'), inTnVed);
const tnVedHeading = inTurn(textLike(/^\d{4}$/, 'tn-ved-heading-not-4-digits'), inTnVed);

const uncostedGoods = { name: required(name), tnVed: required(tnVed), quantity: required(quantity) };
const goods = objectOf({ ...uncostedGoods, cost: required(cost) });
const headingGoods = objectOf({
  name: required(name),
  tnVedHeading: required(tnVedHeading),
  quantity: required(quantity),
  cost: required(cost),
});

/** An existing day written `YYYY-MM-DD`. */
const date: Check = (value, pointer) => {
  if (typeof value !== 'string') return wrong(pointer, 'wrong-type', { expected: 'string' });
  return readPlainDate(value) === null ? wrong(pointer, 'date-malformed') : [];
};

const { from, until } = valueLimits.paperDates;
const paperDate = inTurn(date, (value, pointer) =>
  String(value) < from || String(value) > until ? wrong(pointer, 'date-out-of-range', { from, until }) : [],
);

/** A paper whose dates can be: issued by today, where that is given, and valid until its day of issue or later. */
function namedDocument(today: PlainDate | null): Check {
  const issued: Check = (value, pointer) =>
    today !== null && String(value) > today
      ? wrong(pointer, 'issued-in-future', { date: String(value), today })
      : [];
  return inTurn(
    objectOf({
      title: required(name),
      number: required(name),
      issuedOn: required(inTurn(paperDate, issued)),
      validUntil: optional(paperDate),
    }),
    (value, pointer) => {
      const { issuedOn, validUntil } = value as { readonly issuedOn: string; readonly validUntil?: string };
      return validUntil !== undefined && validUntil < issuedOn
        ? wrong(within(pointer, 'validUntil'), 'valid-until-before-issue', { issuedOn })
        : [];
    },
  );
}

/** An IIN whose digits are sound. */
export const iin: Check = (value, pointer) => {
  if (typeof value !== 'string') return wrong(pointer, 'wrong-type', { expected: 'string' });
  const parsed = parseIin(value);
  if (parsed.kind === 'iin') return [];
  // An IIN has no kind of holder: that fault is of BINs only.
  return parsed.fault === 'kind-unknown' ? [] : wrong(pointer, `iin-${parsed.fault}`);
};

/** A BIN whose digits are sound. */
export const bin: Check = (value, pointer) => {
  if (typeof value !== 'string') return wrong(pointer, 'wrong-type', { expected: 'string' });
  const parsed = parseBin(value);
  return parsed.kind === 'bin' ? [] : wrong(pointer, `bin-${parsed.fault}`);
};

const partyFields = {
  name: required(name),
  address: required(name),
  bin: optional(bin),
  iin: optional(iin),
};

/** Exactly one of BIN and IIN; none from those abroad. */
const oneIdentifier: Check = (value, pointer) => {
  if (!isObject(value)) return [];
  const given = ['bin', 'iin'].filter((field) => value[field] !== undefined);
  if (given.length === 2) return wrong(pointer, 'identifier-ambiguous');
  // A code that no country has frees nobody from a number.
  const country = value['country'];
  const abroad = country !== 'KZ' && countries.codes.some((code) => code === country);
  return given.length === 0 && !abroad ? wrong(pointer, 'identifier-missing') : [];
};

/** The same of who may be abroad: who names neither a number nor a country is told of both. */
const identifierOrCountry: Check = (value, pointer) =>
  oneIdentifier(value, pointer).flatMap((fault) =>
    isObject(value) && value['country'] === undefined && fault.code === 'identifier-missing'
      ? wrong(pointer, 'identifier-or-country-missing')
      : [fault],
  );

const party = both(objectOf({ ...partyFields, bankDetails: required(text) }), oneIdentifier);

const processor = both(
  objectOf({
    ...partyFields,
    bankDetails: optional(text),
    country: optional(
      inTurn(textLike(/^[A-Z]{2}$/, 'country-malformed'), oneOf(countries.codes, 'country-unknown')),
    ),
  }),
  identifierOrCountry,
);

const yieldNorm = both(
  objectOf({
    product: required(name),
    percent: optional(amountThat((value) => value > 0, 'percent-not-positive', valueLimits.percent)),
    quantity: optional(quantity),
    per: optional(quantity),
  }),
  (value, pointer) => {
    if (!isObject(value)) return [];
    return value['percent'] === undefined && value['quantity'] === undefined
      ? wrong(pointer, 'yield-missing')
      : [];
  },
);

function processingTerm({ processingTerm: { maxMonths, longerForEecListedGoods } }: SubtypeRule): Check {
  const wholeMonths = (value: number) => Number.isInteger(value) && value >= 1;

  const withinMaximum: Check = (value, pointer) => {
    if (!isObject(value)) return [];
    const { months, eecListedGoods, reason } = value;
    if (typeof months !== 'number' || months <= maxMonths) return [];
    if (!longerForEecListedGoods || eecListedGoods !== true) {
      return wrong(within(pointer, 'months'), 'processing-term-too-long', { max: maxMonths });
    }
    return reason === undefined
      ? wrong(within(pointer, 'reason'), 'processing-term-reason-missing', { max: maxMonths })
      : [];
  };

  return both(
    objectOf({
      months: required(numberThat(wholeMonths, 'months-not-whole', valueLimits.months)),
      eecListedGoods: optional(trueOrFalse),
      reason: optional(text),
    }),
    withinMaximum,
  );
}

/** The check of one form field, by the kind of its value. */
export function fieldCheck(field: FormField, rule: SubtypeRule, today: PlainDate | null): Check {
  const checks = {
    text,
    'text-list': listOf(name),
    party,
    parties: listOf(processor),
    'goods-and-products': objectOf({ goods: required(listOf(goods)), products: required(listOf(goods)) }),
    'goods-list': listOf(goods, field.mayBeEmpty),
    'goods-list-without-cost': listOf(objectOf(uncostedGoods), field.mayBeEmpty),
    'heading-goods-list': listOf(headingGoods, field.mayBeEmpty),
    'document-list': listOf(namedDocument(today)),
    'yield-list': listOf(yieldNorm),
    'processing-term': processingTerm(rule),
  } satisfies Record<ValueKind, Check>;

  return checks[field.kind];
}
