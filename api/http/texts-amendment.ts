import type { AmendmentFaultCode } from '../../calendars/amendment-checks.ts';
import type { Text } from '../../regulation/text.ts';
import type { ValidationCode } from '../../regulation/validation-texts.ts';
import type { ProblemCode } from './table.ts';

/** What is told of a change of the calendar that cannot be taken. */
export const amendmentTexts = {
  'act-after-today': {
    kk: 'Акт болашақ күнмен ({date}) белгіленген: бүгін {today}',
    ru: 'Акт датирован будущим днём ({date}): сегодня {today}',
    en: 'The act is dated {date}, and today is {today}',
  },
  'act-link-refused': {
    kk: 'Актіге сілтеме — https:// деп басталатын толық мекенжай',
    ru: 'Ссылка на акт — полный адрес, начинающийся с https://',
    en: 'The link to an act is a whole address that begins with https://',
  },
  'act-incomplete': {
    kk: 'Күнтізбені акт қана өзгертеді: оның атауы, нөмірі, күні және сілтемесі қажет',
    ru: 'Календарь меняет только акт: нужны его название, номер, дата и ссылка',
    en: 'Only an act changes the calendar: its name, number, date and link are needed',
  },
  'amendment-changes-nothing': {
    kk: 'Өзгеріс бірде-бір күнді өзгертпейді',
    ru: 'Изменение не меняет ни одного дня',
    en: 'The amendment changes no day',
  },
  'amendment-wholly-past': {
    kk: 'Барлық күн бүгінгі күннен ({today}) бұрын: өткенді өзгертуге болмайды',
    ru: 'Все дни раньше сегодняшнего ({today}): прошлое не меняется',
    en: 'Every day lies before today ({today}): the past is not changed',
  },
  'calendar-edition-taken': {
    kk: 'Күнтізбенің мұндай редакциясы бұрыннан бар: {edition}',
    ru: 'Такая редакция календаря уже есть: {edition}',
    en: 'There is such an edition of the calendar already: {edition}',
  },
  'coverage-shrinks': {
    kk: 'Күнтізбе кемінде {from} – {to} аралығын қамтуы керек',
    ru: 'Календарь должен охватывать не меньше, чем {from} – {to}',
    en: 'The calendar must cover no less than {from} to {to}',
  },
  'day-already-off': {
    kk: '{date} қазірдің өзінде демалыс күні',
    ru: '{date} уже является выходным днём',
    en: '{date} is off already',
  },
  'day-already-working': {
    kk: '{date} қазірдің өзінде жұмыс күні',
    ru: '{date} уже является рабочим днём',
    en: '{date} is a working day already',
  },
  'day-contradicts-itself': {
    kk: '{date} әрі жұмыс күні, әрі демалыс күні деп көрсетілген',
    ru: 'День {date} указан и рабочим, и выходным',
    en: '{date} is said to be both worked and off',
  },
  'day-repeated': {
    kk: '{date} қайталанады',
    ru: '{date} повторяется',
    en: '{date} is repeated',
  },
  'edition-id-malformed': {
    kk: 'Редакция белгілі болған күні бойынша аталады, мысалы {expected}',
    ru: 'Редакция называется по дню, когда она стала известна, например {expected}',
    en: 'An edition is named by the day it became known, such as {expected}',
  },
  'effective-before-known': {
    kk: 'Өзгеріс белгілі болғанға дейін ({knownOn}) қолданыла алмайды',
    ru: 'Изменение не может действовать раньше, чем стало известно ({knownOn})',
    en: 'An amendment cannot govern before it was known ({knownOn})',
  },
  'known-after-today': {
    kk: 'Акт бүгінгі күннен ({today}) кейін белгілі бола алмайды',
    ru: 'Акт не может стать известным позже сегодняшнего дня ({today})',
    en: 'An act cannot be known later than today ({today})',
  },
  'known-before-newest': {
    kk: 'Соңғы редакция {edition} {min} күні белгілі болды: өзгеріс одан бұрын белгілі бола алмайды',
    ru: 'Последняя редакция {edition} известна с {min}: изменение не может стать известным раньше',
    en: 'The newest edition {edition} is known since {min}: an amendment cannot be known earlier',
  },
  'official-until-goes-back': {
    kk: 'Күнтізбе {min} күніне дейін ресми жарияланған: оны кері қайтаруға болмайды',
    ru: 'Календарь официально опубликован до {min}: отменить это нельзя',
    en: 'The calendar is official until {min}: that cannot be taken back',
  },
} as const satisfies Record<Exclude<AmendmentFaultCode, ValidationCode | ProblemCode>, Text>;
