import type { Text } from '../../regulation/text.ts';
import type { DeadlineStatus } from '../../workflows/case/deadlines.ts';
import type { MovedBy } from '../../proofs/causes.ts';

/** The words of the page; what is said of terms, days and acts comes with the proof itself. */
export const pageTexts = {
  title: {
    kk: 'Өтініш бойынша мерзімдер және олардың дәлелі',
    ru: 'Сроки по заявлению и их доказательство',
    en: 'Deadlines of the application and their proof',
  },
  application: { kk: 'Өтініш', ru: 'Заявление', en: 'Application' },
  version: { kk: 'нұсқа', ru: 'версия', en: 'version' },
  term: { kk: 'Мерзім', ru: 'Срок', en: 'Term' },
  due: { kk: 'Күні мен уақыты (Астана)', ru: 'Дата и время (Астана)', en: 'Date and time (Astana)' },
  before: { kk: '{time} сәтіне дейін', ru: 'до {time}', en: 'before {time}' },
  from: { kk: '{time} сәтінен бастап', ru: 'с {time}', en: 'from {time}' },
  status: { kk: 'Жай-күйі', ru: 'Состояние', en: 'Status' },
  law: { kk: 'Құқықтық негізі', ru: 'Правовое основание', en: 'Legal basis' },
  projected: {
    kk: 'болжам: бұл жылдың күнтізбесі әлі жарияланбаған',
    ru: 'предварительно: календарь на этот год ещё не опубликован',
    en: 'projected: the calendar of that year is not published yet',
  },
  howCounted: { kk: 'Қалай есептелді', ru: 'Как посчитано', en: 'How it was counted' },
  countedFrom: {
    kk: '{anchor} күнінен кейінгі жұмыс күндері: {days}; күнтізбе {edition}',
    ru: 'Рабочих дней после {anchor}: {days}; календарь {edition}',
    en: 'Working days after {anchor}: {days}; calendar {edition}',
  },
  receivedAt: {
    kk: 'Келіп түскен сәті: {at}; қабылдаудың аяқталуы: {closes}; күнтізбе {edition}',
    ru: 'Поступило {at}; приём до {closes}; календарь {edition}',
    en: 'Received {at}; the office takes in until {closes}; calendar {edition}',
  },
  byAct: {
    kk: 'Күн саналмайды: әрекет жасалған сәттен бастап',
    ru: 'Дни не считаются: с момента самого действия',
    en: 'No days are counted: from the instant of the act itself',
  },
  latestOf: {
    kk: 'Екі есептеудің кейінгісі',
    ru: 'Более поздний из двух отсчётов',
    en: 'The later of two counts',
  },
  unproved: {
    kk: 'Бұл мән есептеуден шықпайды; істің журналын қараңыз',
    ru: 'Это значение не получается подсчётом; смотрите журнал дела',
    en: 'No count leads to this value; see the trail of the case',
  },
  day: { kk: 'Күн', ru: 'День', en: 'Day' },
  counts: { kk: '{n}-жұмыс күні', ru: '{n}-й рабочий день', en: 'working day {n}' },
  registered: { kk: 'тіркеу күні', ru: 'день регистрации', en: 'day of registration' },
  notCounted: { kk: 'саналмайды', ru: 'не считается', en: 'not counted' },
  history: { kk: 'Бұрынғы мәндер', ru: 'Прежние значения', en: 'Earlier values' },
  noHistory: {
    kk: 'Мерзімдер өзгерген жоқ.',
    ru: 'Сроки не менялись.',
    en: 'No deadline has changed.',
  },
  earlier: { kk: 'Бұрынғы мән', ru: 'Было', en: 'Was' },
  later: { kk: 'Жаңа мән', ru: 'Стало', en: 'Became' },
  reason: { kk: 'Себебі', ru: 'Причина', en: 'Cause' },
  trailLine: { kk: 'журналдың {n}-жолы', ru: 'строка {n} журнала', en: 'line {n} of the trail' },
  editions: { kk: 'Күнтізбенің редакциялары', ru: 'Редакции календаря', en: 'Editions of the calendar' },
  knownOn: { kk: '{day} күнінен бері белгілі', ru: 'известна с {day}', en: 'known since {day}' },
  check: { kk: 'Қалай тексеруге болады', ru: 'Как проверить', en: 'How to check this' },
  checkByHand: {
    kk: 'Қолмен: әр күнді жоғарыдағы кестемен және аталған актімен салыстырыңыз.',
    ru: 'Вручную: сверьте каждый день с таблицей и названным актом.',
    en: 'By hand: compare every day with the table and the act it names.',
  },
  checkByMachine: {
    kk: 'Бағдарламамен: осы дәлелді файл ретінде сақтап, интернетсіз тексеріңіз:',
    ru: 'Программой: сохраните это доказательство файлом и проверьте без интернета:',
    en: 'By machine: save this proof as a file and check it without a network:',
  },
  download: { kk: 'Файлды сақтау (JSON)', ru: 'Сохранить файл (JSON)', en: 'Save the file (JSON)' },
  seal: { kk: 'Дәлелдің SHA-256 мәні', ru: 'SHA-256 доказательства', en: 'SHA-256 of the proof' },
  chain: {
    kk: 'Іс журналының соңғы хеші ({n} жол)',
    ru: 'Последний хеш журнала дела (строк: {n})',
    en: 'Last hash of the trail of the case ({n} lines)',
  },
} as const satisfies Record<string, Text>;

export const statusTexts = {
  open: { kk: 'ашық', ru: 'открыт', en: 'open' },
  met: { kk: 'сақталды', ru: 'соблюдён', en: 'met' },
  missed: { kk: 'өткізіп алынды', ru: 'пропущен', en: 'missed' },
  moved: { kk: 'ауыстырылды', ru: 'перенесён', en: 'moved' },
  'not-needed': { kk: 'қажет емес', ru: 'не нужен', en: 'not needed' },
} as const satisfies Record<DeadlineStatus, Text>;

export const causeTexts = {
  'receipt-of-application': {
    kk: 'Өтініштің келіп түсуі',
    ru: 'Поступление заявления',
    en: 'Receipt of the application',
  },
  registration: { kk: 'Тіркеу', ru: 'Регистрация', en: 'Registration' },
  notice: { kk: 'Хабарламаның жіберілуі', ru: 'Направление уведомления', en: 'Posting of the notice' },
  'receipt-of-notice': {
    kk: 'Хабарламаның алынуы',
    ru: 'Получение уведомления',
    en: 'Receipt of the notice',
  },
  'oral-request': {
    kk: 'Ауызша тыңдауды сұрау',
    ru: 'Просьба об устном заслушивании',
    en: 'Request for an oral hearing',
  },
  objection: { kk: 'Қарсылық', ru: 'Возражение', en: 'Objection' },
  waiver: { kk: 'Тыңдаудан бас тарту', ru: 'Отказ от заслушивания', en: 'Waiver of the hearing' },
  amendment: {
    kk: 'Күнтізбенің өзгеруі: жүктелгеннен кейінгі бірінші жұмыс күні',
    ru: 'Изменение календаря: первый рабочий день после загрузки',
    en: 'Amendment of the calendar: the first working day after loading',
  },
  'calendar-amendment': {
    kk: 'Күнтізбенің өзгеруі',
    ru: 'Изменение календаря',
    en: 'Amendment of the calendar',
  },
} as const satisfies Record<MovedBy['cause'], Text>;
