import { filledIn, type Language, type Text } from '../regulation/text.ts';

/**
 * What operators are told until it is mended, in one place: `/readyz`, the agenda and the log show the same. Every text says
 * what is wrong and what to do; `{count}` is how many things it is about.
 */
export const alarmTexts = {
  'worker-away': {
    kk: 'Жұмыс процесі (worker) тапсырма алып жатқан жоқ: командалар күтіп тұр, мерзімдер белгіленбейді. Оны іске қосыңыз немесе қайта іске қосыңыз',
    ru: 'Рабочий процесс (worker) не берёт задачи: команды ждут, сроки не отмечаются. Запустите или перезапустите его',
    en: 'No worker takes tasks: commands wait and no term is settled. Start the worker, or start it again',
  },
  'worker-silent': {
    kk: 'Қалғандары жұмыс істеп тұрғанда жарты минуттай белгі бермеген жұмыс процестері (worker): {count}. Істері қалғандарына өтеді. Қатып қалмағанын тексеріп, қайта іске қосыңыз',
    ru: 'Рабочих процессов (worker), которые около полуминуты не подают признаков жизни, пока другие работают: {count}. Их дела переходят к другим. Проверьте, не зависли ли они, и перезапустите',
    en: 'Workers that have shown no sign of life for about half a minute while others work: {count}. Their cases go over to the others. See whether they are frozen, and start them again',
  },
  'workflow-task-fails': {
    kk: 'Процесі қайта-қайта қателесіп, тоқтап тұрған істер: {count}. Себебі worker журналында жазылған; қате түзетілген соң істер өзі жалғасады',
    ru: 'Дел, чей процесс раз за разом завершается ошибкой и стоит: {count}. Причина в журнале worker; после исправления они продолжатся сами',
    en: 'Cases whose workflow task fails again and again, so that they stand still: {count}. The worker’s log says why; they go on by themselves once it is mended',
  },
  'case-stands-still': {
    kk: 'Командасы, келген мерзімі немесе хабарламасы бір минуттан артық күтіп тұрған істер: {count}. Temporal интерфейсінен істің бетін ашып қараңыз (docs/operations.md)',
    ru: 'Дел, в которых команда, наступивший срок или отправка уведомления ждут больше минуты: {count}. Откройте страницу дела в интерфейсе Temporal (docs/operations.md)',
    en: 'Cases in which a command, a term that has come, or the posting of a notice has waited for more than a minute: {count}. Open the page of the case in the Temporal UI (docs/operations.md)',
  },
  'replanning-stands-still': {
    kk: 'Өтініштерді жаңа редакциясына көшіру бір минуттан артық ілгерілемеген күнтізбелер: {count}. Әлі көшірілмеген өтініштер бұрынғы күнтізбемен жүр. Алдымен өзге дабылдарды қараңыз, содан соң docs/operations.md ішіндегі «A re-planning stands still» бөлімін',
    ru: 'Календарей, перевод заявлений на новую редакцию которых не продвигается больше минуты: {count}. Заявления, до которых он не дошёл, идут по прежнему календарю. Сначала проверьте другие тревоги, затем раздел «A re-planning stands still» в docs/operations.md',
    en: 'Calendars to which no application has been brought for more than a minute, though some are left: {count}. Those go by the former calendar. Look at the other alarms first, then at “A re-planning stands still” in docs/operations.md',
  },
  'clocks-disagree': {
    kk: 'PostgreSQL мен процестердің сағаттары келіспейді: {count}. Мерзімдер PostgreSQL сағатымен есептеледі: машиналардың уақыт қызметін (NTP) тексеріңіз',
    ru: 'Процессов, чьи часы расходятся с часами PostgreSQL: {count}. Сроки считаются по часам PostgreSQL: проверьте службу времени (NTP) на машинах',
    en: 'Processes whose clocks disagree with PostgreSQL’s: {count}. Terms are counted by PostgreSQL’s clock: look at the time service (NTP) of the machines',
  },
  'record-set-back': {
    kk: 'PostgreSQL бұрынғы көшірмеден қалпына келтірілді. «npx otinish reconcile --repair» іске қосыңыз; көшірмеден кейін жасалғаны жоғалды',
    ru: 'PostgreSQL восстановлен из прежней копии. Выполните «npx otinish reconcile --repair»; сделанное после копии утрачено',
    en: 'PostgreSQL was restored from an older copy. Run `npx otinish reconcile --repair`; what was done since that copy is lost',
  },
  'record-note-unreadable': {
    kk: 'Тізілімнің қай жерге дейін жеткені жазылған record-mark.json файлы оқылмайды. PostgreSQL қалпына келтірілген болуы мүмкін болса, өтініштерге нөмір берілмейді. docs/production.md ішіндегі «The note cannot be read» бөлімін қараңыз',
    ru: 'Не читается файл record-mark.json, где записано, докуда дошли записи. Если PostgreSQL могли восстановить из копии, заявления не получают номеров. Смотрите раздел «The note cannot be read» в docs/production.md',
    en: 'The file record-mark.json, which says how far the records had come, cannot be read. Where PostgreSQL may have been restored, applications get no numbers. Look at “The note cannot be read” in docs/production.md',
  },
  'records-disagree': {
    kk: 'PostgreSQL мен Temporal келіспейтін өтініштер: {count}. Оларды «npx otinish reconcile» көрсетеді, «npx otinish reconcile --repair» қалпына келтіреді',
    ru: 'Заявлений, о которых PostgreSQL и Temporal говорят разное: {count}. Их покажет «npx otinish reconcile», исправит «npx otinish reconcile --repair»',
    en: 'Applications about which PostgreSQL and Temporal disagree: {count}. `npx otinish reconcile` shows them, `npx otinish reconcile --repair` mends them',
  },
  'record-broken': {
    kk: 'Дерекқорда оқылмайтын жазбалар: {count}. Тізімдер оларсыз жалғасады; қай жазба екені журналда. Резервтік көшірмеден қалпына келтіріңіз немесе әзірлеушілерге хабарлаңыз',
    ru: 'Записей в базе данных, которые нельзя прочитать: {count}. Списки продолжаются без них; какие именно, сказано в журнале. Восстановите их из резервной копии или сообщите разработчикам',
    en: 'Records in the database that cannot be read: {count}. Lists go on without them; the log says which. Restore them from a backup or tell the developers',
  },
} as const satisfies Record<string, Text>;

export type AlarmCode = keyof typeof alarmTexts;

/** Something that does not mend itself. */
export interface Alarm {
  readonly code: AlarmCode;
  /** How many things it is about. */
  readonly count: number;
  /** Some of them by name, e.g. numbers of applications; never personal data. For operators' eyes, not for `/readyz`. */
  readonly about: readonly string[];
}

/** An alarm in one language. */
export function tellAlarm({ code, count }: Alarm, language: Language): string {
  return filledIn(alarmTexts[code], { count }, language);
}
