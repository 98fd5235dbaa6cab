import { fillText, type FillingOf, type PlacesOf, type Text } from './text.ts';

/** Every way a submitted value can be wrong, with what the applicant is told. Codes are public and stay forever. */
export const validationTexts = {
  'unknown-field': {
    kk: '«{field}» деген өріс жоқ',
    ru: 'Поля «{field}» не существует',
    en: 'There is no field "{field}"',
  },
  'field-missing': {
    kk: '«{field}» өрісі толтырылмаған',
    ru: 'Не заполнено поле «{field}»',
    en: 'The field "{field}" is missing',
  },
  'wrong-type': {
    kk: 'Мәннің түрі дұрыс емес, күтілетіні: {expected}',
    ru: 'Неверный тип значения, ожидается: {expected}',
    en: 'Wrong type of value, expected: {expected}',
  },
  'text-empty': { kk: 'Мәтін бос', ru: 'Текст пуст', en: 'The text is empty' },
  'text-malformed': {
    kk: 'Мәтінде көрінбейтін, басқарушы немесе бағытты өзгертетін таңбалар бар, не жол үзілімі орынсыз',
    ru: 'Текст содержит невидимые, управляющие или меняющие направление символы либо перенос строки там, где нужна одна строка',
    en: 'The text contains invisible, control or direction characters, or a line break where one line is needed',
  },
  'text-too-long': {
    kk: 'Мәтін тым ұзын: {length} таңба, ең көбі {max}',
    ru: 'Текст слишком длинный: {length} знаков, не более {max}',
    en: 'The text is too long: {length} characters, at most {max}',
  },
  'list-empty': {
    kk: 'Тізімде кемінде бір жазба болуы керек',
    ru: 'В списке нужна хотя бы одна запись',
    en: 'The list needs at least one entry',
  },
  'list-too-long': {
    kk: 'Тізім тым ұзын: {length} жазба, ең көбі {max}',
    ru: 'Список слишком длинный: {length} записей, не более {max}',
    en: 'The list is too long: {length} entries, at most {max}',
  },
  'number-too-large': {
    kk: 'Сан тым үлкен, ең көбі {max}',
    ru: 'Число слишком велико, не более {max}',
    en: 'The number is too large, at most {max}',
  },
  'quantity-not-positive': {
    kk: 'Саны нөлден артық болуы керек',
    ru: 'Количество должно быть больше нуля',
    en: 'The quantity must be greater than zero',
  },
  'cost-negative': {
    kk: 'Құны теріс болмауы керек',
    ru: 'Стоимость не может быть отрицательной',
    en: 'The cost cannot be negative',
  },
  'percent-not-positive': {
    kk: 'Пайыз нөлден артық болуы керек',
    ru: 'Процент должен быть больше нуля',
    en: 'The percentage must be greater than zero',
  },
  'yield-missing': {
    kk: 'Шығу нормасы сандық және (немесе) пайыздық мәнде көрсетілуі керек',
    ru: 'Норма выхода указывается в количественном и (или) процентном выражении',
    en: 'A yield norm needs a quantity, a percentage, or both',
  },
  'tn-ved-not-10-digits': {
    kk: 'ЕАЭО СЭҚ ТН коды дәл 10 цифрдан тұрады',
    ru: 'Код ТН ВЭД ЕАЭС состоит ровно из 10 цифр',
    en: 'A TN VED code has exactly 10 digits',
  },
  'tn-ved-chapter-unknown': {
    kk: 'ЕАЭО СЭҚ ТН-да {chapter} тобы жоқ: топтар 01–97, 77-топ бос',
    ru: 'В ТН ВЭД ЕАЭС нет группы {chapter}: группы 01–97, группа 77 свободна',
    en: 'The TN VED has no chapter {chapter}: its chapters are 01 to 97, and 77 is kept free',
  },
  'tn-ved-heading-not-4-digits': {
    kk: 'ЕАЭО СЭҚ ТН тауар позициясы дәл 4 цифрдан тұрады',
    ru: 'Товарная позиция ТН ВЭД ЕАЭС состоит ровно из 4 цифр',
    en: 'A TN VED heading has exactly 4 digits',
  },
  'currency-malformed': {
    kk: 'Валюта ISO 4217 бойынша үш әріппен көрсетіледі',
    ru: 'Валюта указывается тремя буквами по ISO 4217',
    en: 'A currency is three letters of ISO 4217',
  },
  'currency-unknown': {
    kk: 'ISO 4217 тізілімінде {value} валютасы жоқ',
    ru: 'В реестре ISO 4217 нет валюты {value}',
    en: 'ISO 4217 has no currency {value}',
  },
  'amount-malformed': {
    kk: 'Мәтінмен берілген шама: бүтін бөлігі 15 цифрға дейін, нүктеден кейін 10 цифрға дейін, мысалы 99999999999999.99',
    ru: 'Величина текстом: до 15 цифр целой части и до 10 после точки, например 99999999999999.99',
    en: 'An amount as text has up to 15 digits and up to 10 behind a point, such as 99999999999999.99',
  },
  'country-unknown': {
    kk: 'ISO 3166-1 тізілімінде {value} коды бар ел жоқ',
    ru: 'В реестре ISO 3166-1 нет страны с кодом {value}',
    en: 'ISO 3166-1 has no country {value}',
  },
  'issued-in-future': {
    kk: 'Құжаттың берілген күні — {date}, ал бүгін — {today}',
    ru: 'Документ датирован {date}, а сегодня {today}',
    en: 'The paper is dated {date}, and today is {today}',
  },
  'valid-until-before-issue': {
    kk: 'Құжаттың қолданылу мерзімі ол берілген {issuedOn} күнінен бұрын аяқталады',
    ru: 'Срок действия документа истекает раньше дня его выдачи {issuedOn}',
    en: 'The paper is valid only until a day before its issue on {issuedOn}',
  },
  'date-out-of-range': {
    kk: 'Құжаттың күні {from} мен {until} аралығында болады; мерзімсіз құжатта validUntil көрсетілмейді',
    ru: 'Дата документа — от {from} до {until}; у бессрочного документа validUntil не указывается',
    en: 'A paper is dated from {from} to {until}; one without an end has no validUntil',
  },
  'country-malformed': {
    kk: 'Ел ISO 3166-1 бойынша екі әріппен көрсетіледі',
    ru: 'Страна указывается двумя буквами по ISO 3166-1',
    en: 'A country is two letters of ISO 3166-1',
  },
  'date-malformed': {
    kk: 'Күн ЖЖЖЖ-АА-КК түріндегі нақты күн болуы керек',
    ru: 'Нужна существующая дата в виде ГГГГ-ММ-ДД',
    en: 'An existing date is needed, as YYYY-MM-DD',
  },
  'identifier-missing': {
    kk: 'БСН немесе ЖСН көрсетілуі керек',
    ru: 'Нужно указать БИН или ИИН',
    en: 'A BIN or an IIN is needed',
  },
  'identifier-or-country-missing': {
    kk: 'БСН немесе ЖСН көрсетілуі керек, ал тұлға басқа елдікі болса, оның коды (country)',
    ru: 'Нужно указать БИН или ИИН, а для лица другой страны её код (country)',
    en: 'A BIN or an IIN is needed or, for a person of another country, its code (country)',
  },
  'identifier-ambiguous': {
    kk: 'БСН мен ЖСН-нің біреуі ғана көрсетіледі',
    ru: 'Указывается только одно: БИН или ИИН',
    en: 'Only one of BIN and IIN may be given',
  },
  'iin-not-12-digits': {
    kk: 'ЖСН 12 цифрдан тұрады',
    ru: 'ИИН состоит из 12 цифр',
    en: 'An IIN has 12 digits',
  },
  'iin-check-digit-wrong': {
    kk: 'ЖСН бақылау цифры дұрыс емес',
    ru: 'Неверная контрольная цифра ИИН',
    en: 'The check digit of the IIN is wrong',
  },
  'iin-never-issued': {
    kk: 'Мұндай ЖСН берілмейді',
    ru: 'Такой ИИН не выдаётся',
    en: 'Such an IIN is never issued',
  },
  'iin-date-impossible': {
    kk: 'ЖСН-дегі туған күн мүмкін емес',
    ru: 'Дата рождения в ИИН невозможна',
    en: 'The birth date in the IIN is impossible',
  },
  'bin-not-12-digits': {
    kk: 'БСН 12 цифрдан тұрады',
    ru: 'БИН состоит из 12 цифр',
    en: 'A BIN has 12 digits',
  },
  'bin-check-digit-wrong': {
    kk: 'БСН бақылау цифры дұрыс емес',
    ru: 'Неверная контрольная цифра БИН',
    en: 'The check digit of the BIN is wrong',
  },
  'bin-never-issued': {
    kk: 'Мұндай БСН берілмейді',
    ru: 'Такой БИН не выдаётся',
    en: 'Such a BIN is never issued',
  },
  'bin-date-impossible': {
    kk: 'БСН-дегі тіркеу айы мүмкін емес',
    ru: 'Месяц регистрации в БИН невозможен',
    en: 'The month of registration in the BIN is impossible',
  },
  'bin-kind-unknown': {
    kk: 'БСН-нің бесінші цифры 4, 5 немесе 6 болуы керек',
    ru: 'Пятая цифра БИН — 4, 5 или 6',
    en: 'The fifth digit of a BIN is 4, 5 or 6',
  },
  'months-not-whole': {
    kk: 'Қайта өңдеу мерзімі толық айлармен көрсетіледі, кемінде 1',
    ru: 'Срок переработки указывается в целых месяцах, не менее 1',
    en: 'The term of processing is in whole months, at least 1',
  },
  'processing-term-too-long': {
    kk: 'Қайта өңдеу мерзімі {max} айдан аспауы керек',
    ru: 'Срок переработки не может превышать {max} месяцев',
    en: 'The term of processing cannot exceed {max} months',
  },
  'processing-term-reason-missing': {
    kk: '{max} айдан ұзақ мерзім негіздеуді талап етеді',
    ru: 'Срок более {max} месяцев требует обоснования',
    en: 'A term of more than {max} months needs a reason',
  },
  'document-missing': {
    kk: 'Міндетті құжат тіркелмеген: {document}',
    ru: 'Не приложен обязательный документ: {document}',
    en: 'A required document is not attached: {document}',
  },
  'document-kind-unknown': {
    kk: 'Мұндай құжат түрі жоқ; мүмкін түрлер: {allowed}',
    ru: 'Такого вида документа нет; возможны: {allowed}',
    en: 'There is no such kind of document; possible: {allowed}',
  },
  'email-malformed': {
    kk: 'Электрондық пошта мекенжайы дұрыс емес',
    ru: 'Неверный адрес электронной почты',
    en: 'The e-mail address is malformed',
  },
  'phone-malformed': {
    kk: 'Телефон халықаралық түрде көрсетіледі: + және 10–15 цифр',
    ru: 'Телефон указывается в международном виде: + и 10–15 цифр',
    en: 'A phone number is in international form: + and 10 to 15 digits',
  },
  'language-unknown': {
    kk: 'Мұндай тіл жоқ; мүмкін тілдер: {allowed}',
    ru: 'Такого языка нет; возможны: {allowed}',
    en: 'There is no such language; possible: {allowed}',
  },
  'statement-refused': {
    kk: 'Бұл растаусыз өтініш берілмейді',
    ru: 'Без этого подтверждения заявление не подаётся',
    en: 'The application cannot be submitted without this statement',
  },
} as const satisfies Record<string, Text>;

export type ValidationCode = keyof typeof validationTexts;

/** One thing wrong with a submission. `pointer` (RFC 6901) is into the submission; params fill the text. */
export type FieldError = { readonly [C in ValidationCode]: FieldErrorOf<C> }[ValidationCode];

interface FieldErrorOf<C extends ValidationCode> {
  readonly pointer: string;
  readonly code: C;
  readonly params: FillingOf<(typeof validationTexts)[C]>;
}

/** Codes whose texts say the same of every value. */
export type PlainCode = {
  readonly [C in ValidationCode]: PlacesOf<(typeof validationTexts)[C]> extends never ? C : never;
}[ValidationCode];

/** What the applicant is told of an error. */
export function fieldErrorText(error: FieldError): Text {
  return fillText(validationTexts[error.code], error.params);
}
