import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textFault } from './person-text.ts';
import { sampleSubmissions } from './order-219/samples.ts';
import { order219 } from './order-219/2024-04-15/index.ts';
import { subtypes, type Subtype } from './subtypes.ts';
import { validateApplication } from './validation.ts';
import type { ValueKind, Values } from './values.ts';

const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 10 })
  .map((text) => `n${text}`)
  .filter((text) => textFault(text, 'line') === null);
const digits = (count: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })
    .map((list) => list.join(''));
const chapter = fc.constantFrom('01', '52', '62', '76', '78', '97');
const tnVedCode = (count: number) => fc.tuple(chapter, digits(count - 2)).map((parts) => parts.join(''));
const amount = fc.oneof(
  fc.double({ min: 0, max: 1e15, noNaN: true }),
  fc.stringMatching(/^(0|[1-9]\d{0,13})\.\d{1,10}$/),
);
const quantity = fc.record({ value: amount.filter((value) => Number(value) > 0), unit: name });
const cost = fc.record({ value: amount, currency: fc.constantFrom('KZT', 'USD', 'EUR') });
const day = fc
  .date({ min: new Date('1999-01-01'), max: new Date('2050-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const bin = fc.constantFrom('281240000015', '281241000010', '281240000601', '281263000020');
const iin = fc.constantFrom('850101100012', '850101100304', '991231500016');
const uncosted = { name, tnVed: tnVedCode(10), quantity };
const goods = fc.record({ ...uncosted, cost });
const person = { name, address: name, bankDetails: name };
const some = <T>(entry: fc.Arbitrary<T>, minLength = 1) => fc.array(entry, { minLength, maxLength: 3 });

const byKind: { readonly [K in ValueKind]: fc.Arbitrary<Values[K]> } = {
  text: name,
  'text-list': some(name),
  party: fc.oneof(fc.record({ ...person, bin }), fc.record({ ...person, iin })),
  parties: some(
    fc.oneof(
      fc.record({ ...person, bin }),
      fc.record({ name, address: name, iin, country: fc.constant('KZ') }),
      fc.record({ name, address: name, country: fc.constantFrom('CN', 'TR') }),
    ),
  ),
  'goods-and-products': fc.record({ goods: some(goods), products: some(goods) }),
  'goods-list': some(goods, 0),
  'goods-list-without-cost': some(fc.record(uncosted), 0),
  'heading-goods-list': some(fc.record({ name, tnVedHeading: tnVedCode(4), quantity, cost }), 0),
  'document-list': some(
    fc.oneof(
      fc.record({ title: name, number: name, issuedOn: day }),
      fc.tuple(name, day, day).map(([title, ...days]) => {
        const [issuedOn = '', validUntil = ''] = days.toSorted();
        return { title, number: title, issuedOn, validUntil };
      }),
    ),
  ),
  'yield-list': some(
    fc.oneof(
      fc.record({ product: name, percent: fc.integer({ min: 1, max: 100 }) }),
      fc.record({ product: name, quantity, per: quantity }),
    ),
  ),
  'processing-term': fc.record({ months: fc.integer({ min: 1, max: 12 }) }),
};

/** Any form of this subtype that is filled in well. */
function validForm(subtype: Subtype): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const fields = order219.applicationForms[subtype];
  const shape = Object.fromEntries(
    fields.map(({ id, kind }): [string, fc.Arbitrary<unknown>] => [id, byKind[kind]]),
  );
  const requiredKeys = fields.filter(({ presence }) => presence === 'required').map(({ id }) => id);
  return fc.record(shape, { requiredKeys });
}

const { documents } = sampleSubmissions.inward;

test.each(subtypes)('any well-filled %s form is valid', (subtype) => {
  fc.assert(
    fc.property(validForm(subtype), (form) => {
      expect(validateApplication(subtype, form, documents)).toEqual([]);
    }),
  );
});

test.each(subtypes)(
  'whatever breaks one field of the %s form is found at that field and nowhere else',
  (subtype) => {
    const anyField = fc.constantFrom(...order219.applicationForms[subtype]);
    const garbage = fc.constantFrom<unknown>(null, true, 7, '', {}, [[]], [null]);

    fc.assert(
      fc.property(validForm(subtype), anyField, garbage, (form, { id }, broken) => {
        const pointers = validateApplication(subtype, { ...form, [id]: broken }, documents).map(
          ({ pointer }) => pointer,
        );

        expect(pointers).not.toEqual([]);
        expect(pointers.filter((pointer) => !`${pointer}/`.startsWith(`/form/${id}/`))).toEqual([]);
      }),
    );
  },
);

test.each(subtypes)('a field left out of the %s form is missed exactly if it is required', (subtype) => {
  const anyField = fc.constantFrom(...order219.applicationForms[subtype]);

  fc.assert(
    fc.property(validForm(subtype), anyField, (form, { id, presence }) => {
      const { [id]: _, ...rest } = form;

      expect(validateApplication(subtype, rest, documents)).toEqual(
        presence === 'required'
          ? [{ pointer: `/form/${id}`, code: 'field-missing', params: { field: id } }]
          : [],
      );
    }),
  );
});

test.each(subtypes)('no JSON at all makes validation of the %s form throw', (subtype) => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (form, attached) => {
      expect(validateApplication(subtype, form, attached).length).toBeGreaterThan(0);
    }),
  );
});
