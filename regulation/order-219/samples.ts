import type { Subtype } from '../subtypes.ts';
import type { Language } from '../text.ts';
import type { ApplicationForm } from './2024-04-15/application-forms.ts';
import type { DocumentKindId } from './2024-04-15/documents.ts';

/** A whole submission but for the files: each document still needs an upload. */
export interface SampleSubmission<S extends Subtype = Subtype> {
  readonly subtype: S;
  readonly form: ApplicationForm<S>;
  readonly documents: readonly { readonly kind: DocumentKindId }[];
  readonly contact: { readonly email: string; readonly phone: string };
  readonly language: Language;
  readonly statements: {
    readonly declaration: true;
    readonly contactsConfirmed: true;
    readonly personalDataConsent: boolean;
  };
}

const documents = [
  { kind: 'titleAndTechnology' },
  { kind: 'goodsClassification' },
  { kind: 'yieldCalculation' },
] as const;

const statements = { declaration: true, contactsConfirmed: true, personalDataConsent: true } as const;

// BINs and IINs are synthetic: their dates lie where no living person and no firm can have them.

const textile: SampleSubmission<'inward'> = {
  subtype: 'inward',
  language: 'ru',
  contact: { email: 'office@tigin.example.com', phone: '+77010000001' },
  statements,
  documents,
  form: {
    applicant: {
      name: 'ТОО «Үлгі Тігін»',
      address: '160000, г. Шымкент, пр. Республики, 1',
      bin: '281240000015',
      bankDetails: 'АО «Образцовый банк», счет KZ00 0000 0000 0000 0001',
    },
    processors: [
      {
        name: 'ТОО «Үлгі Бояу»',
        address: '160001, г. Шымкент, ул. Жибек жолы, 2',
        bin: '281240000601',
        bankDetails: 'АО «Образцовый банк», счет KZ00 0000 0000 0000 0002',
      },
    ],
    goodsAndProducts: {
      goods: [
        {
          name: 'Ткань джинсовая хлопчатобумажная',
          tnVed: '5209420000',
          quantity: { value: 120_000, unit: 'м²' },
          cost: { value: 384_000, currency: 'USD' },
        },
      ],
      products: [
        {
          name: 'Брюки мужские из джинсовой ткани',
          tnVed: '6203423100',
          quantity: { value: 80_000, unit: 'шт' },
          cost: { value: 960_000, currency: 'USD' },
        },
      ],
    },
    unionGoods: [
      { name: 'Нитки хлопчатобумажные швейные', tnVed: '5204110000', quantity: { value: 1_800, unit: 'кг' } },
    ],
    titleDocuments: [{ title: 'Контракт на переработку', number: 'TX-17/26', issuedOn: '2026-09-14' }],
    yieldNorms: [
      {
        product: 'Брюки мужские из джинсовой ткани',
        percent: 92.5,
        quantity: { value: 1, unit: 'шт' },
        per: { value: 1.5, unit: 'м²' },
      },
    ],
    operations:
      'Раскрой, пошив, стирка и отделка на собственном оборудовании заявителя; крашение у подрядчика.',
    identification: 'Образцы ткани, сопоставление артикулов и подробное описание в технологических картах.',
    wasteAndResidues: [
      {
        name: 'Лоскут хлопчатобумажный',
        tnVed: '6310900000',
        quantity: { value: 2_700, unit: 'кг' },
        cost: { value: 540, currency: 'USD' },
      },
    ],
    processingTerm: { months: 12 },
    wasteCommercialUse: 'Лоскут пригоден для производства нетканых материалов.',
    customsAuthority: ['Департамент государственных доходов по г. Шымкент'],
  },
};

