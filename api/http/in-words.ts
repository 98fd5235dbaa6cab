import { stageNames } from '../../regulation/stage-names.ts';
import type { Language, Text } from '../../regulation/text.ts';
import { actTexts } from './outlook-texts.ts';
import { shapeTexts } from './value-shapes.ts';
import { activities } from './file-activities.ts';

const nothing: Text = {
  kk: 'ештеңе, ол саты өтіп кеткен',
  ru: 'ничего, эта стадия пройдена',
  en: 'nothing, that stage is past',
};
const registration: Text = { kk: 'Тіркеу', ru: 'Регистрация', en: 'Registration' };

/** Kinds of JSON values, as people call them. */
const typeNames: Readonly<Record<string, Text>> = {
  string: { kk: 'мәтін', ru: 'текст', en: 'text' },
  number: { kk: 'сан', ru: 'число', en: 'a number' },
  integer: { kk: 'бүтін сан', ru: 'целое число', en: 'a whole number' },
  boolean: {
    kk: 'иә (true) немесе жоқ (false)',
    ru: 'да (true) или нет (false)',
    en: 'yes (true) or no (false)',
  },
  object: { kk: 'өрістері бар нысан {…}', ru: 'объект {…}', en: 'an object {…}' },
  array: { kk: 'тізім […]', ru: 'список […]', en: 'a list […]' },
  null: { kk: 'бос мән (null)', ru: 'пустое значение (null)', en: 'nothing (null)' },
};

/** Which values of places are codes, and what people call them. */
const wordsOf: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  needed: stageNames,
  leads: { ...actTexts, registration, nothing },
  expected: { ...typeNames, ...shapeTexts },
  found: activities,
};

/** A value of a place in the reader's words, where it is made of codes that have some; else as it is. */
export function inWords(place: string, value: string | number, language: Language): string | number {
  const words = Object.hasOwn(wordsOf, place) ? wordsOf[place] : undefined;
  if (words === undefined || typeof value !== 'string') return value;
  return value
    .split(', ')
    .map((code) => (Object.hasOwn(words, code) ? (words[code]?.[language] ?? code) : code))
    .join(', ');
}
