import { describe, expect, test } from 'vitest';
import { currentRegulationEdition } from '../../regulation/editions.ts';
import { languages, places } from '../../regulation/text.ts';
import { events } from '../../workflows/application/events.ts';
import { letterWords } from './letter-texts.ts';
import { letterIn, letterKinds, letterTitleIn } from './letters.ts';

const number = '219-2026-000012';
const at = new Date('2026-12-08T04:00:00Z');
const say = (kind: string, data: Record<string, unknown>, language: 'kk' | 'ru' | 'en' = 'en', when = at) =>
  letterIn({ kind, at: when, data: data as never }, number, currentRegulationEdition, language);

const dataOf: Readonly<Record<string, Record<string, unknown>>> = {
  registered: { number, on: '2026-12-08', resultDueOn: '2026-12-21' },
  'preliminary-refusal': {
    grounds: [{ ground: 'nonCompliance392', fields: ['yieldNorms'], documents: ['yieldCalculation'] }],
    hearing: { at: '2026-12-09T06:00:00.000Z', way: 'video' },
  },
  refused: { draftId: 'd', sha256: 's', late: false, grounds: ['courtBan', 'incomplete-package'] },
  'deadlines-moved': {
    edition: 'kz/2026-3',
    terms: ['objection', 'result'],
    from: ['2026-12-10T19:00:00.000Z', '2026-12-18T13:30:00.000Z'],
    to: ['2026-12-11T19:00:00.000Z', '2026-12-21T13:30:00.000Z'],
  },
  overdue: { deadline: '2026-12-18T13:30:00.000Z' },
};

test('there are words for every event that tells by a letter, and for the notice', () => {
  const telling = Object.entries(events).flatMap(([type, { letter }]) => (letter ? [type] : []));
  expect(letterKinds.toSorted()).toEqual([...telling, 'preliminary-refusal'].toSorted());
});

describe.each(letterKinds)('a letter of kind %s', (kind) => {
  test('says title, text and law in each language, with every value filled', () => {
    const told = languages.map((language) => say(kind, dataOf[kind] ?? {}, language));
    for (const words of told) {
      expect(words.title).toContain(number);
      expect(words.text).toContain(number);
      expect(`${words.title} ${words.text} ${words.law}`).not.toMatch(/[{}…]|undefined/);
      expect(words.law).toMatch(/\d/);
    }
    expect(new Set(told.map(({ text }) => text)).size).toBe(3);
    expect(new Set(told.map(({ law }) => law)).size).toBe(3);
  });

  test('has nothing but the number in its title', () => {
    expect(languages.flatMap((language) => places(letterWords[kind].title[language]))).toEqual([
      'number',
      'number',
      'number',
    ]);
  });

  test('is told also when its data is lost', () => {
    for (const lost of [
      {},
      'gone',
      null,
      [],
      { to: 1, terms: 'x', grounds: [7], hearing: 'h', on: '2026-99-99' },
    ])
      expect(say(kind, lost as never).text).not.toMatch(/[{}]|undefined/);
  });
});

test('a registration tells the day of the result', () => {
  expect(say('registered', dataOf['registered'] ?? {}, 'ru')).toMatchObject({
    text: 'Ваше заявление № 219-2026-000012 зарегистрировано 08.12.2026. Результат оказания государственной услуги будет выдан не позднее 21.12.2026.',
    law: 'пункт 5 Приказа № 219; пункт 7 приложения 1 к Приказу № 219; часть 3 статьи 64 АППК',
    terms: [{ term: 'result', dueOn: '2026-12-21', at: null }],
  });
});

test('a notice names its grounds, the hearing in Astana time, and for how long one can object', () => {
  const { text, terms } = say('preliminary-refusal', dataOf['preliminary-refusal'] ?? {});
  expect(text).toContain('approved by Decree of the Government of RK of 28 June 2018 No. 392.');
  expect(text).toContain('Time of the hearing: 2026-12-09 11:00 (Astana), held by video.');
  expect(text).toContain('Within 2 working days after receipt');
  expect(terms).toMatchObject([{ term: 'objection', dueOn: null }]);
});

test('a term that ended with a day ended on that day', () => {
  const lapsed = say('deemed-refused', {}, 'en', new Date('2026-12-18T19:00:00Z'));
  expect(lapsed.text).toContain('ended on 2026-12-18 without a result');
  expect(lapsed.text).toContain('within 3 months');
  expect(say('deadlines-moved', dataOf['deadlines-moved'] ?? {}).text).toContain(
    'Objection or request for an oral hearing: 2026-12-11; Result of the public service: 2026-12-21.',
  );
});

test('only a result that came late says so', () => {
  expect(say('issued', { late: true }, 'kk').text).toContain('Нәтиже мерзімі өткеннен кейін берілді.');
  expect(say('issued', { late: false }).text).not.toContain('after its term');
});

test('a letter of a kind without words keeps its place in the list', () => {
  expect(letterTitleIn('constructor', number, 'en')).toBe('constructor');
});
