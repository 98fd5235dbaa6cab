import { Type, type TSchema } from 'typebox';
import { currentRegulationEdition } from '../../regulation/editions.ts';
import type { FormField } from '../../regulation/forms.ts';
import type { Subtype } from '../../regulation/subtypes.ts';
import { countries, currencies, tnVed } from '../../regulation/registers.ts';
import { languages, type Text } from '../../regulation/text.ts';
import { decimalPattern, valueLimits, type ValueKind } from '../../regulation/values.ts';
import { Day } from '../http/value-schemas.ts';

// How the document describes a submission. What is right is judged by the regulation (regulation/validation.ts), all
// faults at once: these schemas are for readers and generators, and refuse nothing.

const closed = { additionalProperties: false };
const { nameLength, textLength, listItems, amount, months, percent } = valueLimits;
const line = (description?: string) =>
  Type.String({ minLength: 1, maxLength: nameLength, ...(description ? { description } : {}) });
const text = Type.String({ minLength: 1, maxLength: textLength });
const listOf = (items: TSchema) => Type.Array(items, { maxItems: listItems });
const twelveDigits = { pattern: '^\\d{12}$' };

const Bin = Type.String({ ...twelveDigits, description: 'BIN of a legal person; check digit included' });
const Iin = Type.String({ ...twelveDigits, description: 'IIN of a natural person; check digit included' });

const Decimal = Type.String({
  pattern: decimalPattern,
  title: 'Decimal',
  description: 'All digits as text, where a number would lose some of them',
  examples: ['99999999999999.99'],
});
const amountOf = (bounds: TSchema) => Type.Union([bounds, Decimal]);
const Country = Type.Enum([...countries.codes], {
  title: 'Country',
  description: `ISO 3166-1 alpha-2, as of ${countries.asOf}`,
});
const Currency = Type.Enum([...currencies.codes], {
  title: 'Currency',
  description: `ISO 4217, as of ${currencies.asOf}, and XCG; no metals or units of account`,
  examples: ['KZT'],
});
/** A code of so many digits in one of the chapters. */
const tnVedCode = (digits: number, example: string, description: string) =>
  Type.String({
    pattern: `${tnVed.chapterPattern}\\d{${digits - 2}}$`,
    description: `${description}; its chapters as of ${tnVed.asOf}`,
    examples: [example],
  });
const Quantity = Type.Object(
  { value: amountOf(Type.Number({ exclusiveMinimum: 0, maximum: amount })), unit: line('Unit of measure') },
  { ...closed, title: 'Quantity' },
);
const Cost = Type.Object(
  {
    value: amountOf(Type.Number({ minimum: 0, maximum: amount })),
    currency: Currency,
  },
  { ...closed, title: 'Cost' },
);
const TnVed = tnVedCode(10, '5209420000', 'EAEU nomenclature, leading zeros kept');
const Goods = Type.Object(
  { name: line(), tnVed: TnVed, quantity: Quantity, cost: Cost },
  { ...closed, title: 'Goods' },
);

