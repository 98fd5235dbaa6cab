import type { Text } from '../../regulation/text.ts';
import { validationTexts, type ValidationCode } from '../../regulation/validation-texts.ts';
import { amendmentTexts } from './texts-amendment.ts';
import type { ProblemCode } from './table.ts';
import { problemTexts } from './texts.ts';
import { webhookTexts } from './texts-webhooks.ts';

/** Faults of single values that only the edge can find; the others are the regulation's. */
const edgeTexts = {
  'text-too-short': {
    kk: 'Мәтін тым қысқа, кемінде {min} таңба',
    ru: 'Текст слишком короткий, не менее {min} знаков',
    en: 'The text is too short, at least {min} characters',
  },
  'text-shape-wrong': {
    kk: 'Мәннің пішімі дұрыс емес, күтілетіні: {expected}',
    ru: 'Неверный формат значения, ожидается: {expected}',
    en: 'Wrong shape of value, expected: {expected}',
  },
  'number-too-small': {
    kk: 'Сан тым кіші, кемінде {min}',
    ru: 'Число слишком мало, не менее {min}',
    en: 'The number is too small, at least {min}',
  },
  'value-not-allowed': {
    kk: 'Мұндай мән жоқ; мүмкін мәндер: {allowed}',
    ru: 'Такого значения нет; возможны: {allowed}',
    en: 'There is no such value; possible: {allowed}',
  },
  'either-or': {
    kk: 'Екеуінің бірі ғана көрсетіледі: «{first}» немесе «{other}»',
    ru: 'Указывается что-то одно: «{first}» или «{other}»',
    en: 'Give either "{first}" or "{other}", not both',
  },
  'list-repeats': {
    kk: 'Тізімдегі жазба қайталанады',
    ru: 'Запись в списке повторяется',
    en: 'The list repeats an entry',
  },
  'field-repeated': {
    kk: 'Өріс бірнеше рет берілген: «{field}»',
    ru: 'Поле указано несколько раз: «{field}»',
    en: 'The field is given more than once: "{field}"',
  },
  'field-name-refused': {
    kk: 'Өріс бұлай аталмайды: «{field}»',
    ru: 'Поле не может так называться: «{field}»',
    en: 'A field cannot have this name: "{field}"',
  },
  'number-not-exact': {
    kk: 'Сан дәл сақталмайды: тым үлкен немесе цифрлары тым көп; шаманы мәтінмен беруге болады',
    ru: 'Число не сохраняется точно: слишком велико или в нём слишком много цифр; величину можно передать текстом',
    en: 'The number cannot be kept exactly: too large, or it has too many digits; an amount may be given as text',
  },
  'boundary-malformed': {
    kk: 'Форманың шекарасы (boundary) бір рет көрсетіледі: RFC 2046 рұқсат еткен 1–70 таңба',
    ru: 'Граница формы (boundary) указывается один раз: от 1 до 70 знаков, допустимых по RFC 2046',
    en: 'The boundary of a form is given once: 1 to 70 characters that RFC 2046 allows',
  },
  'host-malformed': {
    kk: 'Host тақырыбы бір рет көрсетіледі: аты немесе мекенжайы, қажет болса порты',
    ru: 'Заголовок Host указывается один раз: имя или адрес, при необходимости порт',
    en: 'The header Host is given once: a name or an address, and a port if need be',
  },
  'file-name-encoded': {
    kk: 'Файл атауы UTF-8 түрінде жіберіледі, қажет болса пайыздық кодтаумен (RFC 7578)',
    ru: 'Имя файла передаётся в UTF-8, при необходимости в процентном кодировании (RFC 7578)',
    en: 'The name of a file comes in UTF-8, percent-encoded if need be (RFC 7578)',
  },
  'file-name-with-path': {
    kk: 'Файл атауы қалта жолынсыз беріледі: "/" және "\\" таңбалары болмайды',
    ru: 'Имя файла указывается без пути к папке: без знаков «/» и «\\»',
    en: 'The name of a file is given without its folder: no "/" and no "\\"',
  },
  'staff-no-executor': {
    kk: 'Бұл қызметкер жұмыс істейді, бірақ жауапты орындаушы емес; тізілімдегі рөлдері: {held}',
    ru: 'Этот сотрудник действует, но он не ответственный исполнитель; его роли в реестре: {held}',
    en: 'This officer is active but no executor; by the register his roles are: {held}',
  },
  'identifier-wrong': {
    kk: 'ЖСН немесе БСН 12 цифрдан тұрады, бақылау цифры сәйкес келуі керек',
    ru: 'ИИН или БИН состоит из 12 цифр, и контрольная цифра должна сходиться',
    en: 'An IIN or a BIN has 12 digits, and its check digit fits',
  },
  'upload-named-twice': {
    kk: 'Бұл файл осы сұрауда екі рет көрсетілген, бірінші рет {first} жазбасында: әр құжатқа жеке файл жүктеледі',
    ru: 'Этот файл указан в запросе дважды, первый раз в {first}: для каждого документа загружается свой файл',
    en: 'The request names this file twice, first in {first}: each document has an upload of its own',
  },
  'part-nameless': {
    kk: 'Форма бөлігінің аты (name) жоқ: файл "file" өрісінде жіберіледі',
    ru: 'У части формы нет имени (name): файл присылается в поле «file»',
    en: 'A part of the form has no name: the file comes in the field "file"',
  },
  'cursor-unknown': {
    kk: 'Бұл тізімде мұндай орын жоқ: алдыңғы жауаптағы «next» мәнін алыңыз немесе басынан бастаңыз',
    ru: 'В этом списке нет такого места: возьмите значение «next» из предыдущего ответа или начните сначала',
    en: 'There is no such place in this list: take "next" of the answer before, or begin anew',
  },
  'encoding-malformed': {
    kk: 'Мән пайыздық кодтаумен UTF-8 түрінде жазылады және NUL таңбасын қамтымайды',
    ru: 'Значение записывается в UTF-8 с процентным кодированием и не содержит знака NUL',
    en: 'A value is written in UTF-8 with percent-encoding, and holds no NUL',
  },
  'value-wrong': { kk: 'Мән дұрыс емес', ru: 'Неверное значение', en: 'The value is wrong' },
} as const satisfies Record<string, Text>;

/** A fault of one value: a code of the regulation's, of the edge's, of an amendment's, of a webhook's, or a whole problem that one value causes. */
export type FieldCode =
  | ValidationCode
  | keyof typeof edgeTexts
  | keyof typeof amendmentTexts
  | keyof typeof webhookTexts
  | ProblemCode;

/** Every text of a fault of one value. The regulation's wording wins where two know a code. */
export const fieldTexts = {
  ...problemTexts,
  ...edgeTexts,
  ...amendmentTexts,
  ...webhookTexts,
  ...validationTexts,
} as const satisfies Record<FieldCode, Text>;
