import { appc, law88, personalDataLaw, rules219 } from '../../citation.ts';
import type { ApplicationFrame, Statement } from '../../forms.ts';
import type { Subtype } from '../../subtypes.ts';

/** What differs between the three application forms. */
export const applicationFrames = {
  inward: {
    annex: 1,
    title: {
      kk: 'Еуразиялық экономикалық одақтың кедендік аумағында тауарларды қайта өңдеу шарттары туралы құжатты беруге өтініш',
      ru: 'Заявление на выдачу документа об условиях переработки товаров на таможенной территории Евразийского экономического союза',
      en: 'Application for the issuance of a document on the conditions of processing of goods in the customs territory of the Eurasian Economic Union',
    },
    request: {
      kk: 'Еуразиялық экономикалық одақтың кедендік аумағында қайта өңдеу шарттары туралы құжатты беруді сұраймын.',
      ru: 'Прошу выдать документ об условиях переработки на таможенной территории Евразийского экономического союза.',
      en: 'I request the issuance of a document on the conditions of processing in the customs territory of the Eurasian Economic Union.',
    },
  },
  outward: {
    annex: 2,
    title: {
      kk: 'Еуразиялық экономикалық одақтың кедендік аумағынан тыс қайта өңдеу шарттары туралы құжатты беруге өтініш',
      ru: 'Заявление на выдачу документа об условиях переработки вне таможенной территории Евразийского экономического союза',
      en: 'Application for the issuance of a document on the conditions of processing outside the customs territory of the Eurasian Economic Union',
    },
    request: {
      kk: 'Еуразиялық экономикалық одақтың кедендік аумағынан тыс қайта өңдеу шарттары туралы құжатты беруді сұраймын.',
      ru: 'Прошу выдать документ об условиях переработки вне таможенной территории Евразийского экономического союза.',
      en: 'I request the issuance of a document on the conditions of processing outside the customs territory of the Eurasian Economic Union.',
    },
  },
  domestic: {
    annex: 3,
    title: {
      kk: 'Тауарларды ішкі тұтыну үшін қайта өңдеу шарттары туралы құжатты беруге өтініш',
      ru: 'Заявление на выдачу документа об условиях переработки товаров для внутреннего потребления',
      en: 'Application for the issuance of a document on the conditions of processing of goods for domestic consumption',
    },
    request: {
      kk: 'Тауарларды ішкі тұтыну үшін қайта өңдеу шарттары туралы құжатты беруді сұраймын.',
      ru: 'Прошу выдать документ об условиях переработки товаров для внутреннего потребления.',
      en: 'I request the issuance of a document on the conditions of processing of goods for domestic consumption.',
    },
  },
} as const satisfies Record<Subtype, ApplicationFrame>;

/** What the three application forms print alike; the seal and the paper date are left out, the signature replaces them. */
export const applicationFrame = {
  formMark: { kk: 'нысан', ru: 'форма', en: 'form' },
  to: {
    kk: '(Қазақстан Республикасы уәкілетті органының толық атауы)',
    ru: '(полное наименование уполномоченного органа Республики Казахстан)',
    en: '(full name of the authorised body of the Republic of Kazakhstan)',
  },
  from: {
    kk: '(қайта өңдеу шарттары туралы құжатты алушы адамның толық атауы (тегі, аты, әкесінің аты (бар болса))',
    ru: '(полное наименование лица, получающего документ об условиях переработки (фамилия, имя, отчество (при его наличии))',
    en: '(full name of the person obtaining the document on the conditions of processing (surname, first name, patronymic (if any))',
  },
  heading: { kk: 'ӨТІНІШ', ru: 'ЗАЯВЛЕНИЕ', en: 'APPLICATION' },
  requiredInfo: { kk: 'Қажетті мәліметтер:', ru: 'Необходимые сведения:', en: 'Required information:' },
  attachments: { kk: 'Қоса берілетін құжаттар', ru: 'Прилагаемые документы', en: 'Attached documents' },
  signatory: { kk: 'Басшы', ru: 'Руководитель', en: 'Head' },
  signatureCaption: {
    kk: '(қолы) (тегі, аты, әкесінің аты (бар болса)',
    ru: '(подпись) (фамилия, имя, отчество (при его наличии)',
    en: '(signature) (surname, first name, patronymic (if any)',
  },
  noteHeading: { kk: 'Ескертпе:', ru: 'Примечание:', en: 'Note:' },
  note: {
    kk: '* Көрсетілген мәліметтер бар болған кезде толтырылады.',
    ru: '* Заполняется при наличии указанных сведений.',
    en: '* Filled in when such information exists.',
  },
} as const;

/** What the applicant states and signs with the application. */
export const statements = [
  {
    id: 'declaration',
    answer: 'true-only',
    text: {
      kk: 'Ұсынылған ақпараттың дұрыстығын растаймын, дұрыс емес мәліметтер ұсынғаным үшін Қазақстан Республикасының заңнамасына сәйкес жауапкершілік туралы хабардармын және заңмен қорғалатын құпияны құрайтын мәліметтерді пайдалануға келісім беремін.',
      ru: 'Подтверждаю достоверность представленной информации, осведомлен(а) об ответственности за представление недостоверных сведений в соответствии с законодательством Республики Казахстан и даю согласие на использование сведений, составляющих охраняемую законом тайну.',
      en: 'I confirm that the information provided is true, I am aware of the liability for providing untrue information under the legislation of the Republic of Kazakhstan, and I consent to the use of information constituting a secret protected by law.',
    },
    law: [rules219({ annex: 1, form: [1, 2, 3] }), law88(5, 2, 12)],
  },
  {
    id: 'contactsConfirmed',
    answer: 'true-only',
    text: {
      kk: 'Көрсетілген байланыс деректерінің дұрыстығын және оларға жіберілген хабарламалар тиісті әрі жеткілікті деп есептелетінін растаймын.',
      ru: 'Подтверждаю, что указанные контактные данные верны и что направленные по ним уведомления считаются надлежащими и достаточными.',
      en: 'I confirm that the contacts given are right and that notices sent to them count as proper and sufficient.',
    },
    law: appc(66, 4),
  },
  // A "no" may be submitted: it is ground 4, decided after a hearing and not at the door (APPC 64(1)).
  {
    id: 'personalDataConsent',
    answer: 'yes-or-no',
    text: {
      kk: 'Мемлекеттік қызмет көрсету үшін талап етілетін, қолжетімділігі шектеулі дербес деректерге қол жеткізуге келісім беремін.',
      ru: 'Даю согласие на доступ к персональным данным ограниченного доступа, которые требуются для оказания государственной услуги.',
      en: 'I consent to access to personal data of limited access that are required to render the public service.',
    },
    law: [personalDataLaw(8), law88('19-1', 2, 6)],
  },
] as const satisfies readonly Statement[];
