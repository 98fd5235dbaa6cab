import { appc } from '../../citation.ts';
import type { RefusalForm } from '../../forms.ts';
import { actFrame } from './act-frame.ts';

/** Annex 2: the reasoned refusal. */
export const refusalForm = {
  ...actFrame,
  annex: 2,
  addressee: { kk: '{organisationName}', ru: '{organisationName}', en: '{organisationName}' },
  title: {
    kk: 'Бас тарту туралы дәлелді жауап',
    ru: 'Мотивированный ответ об отказе',
    en: 'Reasoned reply on refusal',
  },
  // In Kazakh the printed "үшін" fits only domestic consumption, so it moved into the filling.
  body: {
    kk: 'Қазақстан Республикасы Өнеркәсіп және құрылыс министрлігі "Өнеркәсіп комитеті" республикалық мемлекеттік мекемесі {processingKind} тауарларды қайта өңдеу шарттары туралы құжатты беруге қатысты № {incomingNumber} өтінішке сәйкес келесіні хабарлайды:',
    ru: 'Республиканское государственное учреждение "Комитет промышленности" Министерства промышленности и строительства Республики Казахстан в соответствии с заявлением № {incomingNumber} касательно выдачи документа об условиях переработки товаров {processingKind} сообщает следующее:',
    en: 'The Republican State Institution "Industry Committee" of the Ministry of Industry and Construction of the Republic of Kazakhstan, following application No. {incomingNumber} concerning the issuance of a document on the conditions of processing of goods {processingKind}, informs of the following:',
  },
  justification: { kk: '{justification}', ru: '{justification}', en: '{justification}' },
  processingKind: {
    inward: {
      kk: 'Еуразиялық экономикалық одақтың кедендік аумағында',
      ru: 'на таможенной территории Евразийского экономического союза',
      en: 'in the customs territory of the Eurasian Economic Union',
    },
    outward: {
      kk: 'Еуразиялық экономикалық одақтың кедендік аумағынан тыс',
      ru: 'вне таможенной территории Евразийского экономического союза',
      en: 'outside the customs territory of the Eurasian Economic Union',
    },
    domestic: { kk: 'ішкі тұтыну үшін', ru: 'для внутреннего потребления', en: 'for domestic consumption' },
  },
  additions: [
    {
      id: 'appeal',
      text: {
        kk: 'Шағым жасау органы, мерзімі және тәртібі (нысанда орын жоқ, сондықтан актінің қосымшасында беріледі)',
        ru: 'Орган, срок и порядок обжалования (в форме места нет, поэтому даются в приложении к акту)',
        en: 'The appeal body, the term and the way (the form has no place for them, so they go into an annex of the act)',
      },
      law: [appc(80, 5), appc(92, '1-1')],
    },
    {
      id: 'hearing-skipped',
      text: {
        kk: 'Тыңдау өткізілмесе, оның себептері',
        ru: 'Если заслушивание не проводилось, его причины',
        en: 'Where no hearing was held, the reasons',
      },
      law: appc(73, 2),
    },
    {
      id: 'names',
      text: {
        kk: 'Лауазымды адамның тегі мен инициалдары, көрсетілетін қызметті алушының ұйымдық-құқықтық нысаны',
        ru: 'Фамилия и инициалы должностного лица, организационно-правовая форма услугополучателя',
        en: 'Surname and initials of the official, legal form of the applicant',
      },
      law: appc(80, 1),
    },
    {
      id: 'objection-answer',
      text: { kk: 'Қарсылыққа жауап', ru: 'Ответ на возражение', en: 'The answer to the objection' },
      law: [appc(73), appc(80, 1)],
    },
  ],
} as const satisfies RefusalForm;
