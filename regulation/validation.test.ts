import { expect, test } from 'vitest';
import { parsePlainDate } from '../calendars/plain-date.ts';
import { sampleSubmissions } from './order-219/samples.ts';
import { order219 } from './order-219/2024-04-15/index.ts';
import { subtypes, type Subtype } from './subtypes.ts';
import { validateApplication, validateEnvelope } from './validation.ts';
import { fieldErrorText } from './validation-texts.ts';

const { documents } = sampleSubmissions.inward;

/** The form of a sample with one value replaced; `undefined` takes it away. */
function changed(subtype: Subtype, pointer: string, value: unknown): unknown {
  const form: unknown = structuredClone(sampleSubmissions[subtype].form);
  const path = pointer.split('/').slice(1);
  const last = path.pop() ?? '';
  const parent = path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], form);
  if (value === undefined) delete (parent as Record<string, unknown>)[last];
  else (parent as Record<string, unknown>)[last] = value;
  return form;
}

/** `pointer code` of every error. */
function found(subtype: Subtype, form: unknown, attached: unknown = documents): readonly string[] {
  return validateApplication(subtype, form, attached).map(({ pointer, code }) => `${pointer} ${code}`);
}

test.each(subtypes)('the %s sample is valid', (subtype) => {
  const sample = sampleSubmissions[subtype];

  expect(validateApplication(subtype, sample.form, sample.documents)).toEqual([]);
  expect(validateEnvelope(sample)).toEqual([]);
});

test.each<[Subtype, string, unknown, string, string?]>([
  ['inward', '/surprise', 1, 'unknown-field'],
  ['inward', '/irreversibility', 'a field of another form', 'unknown-field'],
  ['inward', '/a~1b', 1, 'unknown-field', '/a~01b'],
  ['inward', '/applicant/nickname', 'x', 'unknown-field'],
  ['inward', '/operations', undefined, 'field-missing'],
  ['inward', '/applicant/name', undefined, 'field-missing'],
  ['inward', '/goodsAndProducts/goods/0/cost', undefined, 'field-missing'],
  ['inward', '/operations', 5, 'wrong-type'],
  ['inward', '/operations', null, 'wrong-type'],
  ['inward', '/applicant', 'ТОО', 'wrong-type'],
  ['inward', '/processors', {}, 'wrong-type'],
  ['inward', '/processors', [], 'list-empty'],
  ['inward', '/titleDocuments', [], 'list-empty'],
  ['inward', '/goodsAndProducts/products', [], 'list-empty'],
  ['inward', '/operations', ' \n', 'text-empty'],
  ['inward', '/operations', 'я'.repeat(10_001), 'text-too-long'],
  ['inward', '/operations', 'a\u0000b', 'text-malformed'],
  ['inward', '/operations', 'a\ud800b', 'text-malformed'],
  ['inward', '/customsAuthority', Array.from({ length: 1_001 }, () => 'x'), 'list-too-long'],
  ['inward', '/goodsAndProducts/goods/0/tnVed', '520942000', 'tn-ved-not-10-digits'],
  ['inward', '/goodsAndProducts/goods/0/tnVed', '52094200001', 'tn-ved-not-10-digits'],
  ['inward', '/goodsAndProducts/goods/0/tnVed', '5209 42 000 0', 'tn-ved-not-10-digits'],
  ['inward', '/goodsAndProducts/goods/0/tnVed', 5209420000, 'wrong-type'],
  ['outward', '/wasteResiduesLosses/0/tnVedHeading', '2620290000', 'tn-ved-heading-not-4-digits'],
  ['inward', '/goodsAndProducts/goods/0/quantity/value', -1, 'quantity-not-positive'],
  ['inward', '/goodsAndProducts/goods/0/quantity/value', 0, 'quantity-not-positive'],
  ['inward', '/goodsAndProducts/goods/0/quantity/value', true, 'wrong-type'],
  ['inward', '/goodsAndProducts/goods/0/quantity/value', '120,5', 'amount-malformed'],
  ['inward', '/goodsAndProducts/goods/0/quantity/value', Infinity, 'number-too-large'],
  ['inward', '/goodsAndProducts/goods/0/cost/value', -0.01, 'cost-negative'],
  ['inward', '/goodsAndProducts/goods/0/cost/currency', 'тенге', 'currency-malformed'],
  ['inward', '/yieldNorms/0/percent', -5, 'percent-not-positive'],
  ['outward', '/yieldNorms/0/percent', undefined, 'yield-missing', '/yieldNorms/0'],
  ['inward', '/titleDocuments/0/issuedOn', '2026-02-29', 'date-malformed'],
  ['inward', '/titleDocuments/0/issuedOn', '14.09.2026', 'date-malformed'],
  ['inward', '/titleDocuments/0/issuedOn', '2026-13-01', 'date-malformed'],
  ['outward', '/processors/0/country', 'KZ', 'identifier-missing', '/processors/0'],
  ['outward', '/applicant/country', 'CN', 'unknown-field'],
  ['inward', '/applicant/bin', undefined, 'identifier-missing', '/applicant'],
  ['inward', '/applicant/iin', '850101100012', 'identifier-ambiguous', '/applicant'],
  ['inward', '/applicant/bin', '281240000016', 'bin-check-digit-wrong'],
  ['inward', '/applicant/bin', '281240001400', 'bin-never-issued'],
  ['inward', '/applicant/bin', '850101100012', 'bin-kind-unknown'],
  ['inward', '/applicant/bin', '2812400', 'bin-not-12-digits'],
  ['domestic', '/applicant/iin', '850101100013', 'iin-check-digit-wrong'],
  ['domestic', '/applicant/iin', '850101100330', 'iin-never-issued'],
  ['domestic', '/applicant/iin', '950229600021', 'iin-date-impossible'],
  ['domestic', '/applicant/iin', 'x', 'iin-not-12-digits'],
  ['inward', '/processingTerm/months', 37, 'processing-term-too-long'],
  ['outward', '/processingTerm/months', 25, 'processing-term-too-long'],
  ['domestic', '/processingTerm/months', 13, 'processing-term-too-long'],
  ['inward', '/processingTerm/months', 1.5, 'months-not-whole'],
  ['inward', '/processingTerm/months', 0, 'months-not-whole'],
])('%s form: %s = %j is %s', (subtype, pointer, value, code, at = pointer) => {
  expect(found(subtype, changed(subtype, pointer, value))).toEqual([`/form${at} ${code}`]);
});