const metallurgy: SampleSubmission<'outward'> = {
  subtype: 'outward',
  language: 'ru',
  contact: { email: 'customs@metall.example.com', phone: '+77010000002' },
  statements,
  documents,
  form: {
    applicant: {
      name: 'АО «Үлгі Металл»',
      address: '100600, г. Жезказган, ул. Металлургов, 3',
      bin: '281240000601',
      bankDetails: 'АО «Образцовый банк», счет KZ00 0000 0000 0000 0003',
    },
    processors: [{ name: 'Sample Smelter Ltd', address: 'Tongling, Anhui', country: 'CN' }],
    goodsAndProducts: {
      goods: [
        {
          name: 'Концентрат медный',
          tnVed: '2603000000',
          quantity: { value: 5_000, unit: 'т' },
          cost: { value: 9_250_000, currency: 'USD' },
        },
      ],
      products: [
        {
          name: 'Катоды медные рафинированные',
          tnVed: '7403110000',
          quantity: { value: 1_180, unit: 'т' },
          cost: { value: 10_620_000, currency: 'USD' },
        },
      ],
    },
    titleDocuments: [
      {
        title: 'Толлинговый договор',
        number: 'CU-204',
        issuedOn: '2026-07-01',
        validUntil: '2028-06-30',
      },
    ],
    yieldNorms: [{ product: 'Катоды медные рафинированные', percent: 23.6 }],
    operations: 'Плавка концентрата на штейн, конвертирование, огневое и электролитическое рафинирование.',
    identification: 'Пробы концентрата, пломбы на контейнерах, баланс металлов по партиям.',
    processingTerm: { months: 18 },
    customsAuthority: ['Таможенный пост «Достык»', 'Департамент государственных доходов по области Ұлытау'],
    wasteResiduesLosses: [
      {
        name: 'Шлак медеплавильный',
        tnVedHeading: '2620',
        quantity: { value: 2_900, unit: 'т' },
        cost: { value: 0, currency: 'USD' },
      },
    ],
    otherInfo: 'Возврат катодов партиями не реже одного раза в квартал.',
  },
};

const machineBuilding: SampleSubmission<'domestic'> = {
  subtype: 'domestic',
  language: 'kk',
  contact: { email: 'info@agro.example.com', phone: '+77010000003' },
  statements,
  documents,
  form: {
    applicant: {
      name: '«Үлгі Агромаш» ЖК',
      address: '110000, Қостанай қ., Өндіріс көшесі, 4',
      iin: '991231500016',
      bankDetails: '«Үлгі банк» АҚ, KZ00 0000 0000 0000 0004 шоты',
    },
    goodsAndProducts: {
      goods: [
        {
          name: 'Шарикті мойынтіректер',
          tnVed: '8482109008',
          quantity: { value: 24_000, unit: 'дана' },
          cost: { value: 168_000, currency: 'EUR' },
        },
        {
          name: 'Ыстықтай илектелген болат табақ',
          tnVed: '7208529900',
          quantity: { value: 900, unit: 'т' },
          cost: { value: 585_000, currency: 'EUR' },
        },
      ],
      products: [
        {
          name: 'Дискілі тырма',
          tnVed: '8432210000',
          quantity: { value: 400, unit: 'дана' },
          cost: { value: 3_200_000, currency: 'EUR' },
        },
      ],
    },
    titleDocuments: [{ title: 'Жеткізу шарты', number: 'AM-88', issuedOn: '2026-08-20' }],
    yieldNorms: [
      {
        product: 'Дискілі тырма',
        quantity: { value: 1, unit: 'дана' },
        per: { value: 2.25, unit: 'т' },
      },
    ],
    operations: 'Болатты пішу, дәнекерлеу, мойынтіректерді орнату, жинау және сынау.',
    identification: 'Мойынтіректердің зауыттық таңбалары мен болат партияларының сертификаттары.',
    wasteAndResidues: [
      {
        name: 'Қара металл сынықтары',
        tnVed: '7204499000',
        quantity: { value: 54, unit: 'т' },
        cost: { value: 8_100, currency: 'EUR' },
      },
    ],
    processingTerm: { months: 10 },
    wasteCommercialUse: 'Сынықтар металлургияда қайта балқытуға жарамды.',
    customsAuthority: ['Қостанай облысы бойынша Мемлекеттік кірістер департаменті'],
    irreversibility:
      'Пішілген және дәнекерленген болатты бастапқы табақ күйіне қайтару экономикалық тиімсіз.',
  },
};

/** One realistic, valid application of each subtype: textile, metallurgy, machine building. */
export const sampleSubmissions = {
  inward: textile,
  outward: metallurgy,
  domestic: machineBuilding,
} as const satisfies { readonly [S in Subtype]: SampleSubmission<S> };
