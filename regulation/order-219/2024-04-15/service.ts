import { rules219 } from '../../citation.ts';

/** The service as its passport describes it (List of basic requirements, annex 1 of the Rules). */
export const service = {
  name: {
    kk: 'Жеңіл, тау-кен металлургия, химия, ағаш өңдеу өнеркәсібі салаларында, сондай-ақ машина жасау және құрылыс индустриясында тауарларды Еуразиялық экономикалық одақтың кедендік аумағында/аумағынан тыс қайта өңдеудің және ішкі тұтыну үшін қайта өңдеудің шарттары туралы құжатты беру',
    ru: 'Выдача документа об условиях переработки товаров на/вне таможенной территории Евразийского экономического союза и переработки для внутреннего потребления в легкой, горно-металлургической, химической, деревообрабатывающей отраслях промышленности, а также машиностроении и строительной индустрии',
    en: 'Issuance of a document on the conditions of processing of goods in / outside the customs territory of the Eurasian Economic Union and of processing for domestic consumption in the light, mining-metallurgical, chemical and woodworking industries and in mechanical engineering and the construction industry',
  },
  channel: {
    kk: '"электрондық үкіметтің" веб-порталы',
    ru: 'веб-портал "электронного правительства"',
    en: 'web portal of "electronic government"',
  },
  termText: { kk: '8 (сегіз) жұмыс күні', ru: '8 (восемь) рабочих дней', en: '8 (eight) working days' },
  form: {
    kk: 'электрондық (ішінара автоматтандырылған)',
    ru: 'электронная (частично автоматизированная)',
    en: 'electronic (partially automated)',
  },
  fee: { kk: 'тегін', ru: 'бесплатно', en: 'free of charge' },
  // Law 88-V, art. 5(2): what a state register holds may not be demanded from the applicant.
  dataFromStateSystems: {
    kk: 'Жеке басын куәландыратын құжат туралы, заңды тұлғаны, дара кәсіпкерді мемлекеттік тіркеу (қайта тіркеу) туралы мәліметтерді көрсетілетін қызметті беруші тиісті мемлекеттік ақпараттық жүйелерден "электрондық үкімет" шлюзі арқылы алады.',
    ru: 'Сведения о документе, удостоверяющем личность, о государственной регистрации (перерегистрации) юридического лица, индивидуального предпринимателя услугодатель получает из соответствующих государственных информационных систем через шлюз "электронного правительства".',
    en: 'Information on the identity document and on the state registration (re-registration) of a legal entity or individual entrepreneur is obtained by the service provider from the relevant state information systems through the "electronic government" gateway.',
  },
} as const;

/** Who provides the service; names and addresses change by reorganisation, so they belong to the edition. */
export const provider = {
  name: {
    kk: 'Қазақстан Республикасы Өнеркәсіп және құрылыс министрлігінің Өнеркәсіп комитеті',
    ru: 'Комитет промышленности Министерства промышленности и строительства Республики Казахстан',
    en: 'Industry Committee of the Ministry of Industry and Construction of the Republic of Kazakhstan',
  },
  ministry: {
    kk: 'Қазақстан Республикасының Өнеркәсіп және құрылыс министрлігі',
    ru: 'Министерство промышленности и строительства Республики Казахстан',
    en: 'Ministry of Industry and Construction of the Republic of Kazakhstan',
  },
  place: { kk: 'Астана қ.', ru: 'г. Астана', en: 'Astana' },
  contactCentre: ['1414', '8-800-080-7777'],
  // Items 7 and 10 of the List name different pages; the pages of item 10 come first.
  pages: [
    'https://www.gov.kz/memleket/entities/comprom',
    'https://www.gov.kz/memleket/entities/mps',
    'https://comprom.gov.kz',
  ],
  portal: 'https://www.egov.kz',
  law: [rules219({ clause: 2 }), rules219({ annex: 1, item: [1, 7, 10] })],
} as const;
