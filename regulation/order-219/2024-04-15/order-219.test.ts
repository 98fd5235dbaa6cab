import { expect, test } from 'vitest';
import type { Citation } from '../../citation.ts';
import { citationIn } from '../../citation-text.ts';
import { currentRegulationEdition, regulationEdition } from '../../editions.ts';
import { defaultPolicy, policySwitches } from '../../policy.ts';
import { stages } from '../../statuses.ts';
import { subtypes } from '../../subtypes.ts';
import { fillText, languages } from '../../text.ts';
import { validationTexts } from '../../validation-texts.ts';
import { order219 } from './index.ts';

test.each([
  ['inward', 15, 16],
  ['outward', 13, 14],
  ['domestic', 14, 15],
] as const)(
  'the %s form has %i fields and its document %i lines, numbered without a gap',
  (subtype, fields, lines) => {
    const numbers = (rows: readonly { no: number }[]) => rows.map(({ no }) => no);
    const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

    expect(numbers(order219.applicationForms[subtype])).toEqual(upTo(fields));
    expect(numbers(order219.resultForms[subtype].fields)).toEqual(upTo(lines));
  },
);

test.each(subtypes)(
  'every field of the %s form is printed once in the document, the provider fills the rest',
  (subtype) => {
    const printed = order219.resultForms[subtype].fields.flatMap((line) =>
      line.filledFrom === 'form' ? [line.field] : [],
    );

    expect(printed.toSorted()).toEqual(order219.applicationForms[subtype].map(({ id }) => id).toSorted());
  },
);

test.each(subtypes)('item 8 names the same four documents for %s', (subtype) => {
  expect(order219.requiredDocuments[subtype].map(({ id }) => id)).toEqual([
    'application',
    'titleAndTechnology',
    'goodsClassification',
    'yieldCalculation',
  ]);
});

test('four grounds refuse on the merits, and incompleteness is none of them', () => {
  expect(order219.refusalGrounds.map(({ id }) => id)).toEqual([
    'untrueDocuments',
    'nonCompliance392',
    'courtBan',
    'noPersonalDataConsent',
  ]);
  expect(order219.incompletenessReasons.map(({ code }) => code)).toEqual([
    'incomplete-package',
    'incomplete-found-late',
  ]);
});

test.each(subtypes)('in the %s form only "conditions of use" alone carries no refusal', (subtype) => {
  const fields = order219.applicationForms[subtype].filter((field) => 'aloneCarriesNoRefusal' in field);

  expect(fields.map(({ id }) => id)).toEqual(['conditionsOfUse']);
});

test('every stage has a portal status', () => {
  expect(Object.keys(order219.stageStatuses)).toEqual(stages);
});

test('every text is there in Kazakh, Russian and English, with the same places to fill', () => {
  const faults = textsIn({ order219, validationTexts, policySwitches }).flatMap(([path, text]) => {
    const empty = languages.filter((language) => !text[language]?.trim());
    const places = languages.map((language) => (text[language]?.match(/\{\w+\}/g) ?? []).toSorted().join());
    return empty.length > 0 || new Set(places).size > 1 ? [path] : [];
  });

  expect(faults).toEqual([]);
});

test('every rule names its law', () => {
  const unnamed = objectsIn({ order219, policySwitches }).filter(
    ([, value]) => 'law' in value && !/\d/.test(citationIn(value['law'] as Citation, 'en')),
  );

  expect(unnamed.map(([path]) => path)).toEqual([]);
});

test('an edition is found by the id an application pinned, and no other stands in for it', () => {
  expect(regulationEdition('order-219/2024-04-15')).toBe(currentRegulationEdition);
  expect(() => regulationEdition('order-219/2020-04-22')).toThrow(
    /regulation-edition-unknown: order-219\/2020-04-22/,
  );
});

test('by default an incomplete package gets a hearing and no term is extended', () => {
  expect(defaultPolicy).toEqual({ incompletePackage: 'hearing', extension: 'off' });
});

test('a text is filled in every language, and a place without a value stays visible', () => {
  const text = fillText(order219.stageStatuses.registered.text, { date: '08.12.2026' });

  expect(text.ru).toBe('Принято, дата результата 08.12.2026');
  expect(fillText(text, {}).kk).toBe('Қабылданды, нәтиже күні 08.12.2026');
  expect(fillText(order219.stageStatuses.registered.text, {}).en).toBe('Accepted, result due {date}');
});

type Found = readonly [path: string, value: Readonly<Record<string, unknown>>];

function objectsIn(value: unknown, path = ''): readonly Found[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, child]) => objectsIn(child, `${path}/${key}`));
  return Array.isArray(value) ? inside : [[path, value as Readonly<Record<string, unknown>>], ...inside];
}

function textsIn(
  value: unknown,
): readonly (readonly [string, Readonly<Record<string, string | undefined>>])[] {
  return objectsIn(value)
    .filter(([, found]) => languages.some((language) => language in found))
    .map(([path, found]) => [path, found as Readonly<Record<string, string | undefined>>]);
}
