import { customsCode } from '../../citation.ts';
import type { Subtype, SubtypeRule } from '../../subtypes.ts';

/** The three subtypes and the longest term of processing each allows. */
export const subtypeRules = {
  inward: {
    no: 1,
    name: {
      kk: 'Еуразиялық экономикалық одақтың кедендік аумағында тауарларды қайта өңдеу шарттары туралы құжат беру',
      ru: 'Выдача документа об условиях переработки товаров на таможенной территории Евразийского экономического союза',
      en: 'Issuance of a document on the conditions of processing of goods in the customs territory of the Eurasian Economic Union',
    },
    procedure: {
      kk: 'кедендік аумақта қайта өңдеу',
      ru: 'переработка на таможенной территории',
      en: 'processing in the customs territory',
    },
    applicationAnnex: 1,
    resultAnnex: 3,
    processingTerm: { maxMonths: 36, longerForEecListedGoods: true, law: customsCode(248, 3) },
    law: [customsCode(248), customsCode(249)],
  },
  outward: {
    no: 2,
    name: {
      kk: 'Еуразиялық экономикалық одақтың кедендік аумағынан тыс тауарларды қайта өңдеу шарттары туралы құжат беру',
      ru: 'Выдача документа об условиях переработки товаров вне таможенной территории Евразийского экономического союза',
      en: 'Issuance of a document on the conditions of processing of goods outside the customs territory of the Eurasian Economic Union',
    },
    procedure: {
      kk: 'кедендік аумақтан тыс қайта өңдеу',
      ru: 'переработка вне таможенной территории',
      en: 'processing outside the customs territory',
    },
    applicationAnnex: 2,
    resultAnnex: 4,
    processingTerm: { maxMonths: 24, longerForEecListedGoods: false, law: customsCode(261, 3) },
    law: [customsCode(261), customsCode(262)],
  },
  // The Kazakh name has a broken word order in the Rules.
  domestic: {
    no: 3,
    name: {
      kk: 'Өңдеу шарттары туралы құжат беру тауарларды ішкі тұтыну үшін',
      ru: 'Выдача документа об условиях переработки товаров для внутреннего потребления',
      en: 'Issuance of a document on the conditions of processing of goods for domestic consumption',
    },
    cleanName: {
      kk: 'Тауарларды ішкі тұтыну үшін қайта өңдеу шарттары туралы құжат беру',
      ru: 'Выдача документа об условиях переработки товаров для внутреннего потребления',
      en: 'Issuance of a document on the conditions of processing of goods for domestic consumption',
    },
    procedure: {
      kk: 'ішкі тұтыну үшін қайта өңдеу',
      ru: 'переработка для внутреннего потребления',
      en: 'processing for domestic consumption',
    },
    applicationAnnex: 3,
    resultAnnex: 5,
    processingTerm: { maxMonths: 12, longerForEecListedGoods: true, law: customsCode(273, 3) },
    law: [customsCode(273), customsCode(274)],
  },
} as const satisfies Record<Subtype, SubtypeRule>;