test.each<[Subtype, number]>([
  ['inward', 36],
  ['outward', 24],
  ['domestic', 12],
])('%s goods may be processed for %i months to the month', (subtype, months) => {
  expect(found(subtype, changed(subtype, '/processingTerm', { months }))).toEqual([]);
});

test('a longer term needs goods listed by the EEC and a reason, and is never lawful outside the territory', () => {
  const listed = { months: 40, eecListedGoods: true };
  const reasoned = { ...listed, reason: 'Решение Коллегии ЕЭК' };

  expect(found('inward', changed('inward', '/processingTerm', reasoned))).toEqual([]);
  expect(found('domestic', changed('domestic', '/processingTerm', reasoned))).toEqual([]);
  expect(found('inward', changed('inward', '/processingTerm', listed))).toEqual([
    '/form/processingTerm/reason processing-term-reason-missing',
  ]);
  expect(found('outward', changed('outward', '/processingTerm', reasoned))).toEqual([
    '/form/processingTerm/months processing-term-too-long',
  ]);
});

test('no waste is an answer', () => {
  expect(found('inward', changed('inward', '/wasteAndResidues', []))).toEqual([]);
  expect(found('inward', changed('inward', '/unionGoods', []))).toEqual([]);
  expect(found('outward', changed('outward', '/wasteResiduesLosses', []))).toEqual([]);
});

test.each(subtypes)(
  '%s: each of the three files of item 8 is required, and unknown kinds are named',
  (subtype) => {
    const { form } = sampleSubmissions[subtype];

    expect(validateApplication(subtype, form, [{ kind: 'application' }, { kind: 'passport' }, {}])).toEqual([
      {
        pointer: '/documents/1/kind',
        code: 'document-kind-unknown',
        params: { allowed: order219.documentKinds.map(({ id }) => id).join(', ') },
      },
      { pointer: '/documents/2/kind', code: 'field-missing', params: { field: 'kind' } },
      { pointer: '/documents', code: 'document-missing', params: { document: 'titleAndTechnology' } },
      { pointer: '/documents', code: 'document-missing', params: { document: 'goodsClassification' } },
      { pointer: '/documents', code: 'document-missing', params: { document: 'yieldCalculation' } },
    ]);
  },
);

test('all errors come at once', () => {
  const errors = found('domestic', { applicant: { bin: '1', extra: 1 }, surprise: 1 }, 'none');

  expect(errors).toContain('/form/applicant/name field-missing');
  expect(errors).toContain('/form/applicant/bin bin-not-12-digits');
  expect(errors).toContain('/form/applicant/extra unknown-field');
  expect(errors).toContain('/form/irreversibility field-missing');
  expect(errors).toContain('/form/surprise unknown-field');
  expect(errors).toContain('/documents wrong-type');
});