const byKind: Readonly<Record<ValueKind, TSchema>> = {
  text,
  'text-list': listOf(line()),
  party: Type.Object(
    {
      name: line(),
      address: line(),
      bin: Type.Optional(Bin),
      iin: Type.Optional(Iin),
      bankDetails: text,
    },
    {
      ...closed,
      title: 'Party',
      description: 'A person or firm of the Republic: exactly one of bin and iin',
    },
  ),
  parties: listOf(
    Type.Object(
      {
        name: line(),
        address: line(),
        country: Type.Optional(Country),
        bin: Type.Optional(Bin),
        iin: Type.Optional(Iin),
        bankDetails: Type.Optional(text),
      },
      {
        ...closed,
        title: 'Processor',
        description: 'Who processes, in KZ unless `country` is given; a foreign one has neither bin nor iin',
      },
    ),
  ),
  'goods-and-products': Type.Object(
    { goods: listOf(Goods), products: listOf(Goods) },
    { ...closed, title: 'GoodsAndProducts' },
  ),
  'goods-list': listOf(Goods),
  'goods-list-without-cost': listOf(
    Type.Object({ name: line(), tnVed: TnVed, quantity: Quantity }, { ...closed, title: 'UncostedGoods' }),
  ),
  'heading-goods-list': listOf(
    Type.Object(
      {
        name: line(),
        tnVedHeading: tnVedCode(4, '2620', 'Heading of the EAEU nomenclature'),
        quantity: Quantity,
        cost: Cost,
      },
      { ...closed, title: 'HeadingGoods' },
    ),
  ),
  'document-list': listOf(
    Type.Object(
      { title: line(), number: line(), issuedOn: Day, validUntil: Type.Optional(Day) },
      {
        ...closed,
        title: 'NamedDocument',
        description:
          'A paper named in the form, issued by the day on which it is submitted. `validUntil` is not before `issuedOn`; a paper without an end has none',
      },
    ),
  ),
  'yield-list': listOf(
    Type.Object(
      {
        product: line(),
        percent: Type.Optional(amountOf(Type.Number({ exclusiveMinimum: 0, maximum: percent }))),
        quantity: Type.Optional(Quantity),
        per: Type.Optional(Quantity),
      },
      { ...closed, title: 'YieldNorm', description: 'In per cent, in quantity per `per`, or in both' },
    ),
  ),
  'processing-term': Type.Object(
    {
      months: Type.Integer({ minimum: 1, maximum: months }),
      eecListedGoods: Type.Optional(Type.Boolean()),
      reason: Type.Optional(Type.String({ maxLength: textLength })),
    },
    { ...closed, title: 'ProcessingTerm', description: 'Beyond the maximum: eecListedGoods and a reason' },
  ),
};

const formNames = { inward: 'InwardForm', outward: 'OutwardForm', domestic: 'DomesticForm' } as const;

/** A line of a form in the words of the law, in each language. No number: forms share lines under different ones. */
function captions(caption: Text, condition: Text | undefined): string {
  return (['en', 'kk', 'ru'] as const)
    .map((language) => [caption[language], condition?.[language]].filter(Boolean).join(' — '))
    .join('\n\n');
}

/** The form of a subtype: every field of its annex, with the caption that the annex prints. */
export function formSchema(subtype: Subtype): TSchema {
  const fields: readonly FormField[] = currentRegulationEdition.applicationForms[subtype];
  const properties = fields.map(({ id, kind, presence, caption, cleanCaption, condition }) => {
    const described = {
      ...byKind[kind],
      description: captions(cleanCaption ?? caption, condition),
    };
    // A type of its own keeps its own description; the field's stands beside the reference.
    return [id, presence === 'required' ? described : Type.Optional(described)] as const;
  });
  return Type.Object(Object.fromEntries(properties), { ...closed, title: formNames[subtype] });
}

export const documentKind = Type.Enum(
  currentRegulationEdition.documentKinds.map(({ id }) => id),
  { description: 'What kind of document it is' },
);

/** What comes with the form, as the regulation asks for it. */
export const envelopeSchemas = {
  contact: Type.Object(
    {
      email: Type.String({ format: 'email', maxLength: 254 }),
      phone: Type.String({ pattern: '^\\+\\d{10,15}$', examples: ['+77010000001'] }),
    },
    { ...closed, title: 'Contact', description: 'Where notices are sent to' },
  ),
  language: Type.Enum([...languages], { description: 'In which language the applicant is written to' }),
  statements: Type.Object(
    Object.fromEntries(
      currentRegulationEdition.statements.map(({ id, answer, text }) => [
        id,
        answer === 'true-only'
          ? Type.Literal(true, { description: text.en })
          : Type.Boolean({ description: text.en }),
      ]),
    ),
    { ...closed, title: 'Statements', description: 'What the applicant confirms' },
  ),
  representative: Type.Object(
    { name: line(), iin: Iin, authority: line('By which authority (APPC 68)') },
    { ...closed, title: 'Representative', description: 'Who acts for the applicant, when somebody does' },
  ),
};
