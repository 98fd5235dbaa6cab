import { describe, expect, test } from 'vitest';
import { appc, customsCode, law71, law88, personalDataLaw, rules219, type Citation } from './citation.ts';
import { citationIn, citationText } from './citation-text.ts';

test.each<readonly [law: Citation, kk: string, ru: string, en: string]>([
  [rules219({ clause: 5 }), '№ 219 бұйрықтың 5-тармағы', 'пункт 5 Приказа № 219', 'Order 219, clause 5'],
  [
    rules219({ clause: [6, 7] }),
    '№ 219 бұйрықтың 6 және 7-тармақтары',
    'пункты 6 и 7 Приказа № 219',
    'Order 219, clauses 6 and 7',
  ],
  [
    rules219({ clause: 7, part: 4 }),
    '№ 219 бұйрықтың 7-тармағының төртінші бөлігі',
    'часть четвёртая пункта 7 Приказа № 219',
    'Order 219, clause 7 part 4',
  ],
  [
    rules219({ clause: 7, part: [3, 4] }),
    '№ 219 бұйрықтың 7-тармағының үшінші және төртінші бөліктері',
    'части третья и четвёртая пункта 7 Приказа № 219',
    'Order 219, clause 7 parts 3 and 4',
  ],
  [
    rules219({ annex: 1, item: 7 }),
    '№ 219 бұйрықтың 1-қосымшасының 7-тармағы',
    'пункт 7 приложения 1 к Приказу № 219',
    'Order 219, annex 1, item 7',
  ],
  [
    rules219({ annex: 1, item: [1, 7, 10] }),
    '№ 219 бұйрықтың 1-қосымшасының 1, 7 және 10-тармақтары',
    'пункты 1, 7 и 10 приложения 1 к Приказу № 219',
    'Order 219, annex 1, items 1, 7 and 10',
  ],
  [
    rules219({ annex: 1, item: 9, subitem: 2 }),
    '№ 219 бұйрықтың 1-қосымшасының 9-тармағының 2) тармақшасы',
    'подпункт 2) пункта 9 приложения 1 к Приказу № 219',
    'Order 219, annex 1, item 9(2)',
  ],
  [
    rules219({ annex: 1, form: 3, field: 13 }),
    '№ 219 бұйрықтың 1-қосымшасының 3-нысанының 13-өрісі',
    'поле 13 формы 3 приложения 1 к Приказу № 219',
    'Order 219, annex 1, form 3, field 13',
  ],
  [
    [rules219({ annex: 5, line: 14 }), law71],
    '№ 219 бұйрықтың 5-қосымшасының 14-жолы; 2024 жылғы 6 сәуірдегі № 71-VIII Заң',
    'строка 14 приложения 5 к Приказу № 219; Закон от 6 апреля 2024 года № 71-VIII',
    'Order 219, annex 5, line 14; Law of 06.04.2024 No. 71-VIII',
  ],
  [appc(73), 'ӘРПК 73-бабы', 'статья 73 АППК', 'APPC 73'],
  [appc(91, 5), 'ӘРПК 91-бабының 5-бөлігі', 'часть 5 статьи 91 АППК', 'APPC 91(5)'],
  [
    appc(73, 2, 5),
    'ӘРПК 73-бабының 2-бөлігінің 5) тармақшасы',
    'подпункт 5) части 2 статьи 73 АППК',
    'APPC 73(2)(5)',
  ],
  [appc(92, '1-1'), 'ӘРПК 92-бабының 1-1-бөлігі', 'часть 1-1 статьи 92 АППК', 'APPC 92(1-1)'],
  [
    law88('19-1', 2, 4),
    '№ 88-V Заңның 19-1-бабының 2-тармағының 4) тармақшасы',
    'подпункт 4) пункта 2 статьи 19-1 Закона № 88-V',
    'Law 88-V, art. 19-1(2)(4)',
  ],
  [
    law88(19, { part: 3 }),
    '№ 88-V Заңның 19-бабының үшінші бөлігі',
    'часть третья статьи 19 Закона № 88-V',
    'Law 88-V, art. 19 part 3',
  ],
  [
    customsCode(248, 2, 5),
    '«Қазақстан Республикасындағы кедендік реттеу туралы» кодекстің 248-бабының 2-тармағының 5) тармақшасы',
    'подпункт 5) пункта 2 статьи 248 Кодекса «О таможенном регулировании в Республике Казахстан»',
    'Customs Code, art. 248(2)(5)',
  ],
  [
    personalDataLaw(8),
    '«Дербес деректер және оларды қорғау туралы» Заңның 8-бабы',
    'статья 8 Закона «О персональных данных и их защите»',
    'Law on personal data, art. 8',
  ],
])('one place is said as the acts of each language say it: %#', (law, kk, ru, en) => {
  expect(citationText(law)).toEqual({ kk, ru, en });
});

describe('several places', () => {
  test('of different acts stand one after the other', () => {
    expect(citationText([rules219({ clause: 5 }), rules219({ annex: 1, item: 7 }), appc(64, 3)])).toEqual({
      kk: '№ 219 бұйрықтың 5-тармағы; № 219 бұйрықтың 1-қосымшасының 7-тармағы; ӘРПК 64-бабының 3-бөлігі',
      ru: 'пункт 5 Приказа № 219; пункт 7 приложения 1 к Приказу № 219; часть 3 статьи 64 АППК',
      en: 'Order 219, clause 5; annex 1, item 7; APPC 64(3)',
    });
  });

  test('among the articles of one act name it once', () => {
    expect(citationText([appc(76, 2), appc(91, 2)])).toEqual({
      kk: 'ӘРПК 76-бабының 2-бөлігі және 91-бабының 2-бөлігі',
      ru: 'часть 2 статьи 76 и часть 2 статьи 91 АППК',
      en: 'APPC 76(2) and 91(2)',
    });
    expect(citationText([appc(80, 5), appc(91), appc(92), law88(25)])).toEqual({
      kk: 'ӘРПК 80-бабының 5-бөлігі, 91-бабы және 92-бабы; № 88-V Заңның 25-бабы',
      ru: 'часть 5 статьи 80, статья 91 и статья 92 АППК; статья 25 Закона № 88-V',
      en: 'APPC 80(5), 91, 92; Law 88-V, art. 25',
    });
    expect(citationIn([customsCode(248), customsCode(249)], 'en')).toBe('Customs Code, arts. 248 and 249');
  });

  test('are spelled out in English where refusals have always done so', () => {
    const spelled = (law: Citation) => citationIn(law, 'en', 'spelled');

    expect(spelled([rules219({ clause: 7 }), appc(73, 1)])).toBe('Order 219, clause 7; APPC art. 73(1)');
    expect(spelled([appc(73, 1), appc(73, 3)])).toBe('APPC art. 73(1), 73(3)');
    expect(spelled([law71, customsCode(248, 2), customsCode(261, 2)])).toBe(
      'Law of 06.04.2024 No. 71-VIII; Customs Code art. 248(2), 261(2)',
    );
    expect(citationText(appc(97, 2), 'spelled')).toEqual({
      ...citationText(appc(97, 2)),
      en: 'APPC art. 97(2)',
    });
  });
});

test('a part that no word counts is refused, never told wrong', () => {
  expect(() => citationIn(rules219({ clause: 7, part: 9 }), 'kk')).toThrow('no word counts a part 9');
});