test('the envelope names everything wrong, and takes a "no" to personal data as an answer', () => {
  const { contact, language, statements } = sampleSubmissions.inward;
  const envelope = { contact, language, statements };

  expect(
    validateEnvelope({ ...envelope, statements: { ...statements, personalDataConsent: false } }),
  ).toEqual([]);
  expect(
    validateEnvelope({
      contact: { email: 'office@', phone: '8-700' },
      language: 'de',
      statements: { declaration: false, contactsConfirmed: 'yes' },
      representative: { name: 'А. Үлгі', iin: '850101100013', authority: 'Доверенность' },
    }).map(({ pointer, code }) => `${pointer} ${code}`),
  ).toEqual([
    '/contact/email email-malformed',
    '/contact/phone phone-malformed',
    '/language language-unknown',
    '/statements/declaration statement-refused',
    '/statements/contactsConfirmed wrong-type',
    '/statements/personalDataConsent field-missing',
    '/representative/iin iin-check-digit-wrong',
  ]);
});

test('an error speaks three languages with its numbers filled in', () => {
  const [error] = validateApplication('outward', changed('outward', '/processingTerm/months', 25), documents);

  expect(error && fieldErrorText(error)).toEqual({
    kk: 'Қайта өңдеу мерзімі 24 айдан аспауы керек',
    ru: 'Срок переработки не может превышать 24 месяцев',
    en: 'The term of processing cannot exceed 24 months',
  });
});

test.each<[Subtype, string, unknown, string]>([
  ['outward', '/processors/0/country', 'XK', 'country-unknown'],
  ['inward', '/goodsAndProducts/goods/0/cost/currency', 'ZZZ', 'currency-unknown'],
  ['inward', '/goodsAndProducts/goods/0/cost/currency', 'XXX', 'currency-unknown'],
  ['inward', '/goodsAndProducts/goods/0/tnVed', '7700000000', 'tn-ved-chapter-unknown'],
  ['inward', '/goodsAndProducts/goods/0/tnVed', '0000000000', 'tn-ved-chapter-unknown'],
  ['inward', '/goodsAndProducts/goods/0/tnVed', '9801000000', 'tn-ved-chapter-unknown'],
  ['inward', '/goodsAndProducts/goods/0/cost/value', '1e3', 'amount-malformed'],
  ['inward', '/goodsAndProducts/goods/0/cost/value', '01', 'amount-malformed'],
  ['inward', '/goodsAndProducts/goods/0/quantity/value', '0.00', 'quantity-not-positive'],
  ['inward', '/yieldNorms/0/percent', '100.0000000001', 'number-too-large'],
  ['inward', '/titleDocuments/0/issuedOn', '0001-01-01', 'date-out-of-range'],
  ['inward', '/titleDocuments/0/validUntil', '9999-12-31', 'date-out-of-range'],
])('%s: %s of %j is told as %s', (subtype, pointer, value, code) => {
  expect(found(subtype, changed(subtype, pointer, value))).toContain(`/form${pointer} ${code}`);
});

test('a processor without a number and without a country is told of both', () => {
  const { country: _country, ...processor } = (
    sampleSubmissions.outward.form as unknown as { processors: Record<string, unknown>[] }
  ).processors[0] as Record<string, unknown>;
  const { bin: _bin, iin: _iin, ...nameless } = processor;
  expect(found('outward', changed('outward', '/processors/0', nameless))).toEqual([
    '/form/processors/0 identifier-or-country-missing',
  ]);
});

test.each([
  ['ZZ', 'country-unknown'],
  ['China', 'country-malformed'],
])('%s is no country: it frees a processor from no number', (country, code) => {
  expect(found('outward', changed('outward', '/processors/0/country', country))).toEqual([
    `/form/processors/0/country ${code}`,
    '/form/processors/0 identifier-missing',
  ]);
});

test('an amount is taken as a number, or as the text of its digits', () => {
  for (const value of ['99999999999999.99', '0.0000000001', '0', 384_000.5])
    expect(found('inward', changed('inward', '/goodsAndProducts/goods/0/cost/value', value))).toEqual([]);
});

test('a paper is issued by today, and is valid until its day of issue or later', () => {
  const paper = { title: 'Contract', number: '1', issuedOn: '2026-11-26' };
  const pointer = namedPapers();
  const errors = (overrides: object) =>
    validateApplication(
      'inward',
      changed('inward', pointer, [{ ...paper, ...overrides }]),
      documents,
      parsePlainDate('2026-11-26'),
    ).map(({ pointer: at, code }) => `${at} ${code}`);

  expect(errors({})).toEqual([]);
  expect(errors({ validUntil: '2026-11-26' })).toEqual([]);
  expect(errors({ validUntil: '2026-11-25' })).toEqual([
    `/form${pointer}/0/validUntil valid-until-before-issue`,
  ]);
  expect(errors({ issuedOn: '2062-01-01' })).toEqual([`/form${pointer}/0/issuedOn issued-in-future`]);
});

/** Where the form for processing in the customs territory names papers. */
function namedPapers(): string {
  const field = order219.applicationForms.inward.find(({ kind }) => kind === 'document-list');
  return `/${field?.id ?? ''}`;
}
