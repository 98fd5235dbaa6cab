import type { FormField } from './forms.ts';
import { parseBin, parseIin } from './identifiers.ts';
import type { SubtypeRule } from './subtypes.ts';
import {
  both,
  isObject,
  listOf,
  numberThat,
  objectOf,
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
  value: required(numberThat((value) => value > 0, 'quantity-not-positive')),
  unit: required(name),
});

const cost = objectOf({
  value: required(numberThat((value) => value >= 0, 'cost-negative')),
  currency: required(textLike(/^[A-Z]{3}$/, 'currency-malformed')),
});

const tnVed = textLike(/^\d{10}$/, 'tn-ved-not-10-digits');
const tnVedHeading = textLike(/^\d{4}$/, 'tn-ved-heading-not-4-digits');

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

  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) ?? [];
  if (year === undefined) return wrong(pointer, 'date-malformed');
  const utc = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return utc.toISOString().startsWith(value) ? [] : wrong(pointer, 'date-malformed');
};

const namedDocument = objectOf({
  title: required(name),
  number: required(name),
  issuedOn: required(date),
  validUntil: optional(date),
});

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
  const abroad = value['country'] !== undefined && value['country'] !== 'KZ';
  return given.length === 0 && !abroad ? wrong(pointer, 'identifier-missing') : [];
};

const party = both(objectOf({ ...partyFields, bankDetails: required(text) }), oneIdentifier);

const processor = both(
  objectOf({
    ...partyFields,
    bankDetails: optional(text),
    country: optional(textLike(/^[A-Z]{2}$/, 'country-malformed')),
  }),
  oneIdentifier,
);

const yieldNorm = both(
  objectOf({
    product: required(name),
    percent: optional(numberThat((value) => value > 0, 'percent-not-positive', valueLimits.percent)),
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
export function fieldCheck(field: FormField, rule: SubtypeRule): Check {
  const checks = {
    text,
    'text-list': listOf(name),
    party,
    parties: listOf(processor),
    'goods-and-products': objectOf({ goods: required(listOf(goods)), products: required(listOf(goods)) }),
    'goods-list': listOf(goods, field.mayBeEmpty),
    'goods-list-without-cost': listOf(objectOf(uncostedGoods), field.mayBeEmpty),
    'heading-goods-list': listOf(headingGoods, field.mayBeEmpty),
    'document-list': listOf(namedDocument),
    'yield-list': listOf(yieldNorm),
    'processing-term': processingTerm(rule),
  } satisfies Record<ValueKind, Check>;

  return checks[field.kind];
}
