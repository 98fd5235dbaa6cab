import type { Text } from '../../regulation/text.ts';
import type { RefusalCode } from '../../workflows/application/refusals.ts';

/** What an officer or a portal is told of a refused command. Instants in places are shown in Astana's time. */
export const refusalTexts = {
  'application-closed': {
    kk: 'Өтініш бойынша рәсім аяқталған',
    ru: 'Процедура по заявлению завершена',
    en: 'The procedure on this application is over',
  },
  'withdrawn-only-termination': {
    kk: 'Өтініш кері қайтарылған: рәсімді тоқтату туралы акт қана мүмкін',
    ru: 'Заявление отозвано: возможен только акт о прекращении процедуры',
    en: 'The application was withdrawn: only the termination act is possible',
  },
  'wrong-stage': {
    kk: 'Өтініштің қазіргі сатысында бұл әрекет мүмкін емес. Қажетті саты: {needed}. Оған апаратын әрекет: {leads}',
    ru: 'На текущей стадии заявления это действие невозможно. Нужная стадия: {needed}. К ней ведёт: {leads}',
    en: 'This is not possible at the present stage of the application. Stage needed: {needed}. What leads there: {leads}',
  },
  'stale-version': {
    kk: 'Сіз өтініштің {expected}-нұсқасын көрдіңіз, қазіргісі — {current}; оны қайта оқыңыз',
    ru: 'Вы видели версию {expected} заявления, текущая — {current}; прочитайте его снова',
    en: 'You looked at version {expected} of the application, the present one is {current}; read it again',
  },
  'not-the-appointed-executor': {
    kk: 'Бұл өтінішке басқа орындаушы тағайындалған',
    ru: 'По этому заявлению назначен другой исполнитель',
    en: 'Another executor is appointed for this application',
  },
  'party-to-the-application': {
    kk: 'Сіз осы өтініштің берушісісіз немесе оның өкілісіз: оны қарай да, ол бойынша шешім қабылдай да алмайсыз',
    ru: 'Вы заявитель или его представитель: рассматривать его и решать по нему вы не вправе',
    en: 'You are the applicant or the representative: you may neither examine it nor decide on it',
  },
  'executor-is-a-party': {
    kk: 'Бұл қызметкер — өтініш беруші немесе оның өкілі, сондықтан орындаушы бола алмайды',
    ru: 'Этот сотрудник — заявитель или его представитель и не может быть исполнителем',
    en: 'This officer is the applicant or the representative and cannot be the executor',
  },
  'self-appointment': {
    kk: 'Басшы өзін орындаушы етіп тағайындай алмайды',
    ru: 'Руководитель не может назначить исполнителем самого себя',
    en: 'A head cannot appoint himself executor',
  },
  'executor-barred': {
    kk: 'Бұл қызметкер өтініш бойынша шешімді бекіткен немесе оған қол қойған, сондықтан орындаушы бола алмайды: {staff}',
    ru: 'Этот сотрудник утверждал или подписывал решение по заявлению и не может быть исполнителем: {staff}',
    en: 'This officer approved or signed on the application and cannot be its executor: {staff}',
  },
  'no-head-left': {
    kk: 'Мұндай тағайындаудан кейін нәтижеге қол қоя алатын басшы қалмайды',
    ru: 'После такого назначения не останется руководителя, который вправе подписать результат',
    en: 'This appointment would leave no head who may sign the result',
  },
  'already-the-executor': {
    kk: 'Бұл қызметкер орындаушы болып тағайындалып қойған: {staff}',
    ru: 'Этот сотрудник уже назначен исполнителем: {staff}',
    en: 'This officer is already the executor: {staff}',
  },
  'reassignment-without-reason': {
    kk: 'Орындаушыны ауыстырудың себебі көрсетілуі керек',
    ru: 'Для замены исполнителя нужно указать причину',
    en: 'Reassignment needs a reason',
  },
  'examiner-may-not-decide': {
    kk: 'Өтінішті тексерген адам ол бойынша шешімді бекіте алмайды және оған қол қоя алмайды',
    ru: 'Проверявший заявление не вправе ни утверждать, ни подписывать решение по нему',
    en: 'Who examined the application may neither approve nor sign the decision on it',
  },
  'outside-the-delegation': {
    kk: 'Алмастыру туралы бұйрық бұл әрекетке өкілеттік бермейді',
    ru: 'Приказ о замещении не передаёт полномочий на это действие',
    en: 'The order on substitution does not hand over this deed',
  },
  'hearing-outside-window': {
    kk: 'Тыңдау алдағы жұмыс күнінің жұмыс уақытына, хабарламадан кейін 2 жұмыс күнінен кешіктірмей белгіленеді; ұсынылғаны: {hearingAt}; соңғы күні: {lastOn}',
    ru: 'Заслушивание назначается на рабочее время предстоящего рабочего дня, не позднее 2 рабочих дней после уведомления; предложено: {hearingAt}; последний день: {lastOn}',
    en: 'A hearing is set for office hours of a coming working day, within 2 working days of the notice; proposed: {hearingAt}; the last day: {lastOn}',
  },
  'hearing-plan-missing': {
    kk: 'Тыңдаудың уақыты, тәсілі және орны көрсетілуі керек',
    ru: 'Нужны время, способ и место заслушивания',
    en: 'The time, way and place of the hearing are needed',
  },
  'ground-carries-no-refusal': {
    kk: 'Бұл негіз тек пайдалану шарттары туралы өріске сүйенеді, ол жалғыз өзі бас тартуға жеткіліксіз: {ground}',
    ru: 'Основание опирается только на поле об условиях использования, одного его для отказа недостаточно: {ground}',
    en: 'The ground rests on the field about conditions of use alone, which carries no refusal: {ground}',
  },
  'refusal-gate-closed': {
    kk: 'Бас тарту туралы хабарлау мерзімі өтті ({closedAt}, Астана уақыты): оң нәтиже беру, қайта қарауға қайтару немесе қызмет көрсету мерзімінің аяқталуы қалды',
    ru: 'Срок уведомления об отказе истёк ({closedAt}, время Астаны): остаются положительный результат, возврат на повторное рассмотрение или истечение срока услуги',
    en: 'The time for a notice of refusal ended at {closedAt} (Astana): what remains is a favourable result, a return for reconsideration, or the lapse of the term of the service',
  },
  'notice-already-approved': {
    kk: 'Хабарлама бекітіліп қойған және жіберілуде',
    ru: 'Уведомление уже утверждено и отправляется',
    en: 'The notice is already approved and on its way',
  },
  'receipt-already-proved': {
    kk: 'Хабарламаның алынғаны дәлелденіп қойған, оны қайта тапсыруға болмайды',
    ru: 'Получение уведомления уже подтверждено, повторно вручить его нельзя',
    en: 'Receipt of the notice is proved already, it cannot be served again',
  },
  'notice-unknown': {
    kk: 'Өтініш бойынша мұндай хабарлама жоқ: {noticeId}',
    ru: 'По заявлению нет такого уведомления: {noticeId}',
    en: 'The application has no such notice: {noticeId}',
  },
  'notice-not-sent': {
    kk: 'Хабарлама әлі жіберілген жоқ',
    ru: 'Уведомление ещё не отправлено',
    en: 'The notice has not been sent yet',
  },
  'receipt-outside-service': {
    kk: 'Алу сәті жіберілгеннен кейін және қазіргіден кеш емес болуы керек: {from} – {until} (Астана уақыты)',
    ru: 'Момент получения должен быть между отправкой и настоящим: {from} – {until} (время Астаны)',
    en: 'Receipt must lie between sending and now: {from} to {until} (Astana)',
  },
  'objection-window-closed': {
    kk: 'Қарсылық білдіру мерзімі өтті: {closedAt} (Астана уақыты)',
    ru: 'Срок для возражений истёк: {closedAt} (время Астаны)',
    en: 'The time for objections ended at {closedAt} (Astana)',
  },
  'waiver-against-objection': {
    kk: 'Қарсылық білдірілген немесе ауызша тыңдау сұралған, сондықтан тыңдаудан бас тартуға болмайды',
    ru: 'Есть возражение или просьба об устном заслушивании, поэтому отказаться от заслушивания нельзя',
    en: 'An objection or a request for an oral hearing stands, so the hearing cannot be waived',
  },
  'already-waived': {
    kk: 'Тыңдаудан бас тартылып қойған',
    ru: 'От заслушивания уже отказались',
    en: 'The hearing is already waived',
  },
  'already-requested': {
    kk: 'Ауызша тыңдау сұралып қойған',
    ru: 'Устное заслушивание уже запрошено',
    en: 'An oral hearing is already requested',
  },
  'hearing-limit-reached': {
    kk: 'Бір тыңдауда ең көбі {most} қарсылық және {most} рет құжат ұсыну қабылданады; олар түсіп қойды және қаралады',
    ru: 'На одном заслушивании принимается не более {most} возражений и {most} представлений документов; они уже поступили и будут рассмотрены',
    en: 'At one hearing at most {most} objections and {most} supplies of documents are taken; these have come and will be answered',
  },
  'already-withdrawn': {
    kk: 'Өтініш кері қайтарылып қойған',
    ru: 'Заявление уже отозвано',
    en: 'The application is already withdrawn',
  },
  'minutes-required': {
    kk: 'Ауызша тыңдаудың хаттамасы қажет',
    ru: 'Нужен протокол устного заслушивания',
    en: 'Minutes of the oral hearing are needed',
  },
  'oral-hearing-not-requested': {
    kk: 'Ауызша тыңдау сұралмаған: жазбаша тыңдау туралы жазба жасалады',
    ru: 'Устное заслушивание не запрашивалось: составляется запись о письменном заслушивании',
    en: 'No oral hearing was requested: a written summary is made',
  },
  'hearing-held-outside-its-time': {
    kk: 'Ауызша тыңдау ол сұралғаннан кейін, жұмыс күнінің жұмыс уақытында және хаттама жасалғанға дейін өткізіледі',
    ru: 'Устное заслушивание проводится после того, как его запросили, в рабочее время рабочего дня и до составления протокола',
    en: 'An oral hearing is held after it was requested, within office hours of a working day, and before its minutes',
  },
  'nothing-was-supplied': {
    kk: 'Көрсетілетін қызметті алушы ештеңе ұсынбаған: кемшіліктерді жойылған деп тануға болмайды',
    ru: 'Услугополучатель ничего не представил: признать недостатки устранёнными нельзя',
    en: 'The applicant supplied nothing: the defects cannot be found cured',
  },
  'record-already-made': {
    kk: 'Тыңдау туралы жазба жасалып қойған',
    ru: 'Запись о заслушивании уже составлена',
    en: 'The record of the hearing is already made',
  },
  'hearing-still-open': {
    kk: 'Тыңдау аяқталмаған: бас тарту жобасы содан кейін жасалады',
    ru: 'Заслушивание не завершено: проект отказа составляется после него',
    en: 'The hearing is still open: a refusal is drafted after it',
  },
  'finding-not-negative': {
    kk: 'Соңғы қорытынды теріс емес: бас тартуға негіз жоқ',
    ru: 'Последний вывод не отрицательный: оснований для отказа нет',
    en: 'The latest finding is not negative: there is nothing to refuse for',
  },
  'refusal-not-heard': {
    kk: 'Тыңдаусыз бас тартуға болмайды',
    ru: 'Отказ без заслушивания невозможен',
    en: 'There is no refusal without a hearing',
  },
  'ground-not-notified': {
    kk: 'Көрсетілетін қызметті алушыға бұл негіз туралы хабарланбаған: {ground}; хабарланғаны: {notified}',
    ru: 'Об этом основании услугополучатель не уведомлён: {ground}; уведомлён о следующих: {notified}',
    en: 'The applicant was not notified of this ground: {ground}; notified: {notified}',
  },
  'objection-not-answered': {
    kk: 'Бас тартуда көрсетілетін қызметті алушының қарсылығына жауап берілуі керек',
    ru: 'В отказе нужно ответить на возражение услугополучателя',
    en: 'A refusal must answer what the applicant objected',
  },
  'direct-refusal-lapsed': {
    kk: 'Құжаттардың толық емес топтамасы бойынша тыңдаусыз бас тарту мерзімі өтті',
    ru: 'Срок отказа без заслушивания по неполному пакету документов истёк',
    en: 'The time for refusing an incomplete package without a hearing is over',
  },
  'not-withdrawn': {
    kk: 'Өтініш кері қайтарылмаған: рәсімді тоқтату туралы акт мүмкін емес',
    ru: 'Заявление не отозвано: акт о прекращении процедуры невозможен',
    en: 'The application was not withdrawn: no termination act is possible',
  },
  'draft-not-current': {
    kk: 'Бұл соңғы жоба емес: оны қайта оқыңыз',
    ru: 'Это не последний проект: прочитайте его снова',
    en: 'This is not the current draft: read it again',
  },
  'proposal-not-current': {
    kk: 'Бұл қазіргі ұсыныс емес: оны қайта оқып, көрсетілген sha256 мәнін атаңыз',
    ru: 'Это не текущее предложение: прочитайте его снова и назовите sha256, который оно показывает',
    en: 'This is not the present proposal: read it again and name the sha256 that it shows',
  },
  'refusal-not-open-yet': {
    kk: 'Бас тартуға {opensAt} сәтінен бастап қол қоюға болады (Астана уақыты)',
    ru: 'Отказ можно подписать с {opensAt} (время Астаны)',
    en: 'A refusal may be signed from {opensAt} on (Astana)',
  },
  'date-outside-calendar': {
    kk: 'Күн немесе одан басталатын мерзім жұмыс күндері күнтізбесінің деректерінен тыс ({from} – {until}): болжам жасалмайды',
    ru: 'Дата или срок, который с неё начинается, за пределами данных календаря рабочих дней ({from} – {until}): они не угадываются',
    en: 'The date, or a term that begins on it, lies outside the data of the working-day calendar ({from} to {until}): neither is guessed',
  },
  'clock-not-standing': {
    kk: 'Бұл өтініштің сынақ уақыты қолмен жылжытылмайды',
    ru: 'Тестовое время этого заявления не переводится вручную',
    en: 'The sandbox time of this application is not moved by hand',
  },
  'clock-would-go-back': {
    kk: 'Сынақ уақыты тек алға жылжиды',
    ru: 'Тестовое время движется только вперёд',
    en: 'Sandbox time moves forward only',
  },
} as const satisfies Record<RefusalCode, Text>;
