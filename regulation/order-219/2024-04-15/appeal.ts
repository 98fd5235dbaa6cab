import { appc, law88, rules219 } from '../../citation.ts';

/** What a refusal must say of the appeal (APPC 80(5)); left out, the term grows from 3 to 6 months (APPC 92(1-1)). */
export const appeal = {
  months: 3,
  monthsIfUnannounced: 6,
  law: [rules219({ clause: [9, 10] }), appc(80, 5), appc(91), appc(92), law88(25)],
  body: {
    kk: 'Шағымды жоғары тұрған әкімшілік орган — Қазақстан Республикасының Өнеркәсіп және құрылыс министрлігі — не мемлекеттік қызметтерді көрсету сапасын бағалау және бақылау жөніндегі уәкілетті орган қарайды.',
    ru: 'Жалобу рассматривает вышестоящий административный орган — Министерство промышленности и строительства Республики Казахстан — либо уполномоченный орган по оценке и контролю за качеством оказания государственных услуг.',
    en: 'The complaint is considered by the higher administrative body, the Ministry of Industry and Construction of the Republic of Kazakhstan, or by the body authorised to assess and control the quality of public services.',
  },
  term: {
    kk: 'Шағым шешім белгілі болған күннен бастап 3 ай ішінде беріледі.',
    ru: 'Жалоба подаётся в течение 3 месяцев со дня, когда о решении стало известно.',
    en: 'The complaint is filed within 3 months from the day the decision became known.',
  },
  way: {
    kk: 'Шағым шешіміне шағым жасалып отырған көрсетілетін қызметті берушіге беріледі; ол 3 жұмыс күнінен кешіктірмей шағымды әкімшілік іспен бірге шағымды қарайтын органға жібереді, егер осы мерзімде талаптарды толық қанағаттандырмаса. Көрсетілетін қызметті берушіге келіп түскен шағым тіркелген күнінен бастап 5 жұмыс күні, сапаны бағалау және бақылау органына түскені 15 жұмыс күні ішінде қаралады.',
    ru: 'Жалоба подаётся услугодателю, чьё решение обжалуется; не позднее 3 рабочих дней он направляет её с административным делом в орган, рассматривающий жалобу, если за это время не удовлетворит требования полностью. Жалоба, поступившая услугодателю, рассматривается в течение 5 рабочих дней со дня регистрации, поступившая в орган по оценке и контролю качества — в течение 15 рабочих дней.',
    en: 'The complaint is filed with the provider whose decision is disputed; within 3 working days the provider forwards it with the administrative case to the appeal body, unless it satisfies the demands in full by then. A complaint addressed to the provider is considered within 5 working days of its registration, one addressed to the quality control body within 15.',
  },
  court: {
    kk: 'Сотқа жүгінуге сотқа дейінгі тәртіппен шағым жасалғаннан кейін жол беріледі (ӘРПК 91-бабының 5-бөлігі).',
    ru: 'Обращение в суд допускается после обжалования в досудебном порядке (часть 5 статьи 91 АППК).',
    en: 'An action in court is allowed after the pre-trial appeal (APPC 91(5)).',
  },
} as const;
