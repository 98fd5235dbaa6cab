import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

import type { Citation } from '../regulation/citation.ts';
import { citationIn, citationText } from '../regulation/citation-text.ts';
import { regulationEditions } from '../regulation/editions.ts';
import { policySwitches } from '../regulation/policy.ts';
import { languages, places, type Language } from '../regulation/text.ts';
import { refusals } from '../workflows/application/refusals.ts';

/** One text as the source has it; a language that is missing is absent, one that is computed is null. */
interface FoundText {
  readonly where: string;
  readonly texts: Readonly<Partial<Record<Language, string | null>>>;
}

// Everything a person can meet is said by these rooms.
const sources = globSync('{activities,api,calendars,delivery,regulation,workflows}/**/*.ts').filter(
  (file) => !/\.(test|fake)\.ts$/.test(file),
);
/** Members that tell programmers of the API, in English. */
const documentary = new Set(['description', 'examples', 'summary']);
const found: FoundText[] = [];
/** Texts of people that stand in no text of three languages. */
const alone: string[] = [];
/** Law that is cited in one language, as a string of its own. */
const citedAlone: string[] = [];
for (const file of sources)
  read(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));

function read(source: ts.SourceFile): void {
  const whereOf = (node: ts.Node) =>
    `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  const visit = (node: ts.Node, inText: boolean, inDocument: boolean): void => {
    const texts = ts.isObjectLiteralExpression(node) ? textsOf(node) : null;
    if (texts !== null) found.push({ where: whereOf(node), texts });
    const word = ts.isStringLiteralLike(node) ? node.text : '';
    if (!inText && /\p{Script=Cyrillic}/u.test(word)) alone.push(`${whereOf(node)} ${word}`);
    if (isLawAlone(node) || (!inText && !inDocument && namesAnAct(word)))
      citedAlone.push(`${whereOf(node)} ${node.getText()}`);
    const describes = ts.isPropertyAssignment(node) && documentary.has(node.name.getText());
    ts.forEachChild(node, (child) => visit(child, inText || texts !== null, inDocument || describes));
  };
  visit(source, false, false);
}

function isLawAlone(node: ts.Node): boolean {
  return (
    ts.isPropertyAssignment(node) && node.name.getText() === 'law' && writtenIn(node.initializer) !== null
  );
}

function namesAnAct(word: string): boolean {
  return /\b(APPC|Order|Law|Decree|(Labour|Customs|Digital) Code)\b.*\d/.test(word);
}

/** An object is a text when one of its members is a language whose value is written in it. */
function textsOf(object: ts.ObjectLiteralExpression): FoundText['texts'] | null {
  const entries = object.properties.flatMap((property) => {
    const name = property.name !== undefined && ts.isIdentifier(property.name) ? property.name.text : '';
    const language = languages.find((each) => each === name);
    if (language === undefined) return [];
    const value = ts.isPropertyAssignment(property) ? writtenIn(property.initializer) : null;
    return [[language, value] as const];
  });
  return entries.some(([, value]) => value !== null) ? Object.fromEntries(entries) : null;
}

function writtenIn(value: ts.Expression): string | null {
  if (ts.isStringLiteralLike(value)) return value.text;
  if (!ts.isTemplateExpression(value)) return null;
  return value.head.text + value.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
}

/** The same in both by law: the holiday has one official name. */
const shared = new Set(['Наурыз мейрамы']);

/** Nothing but places and signs says nothing in any language. */
function hasWords(text: string): boolean {
  return /\p{L}/u.test(text.replaceAll(/\{\w*\}/g, ''));
}

describe('every text that a person can meet', () => {
  test('is there in Kazakh, Russian and English', () => {
    expect(found.length).toBeGreaterThan(350);
    const missing = found.flatMap(({ where, texts }) =>
      languages
        .filter((language) => texts[language] === undefined || texts[language]?.trim() === '')
        .map((language) => `${where} has no ${language}`),
    );
    expect(missing).toEqual([]);
  });

  test('has the same places to fill in each', () => {
    const uneven = found.filter(({ texts }) => {
      const written = Object.values(texts).filter((text) => text !== null);
      return new Set(written.map((text) => places(text).toSorted().join())).size > 1;
    });
    expect(uneven.map(({ where }) => where)).toEqual([]);
  });

  test('is Kazakh in Kazakh, Russian in Russian, English in English', () => {
    const suspicious = found.flatMap(({ where, texts: { kk, ru, en } }) => [
      ...(kk && kk === ru && hasWords(kk) && !shared.has(kk)
        ? [`${where} says the same in Kazakh and Russian: ${kk}`]
        : []),
      // Nine letters are of the Kazakh alphabet alone: no sentence does without them.
      ...(kk && kk.length > 40 && !/[әғқңөұүһі]/iu.test(kk) ? [`${where} has no Kazakh letter: ${kk}`] : []),
      ...(ru && /[әғқңөұүһі]/iu.test(ru) ? [`${where} has Kazakh letters in Russian: ${ru}`] : []),
      ...(en && /\p{Script=Cyrillic}/u.test(en) ? [`${where} has Cyrillic letters in English: ${en}`] : []),
    ]);
    expect(suspicious).toEqual([]);
  });

  test('stands in one place with its translations', () => {
    // Samples are what applicants and registers say, each in one language.
    const ours = alone.filter((each) => !/samples\.ts:|schemas\.ts:/.test(each));
    expect(ours).toEqual([]);
  });
});

describe('every citation of law that a person can meet', () => {
  const cited = citationsIn({ regulationEditions, policySwitches, refusals });

  test('is data, which every language says for itself', () => {
    // The document of the API is for programmers, in English throughout.
    expect(citedAlone.filter((each) => !/(schemas|openapi)\.ts:/.test(each))).toEqual([]);
  });

  test('is Kazakh in Kazakh, Russian in Russian, English in English', () => {
    expect(cited.length).toBeGreaterThan(150);
    const suspicious = cited.flatMap((law) => {
      const { kk, ru, en } = citationText(law);
      return [
        ...(kk === ru ? [`the same in Kazakh and Russian: ${kk}`] : []),
        // Laws of Kazakhstan are numbered with Roman numerals in every language.
        ...[kk, ru].filter((text) => /\p{Script=Latin}/u.test(text.replaceAll(/\b[IVX]+\b/g, ''))),
        ...(/[әғқңөұүһі]/iu.test(ru) ? [`Kazakh letters in Russian: ${ru}`] : []),
        ...[en, citationIn(law, 'en', 'spelled')].filter((text) => /\p{Script=Cyrillic}/u.test(text)),
        ...[kk, ru, en].filter((text) => !/\d/.test(text) || /[{}]|undefined/.test(text)),
      ];
    });
    expect(suspicious).toEqual([]);
  });
});

function citationsIn(value: unknown): readonly Citation[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inside]) =>
    name === 'law' ? (inside === null ? [] : [inside as Citation]) : citationsIn(inside),
  );
}
