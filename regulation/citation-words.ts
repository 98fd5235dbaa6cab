import type { ActName, Unit } from './citation.ts';
import type { Text } from './text.ts';

/** What an act is called: `name` by itself, `of` beside one of its places, `annexed` beside one of its annexes. */
interface ActWords {
  readonly name: Text;
  readonly of: Text;
  readonly annexed?: Text;
}

/** The acts that are cited. */
export const actWords: Readonly<Record<ActName, ActWords>> = {
  'order-219': {
    name: { kk: '№ 219 бұйрық', ru: 'Приказ № 219', en: 'Order 219' },
    of: { kk: '№ 219 бұйрықтың', ru: 'Приказа № 219', en: 'Order 219' },
    annexed: { kk: '№ 219 бұйрықтың', ru: 'к Приказу № 219', en: 'Order 219' },
  },
  appc: {
    name: { kk: 'ӘРПК', ru: 'АППК', en: 'APPC' },
    of: { kk: 'ӘРПК', ru: 'АППК', en: 'APPC' },
  },
  'law-88-v': {
    name: { kk: '№ 88-V Заң', ru: 'Закон № 88-V', en: 'Law 88-V' },
    of: { kk: '№ 88-V Заңның', ru: 'Закона № 88-V', en: 'Law 88-V' },
  },
  'customs-code': {
    name: {
      kk: '«Қазақстан Республикасындағы кедендік реттеу туралы» кодекс',
      ru: 'Кодекс «О таможенном регулировании в Республике Казахстан»',
      en: 'Customs Code',
    },
    of: {
      kk: '«Қазақстан Республикасындағы кедендік реттеу туралы» кодекстің',
      ru: 'Кодекса «О таможенном регулировании в Республике Казахстан»',
      en: 'Customs Code',
    },
  },
  'personal-data-law': {
    name: {
      kk: '«Дербес деректер және оларды қорғау туралы» Заң',
      ru: 'Закон «О персональных данных и их защите»',
      en: 'Law on personal data',
    },
    of: {
      kk: '«Дербес деректер және оларды қорғау туралы» Заңның',
      ru: 'Закона «О персональных данных и их защите»',
      en: 'Law on personal data',
    },
  },
  'law-71-viii': {
    name: {
      kk: '2024 жылғы 6 сәуірдегі № 71-VIII Заң',
      ru: 'Закон от 6 апреля 2024 года № 71-VIII',
      en: 'Law of 06.04.2024 No. 71-VIII',
    },
    of: {
      kk: '2024 жылғы 6 сәуірдегі № 71-VIII Заңның',
      ru: 'Закона от 6 апреля 2024 года № 71-VIII',
      en: 'Law of 06.04.2024 No. 71-VIII',
    },
  },
};

/** What a place is called: by itself, several of them, and as what another place is in. English needs no third form. */
interface UnitWords {
  readonly one: Text;
  readonly many: Text;
  readonly of: Text;
}

/** What acts are divided into. The English ones follow each other as they are, after the place that they are in. */
export const unitWords: Readonly<Record<Unit, UnitWords>> = {
  article: {
    one: { kk: '{no}-бабы', ru: 'статья {no}', en: '{no}' },
    many: { kk: '{no}-баптары', ru: 'статьи {no}', en: '{no}' },
    of: { kk: '{no}-бабының', ru: 'статьи {no}', en: '{no}' },
  },
  'numbered-part': {
    one: { kk: '{no}-бөлігі', ru: 'часть {no}', en: '({no})' },
    many: { kk: '{no}-бөліктері', ru: 'части {no}', en: '({no})' },
    of: { kk: '{no}-бөлігінің', ru: 'части {no}', en: '({no})' },
  },
  paragraph: {
    one: { kk: '{no}-тармағы', ru: 'пункт {no}', en: '({no})' },
    many: { kk: '{no}-тармақтары', ru: 'пункты {no}', en: '({no})' },
    of: { kk: '{no}-тармағының', ru: 'пункта {no}', en: '({no})' },
  },
  clause: {
    one: { kk: '{no}-тармағы', ru: 'пункт {no}', en: 'clause {no}' },
    many: { kk: '{no}-тармақтары', ru: 'пункты {no}', en: 'clauses {no}' },
    of: { kk: '{no}-тармағының', ru: 'пункта {no}', en: 'clause {no}' },
  },
  annex: {
    one: { kk: '{no}-қосымшасы', ru: 'приложение {no}', en: 'annex {no}' },
    many: { kk: '{no}-қосымшалары', ru: 'приложения {no}', en: 'annexes {no}' },
    of: { kk: '{no}-қосымшасының', ru: 'приложения {no}', en: 'annex {no}' },
  },
  form: {
    one: { kk: '{no}-нысаны', ru: 'форма {no}', en: ', form {no}' },
    many: { kk: '{no}-нысандары', ru: 'формы {no}', en: ', forms {no}' },
    of: { kk: '{no}-нысанының', ru: 'формы {no}', en: ', form {no}' },
  },
  item: {
    one: { kk: '{no}-тармағы', ru: 'пункт {no}', en: ', item {no}' },
    many: { kk: '{no}-тармақтары', ru: 'пункты {no}', en: ', items {no}' },
    of: { kk: '{no}-тармағының', ru: 'пункта {no}', en: ', item {no}' },
  },
  part: {
    one: { kk: '{no} бөлігі', ru: 'часть {no}', en: ' part {no}' },
    many: { kk: '{no} бөліктері', ru: 'части {no}', en: ' parts {no}' },
    of: { kk: '{no} бөлігінің', ru: 'части {no}', en: ' part {no}' },
  },
  subitem: {
    one: { kk: '{no}) тармақшасы', ru: 'подпункт {no})', en: '({no})' },
    many: { kk: '{no}) тармақшалары', ru: 'подпункты {no})', en: '({no})' },
    of: { kk: '{no}) тармақшасының', ru: 'подпункта {no})', en: '({no})' },
  },
  field: {
    one: { kk: '{no}-өрісі', ru: 'поле {no}', en: ', field {no}' },
    many: { kk: '{no}-өрістері', ru: 'поля {no}', en: ', fields {no}' },
    of: { kk: '{no}-өрісінің', ru: 'поля {no}', en: ', field {no}' },
  },
  line: {
    one: { kk: '{no}-жолы', ru: 'строка {no}', en: ', line {no}' },
    many: { kk: '{no}-жолдары', ru: 'строки {no}', en: ', lines {no}' },
    of: { kk: '{no}-жолының', ru: 'строки {no}', en: ', line {no}' },
  },
};

/** How parts without a number are counted. */
export const ordinals: readonly Text[] = [
  { kk: 'бірінші', ru: 'первая', en: '1' },
  { kk: 'екінші', ru: 'вторая', en: '2' },
  { kk: 'үшінші', ru: 'третья', en: '3' },
  { kk: 'төртінші', ru: 'четвёртая', en: '4' },
  { kk: 'бесінші', ru: 'пятая', en: '5' },
  { kk: 'алтыншы', ru: 'шестая', en: '6' },
];

/** What stands before the last one of several. */
export const and: Text = { kk: ' және ', ru: ' и ', en: ' and ' };
