import type { Text } from '../../regulation/text.ts';
import type { OwnProblemCode, ProblemCode } from './table.ts';
import { refusals, type RefusalCode } from '../../workflows/application/refusals.ts';

const ownTexts = {
  'term-outside-calendar': {
    kk: 'Осы сәттен басталатын мерзім жұмыс күндері күнтізбесінің деректерінен тыс аяқталады (деректер {until} күніне дейін): барлық мерзімдері есептелетін соңғы күн — {last}',
    ru: 'Срок, который начинается с этого момента, заканчивается за пределами данных календаря рабочих дней (они есть до {until}): последний день, с которого считаются все сроки, — {last}',
    en: 'A term that begins at this moment ends beyond the data of the working-day calendar (up to {until}): the last day from which all terms can be counted is {last}',
  },
  'request-malformed': {
    kk: 'Сұрауды оқу мүмкін емес: мекенжайын, тақырыптарын және ұзындығын тексеріңіз',
    ru: 'Запрос не читается: проверьте адрес, заголовки и длину',
    en: 'The request cannot be read: check its address, headers and length',
  },
  'malformed-json': {
    kk: 'Сұраудың денесі жарамды JSON емес немесе бос: {line}-жол, {column}-таңба',
    ru: 'Тело запроса пусто или не является JSON: строка {line}, знак {column}',
    en: 'The body of the request is not valid JSON, or is empty: line {line}, character {column}',
  },
  'body-not-utf8': {
    kk: 'Сұраудың денесі UTF-8 кодтауында емес',
    ru: 'Тело запроса не в кодировке UTF-8',
    en: 'The body of the request is not UTF-8',
  },
  'json-too-deep': {
    kk: 'JSON құрылымы тым терең: ең көбі {max} деңгей',
    ru: 'JSON вложен слишком глубоко: не более {max} уровней',
    en: 'The JSON is nested too deeply: at most {max} levels',
  },
  'json-too-many-values': {
    kk: 'JSON ішінде мән тым көп: тізімдер мен нысандарды қоса ең көбі {max}',
    ru: 'В JSON слишком много значений: не более {max}, считая списки и объекты',
    en: 'The JSON holds too many values: at most {max}, lists and objects included',
  },
  'json-too-many-names': {
    kk: 'JSON нысанының өрістері тым көп: ең көбі {max}',
    ru: 'У объекта JSON слишком много полей: не более {max}',
    en: 'An object of the JSON has too many fields: at most {max}',
  },
  'invalid-body': {
    kk: 'Деректерде қателер бар, олар errors тізімінде',
    ru: 'В данных есть ошибки, они перечислены в errors',
    en: 'The data has faults, listed in errors',
  },
  'invalid-query': {
    kk: 'Мекенжайдың параметрлерінде қателер бар, олар errors тізімінде',
    ru: 'В параметрах адреса есть ошибки, они перечислены в errors',
    en: 'The parameters of the address have faults, listed in errors',
  },
  'invalid-header': {
    kk: 'Тақырыптарда қателер бар, олар errors тізімінде',
    ru: 'В заголовках есть ошибки, они перечислены в errors',
    en: 'The headers have faults, listed in errors',
  },
  'idempotency-key-missing': {
    kk: 'Өзгеріс енгізетін сұрауға Idempotency-Key тақырыбы қажет: әр ниетке жаңа UUID, қайталанған сұрауға сол мән',
    ru: 'Запросу, который что-либо меняет, нужен заголовок Idempotency-Key: новый UUID для каждого намерения, тот же при повторе',
    en: 'A request that changes something needs the header Idempotency-Key: a fresh UUID for each intention, the same one for a repeat',
  },
  'idempotency-key-malformed': {
    kk: 'Idempotency-Key бос орынсыз 1–255 басып шығарылатын ASCII таңбадан тұрады, мысалы UUID',
    ru: 'Idempotency-Key состоит из 1–255 печатных знаков ASCII без пробелов, например UUID',
    en: 'An Idempotency-Key is 1 to 255 printable ASCII characters without spaces, such as a UUID',
  },
  'precondition-malformed': {
    kk: 'If-Match тақырыбы өтініш нұсқасының ETag мәні болуы керек, мысалы "3"',
    ru: 'Заголовок If-Match — это ETag версии заявления, например "3"',
    en: 'The header If-Match is the ETag of the application\'s version, such as "3"',
  },
  'file-missing': {
    kk: 'Сұрауда файл жоқ: оны multipart/form-data ретінде «file» өрісінде жіберіңіз',
    ru: 'В запросе нет файла: пришлите его как multipart/form-data в поле «file»',
    en: 'There is no file in the request: send it as multipart/form-data in the field "file"',
  },
  'file-empty': { kk: 'Файл бос', ru: 'Файл пуст', en: 'The file is empty' },
  'file-cut': {
    kk: '{type} файлының соңы жоқ: ол толық көшірілмеген; файлды толық қайта жіберіңіз',
    ru: 'У файла {type} нет конца: он скопирован не полностью; пришлите его целиком ещё раз',
    en: 'The {type} file has no end: it was not copied whole; send all of it again',
  },
  'file-damaged': {
    kk: '{type} файлы бүлінген, оны ашу мүмкін емес; оны өз бағдарламаңызда қайта сақтап, жіберіңіз',
    ru: 'Файл {type} повреждён, его нельзя открыть; сохраните его заново в своей программе и пришлите',
    en: 'The {type} file is damaged and cannot be opened; save it anew in your program, and send that',
  },
  'too-many-files': {
    kk: 'Бір сұрауда тек бір файл жіберіледі, басқа өрістерсіз',
    ru: 'Одним запросом передаётся один файл, без других полей',
    en: 'One request carries one file and no other fields',
  },
  'upload-unknown': {
    kk: 'Бұл өтініш беруші үшін мұндай жүктелген файл жоқ',
    ru: 'Для этого заявителя нет такого загруженного файла',
    en: 'There is no such uploaded file for this applicant',
  },
  'staff-unknown': {
    kk: 'Тізілімде мұндай жұмыс істейтін қызметкер жоқ',
    ru: 'В реестре нет такого действующего сотрудника',
    en: 'The register has no such active officer',
  },
  'date-invalid': {
    kk: 'Күн ЖЖЖЖ-АА-КК түріндегі нақты күн болуы керек',
    ru: 'Нужна существующая дата в виде ГГГГ-ММ-ДД',
    en: 'An existing date is needed, as YYYY-MM-DD',
  },
  'dates-reversed': {
    kk: 'Кезеңнің соңы басынан бұрын: {from} – {to}',
    ru: 'Конец периода раньше начала: {from} – {to}',
    en: 'The period ends before it begins: {from} to {to}',
  },
  'day-past': {
    kk: 'Бұл күн өтіп кеткен, ең ертесі: {today}',
    ru: 'Этот день уже прошёл, самый ранний: {today}',
    en: 'That day is over, the earliest is {today}',
  },
  'day-too-far': {
    kk: 'Бұл күн тым алыс, ең кеші: {last}',
    ru: 'Этот день слишком далёк, самый поздний: {last}',
    en: 'That day is too far ahead, the latest is {last}',
  },
  'span-too-long': {
    kk: 'Кезең тым ұзақ, ең көбі {max} күн',
    ru: 'Период слишком длинный, не более {max} дней',
    en: 'The period is too long, at most {max} days',
  },
  'instant-invalid': {
    kk: 'Сәт RFC 3339 бойынша ығысуымен көрсетіледі, мысалы 2026-11-26T17:00:00+05:00',
    ru: 'Момент указывается по RFC 3339 со смещением, например 2026-11-26T17:00:00+05:00',
    en: 'A moment is given by RFC 3339 with its offset, such as 2026-11-26T17:00:00+05:00',
  },
  'calendar-edition-unknown': {
    kk: 'Күнтізбенің мұндай редакциясы жоқ: {edition}',
    ru: 'Такой редакции календаря нет: {edition}',
    en: 'There is no such edition of the calendar: {edition}',
  },
  unauthenticated: {
    kk: 'Жарамды Bearer токені қажет',
    ru: 'Нужен действительный токен Bearer',
    en: 'A valid bearer token is needed',
  },
  'forbidden-role': {
    kk: 'Бұл әрекетке сіздің рөліңіздің құқығы жоқ; қажет рөл: {roles}',
    ru: 'У вашей роли нет права на это действие; нужна роль: {roles}',
    en: 'Your role has no right to this; it needs: {roles}',
  },
  'staff-not-registered': {
    kk: 'Токендегі қызметкер тізілімде жоқ немесе белсенді емес',
    ru: 'Сотрудника из токена нет в реестре, или его запись не действует',
    en: 'The officer of the token is not in the register, or not active',
  },
  'staff-unit-differs': {
    kk: 'Токендегі бөлімше қызметкерлер тізілімінде көрсетілген бөлімшеге сәйкес келмейді',
    ru: 'Подразделение в токене не совпадает с указанным в реестре сотрудников',
    en: 'The unit in the token is not the one in the staff register',
  },
  'staff-role-differs': {
    kk: 'Қызметкерлер тізілімі бойынша бұл қызметкерде токенде көрсетілген рөл жоқ: {roles}',
    ru: 'По реестру сотрудников у этого сотрудника нет роли, указанной в токене: {roles}',
    en: 'By the staff register this officer does not have the role that the token names: {roles}',
  },
  'substitute-cannot-delegate': {
    kk: 'Басшыны алмастыратын адам оның өкілеттігін басқа адамға бере алмайды',
    ru: 'Замещающий не может передать полномочия руководителя дальше',
    en: 'A substitute cannot hand on what was delegated to them',
  },
  'sandbox-off': {
    kk: 'Бұл серверде сынақ уақыты жоқ',
    ru: 'На этом сервере нет тестового времени (песочницы)',
    en: 'This server has no sandbox time',
  },
  'applicant-not-yours': {
    kk: 'Токен басқа көрсетілетін қызметті алушыға берілген: өтініш тек соның атынан беріледі',
    ru: 'Токен выдан для другого услугополучателя: подать заявление можно только за него',
    en: 'The token is for another applicant: it submits only for that one',
  },
  'not-found': {
    kk: 'Мұндай ресурс жоқ немесе ол сізге қолжетімсіз',
    ru: 'Такого ресурса нет, или он вам недоступен',
    en: 'There is no such resource, or it is not open to you',
  },
  'method-not-allowed': {
    kk: 'Бұл мекенжайда мына әдістер ғана бар: {allowed}',
    ru: 'По этому адресу есть только методы: {allowed}',
    en: 'This address has only the methods: {allowed}',
  },
  'amendment-already-applied': {
    kk: 'Күнтізбенің {edition} редакциясы қолданылып қойған',
    ru: 'Редакция календаря {edition} уже применена',
    en: 'Edition {edition} of the calendar is applied already',
  },
  'amendment-already-proposed': {
    kk: 'Дәл осы өзгеріс {edition} ретінде ұсынылып қойған: соны бекітіңіз',
    ru: 'Такое же изменение уже предложено как {edition}: утвердите его',
    en: 'The same change is proposed already as {edition}: approve that one',
  },
  'amendment-stale': {
    kk: '{edition} ұсынысы енді күнтізбенің соңғы редакциясына немесе ашық өтініштерге сәйкес келмейді: айырмашылығы difference өрісінде',
    ru: 'Предложение {edition} больше не соответствует последней редакции календаря или открытым заявлениям: отличия в поле difference',
    en: 'Proposal {edition} no longer fits the newest edition or the open applications: see difference',
  },
  'proposer-may-not-approve': {
    kk: 'Өзгерісті ұсынған адам оны өзі бекіте алмайды: екінші адам қажет',
    ru: 'Предложивший изменение не может утвердить его сам: нужно второе лицо',
    en: 'Who proposed it may not approve it: a second person is needed',
  },
  'changes-set-back': {
    kk: 'Дерекқор бұрынғы көшірмеден қалпына келтірілді, осы орынға дейін оқылған оқиғалардың бір бөлігі жоғалды: өтініштерді қайта оқып, next орнынан жалғастырыңыз',
    ru: 'База данных восстановлена из прежней копии, часть событий до этого места утрачена: перечитайте заявления и продолжайте с next',
    en: 'The records were restored from an older copy, and some events before this place are lost: read the applications again, and go on from next',
  },
  'upload-already-used': {
    kk: 'Жүктелген файл өтінішке тіркеліп қойған',
    ru: 'Загруженный файл уже приложен к заявлению',
    en: 'The uploaded file already belongs to an application',
  },
  'delegation-to-oneself': {
    kk: 'Ешкім өз-өзіне өкілеттік бере алмайды, ол туралы бұйрықты енгізе де, растай да алмайды, есептік жазбасы басқа болса да',
    ru: 'Никто не передаёт полномочия самому себе, не вносит и не подтверждает такой приказ, какой бы учётной записью ни пользовался',
    en: 'Nobody may hand powers to themselves, nor enter or confirm an order that does, by whatever account',
  },
  'enterer-may-not-confirm': {
    kk: 'Алмастыру туралы бұйрықты енгізген адам оны өзі растай алмайды: екінші адам қажет',
    ru: 'Внёсший приказ о замещении не может подтвердить его сам: нужно второе лицо',
    en: 'Who entered the order on substitution may not confirm it: a second person is needed',
  },
  'no-powers-to-delegate': {
    kk: 'Бұл қызметкердің басшы өкілеттігі жоқ, сондықтан оны біреуге бере алмайды',
    ru: 'У этого сотрудника нет полномочий руководителя, передавать нечего',
    en: 'This officer has no powers of a head to hand over',
  },
  'delegation-over': {
    kk: 'Алмастыру мерзімі аяқталған немесе өкілеттік кері алынған',
    ru: 'Срок замещения истёк, или полномочия отозваны',
    en: 'The days of the substitution are over, or it was taken back',
  },
  'own-account': {
    kk: 'Өз есептік жазбаңызды өзіңіз өзгерте алмайсыз: оны басқа әкімші жасайды',
    ru: 'Собственную учётную запись изменить нельзя: это делает другой администратор',
    en: 'Nobody may change their own account: another administrator does',
  },
  'staff-is-another-person': {
    kk: 'Бұл есептік жазба басқа адамдікі: жаңа адамға жаңа жазба ашыңыз',
    ru: 'Эта учётная запись принадлежит другому лицу: для нового лица заведите новую',
    en: 'This account belongs to another person: open a new one for a new person',
  },
  'whole-client-only': {
    kk: 'Токен бір көрсетілетін қызметті алушымен шектелген; мұнда клиенттің өз токені қажет',
    ru: 'Токен ограничен одним услугополучателем; здесь нужен токен самого клиента',
    en: 'The token is confined to one applicant; this needs the token of the client itself',
  },
  'webhook-limit-reached': {
    kk: 'Вебхуктар тым көп: бір клиентке ең көбі {max}',
    ru: 'Вебхуков слишком много: не более {max} на клиента',
    en: 'Too many webhooks: at most {max} for a client',
  },
  'unclaimed-files-limit-reached': {
    kk: 'Ешбір өтініште көрсетілмеген жүктелген файлдар шегіне жетті: ең көбі {files} файл және {mebibytes} МиБ. Оларды өтініште көрсетіңіз: көрсетілмегендері {days} күннен кейін жойылады',
    ru: 'Загруженные файлы, не указанные ни в одном заявлении, достигли предела: не более {files} файлов и {mebibytes} МиБ. Укажите их в заявлении: не указанные удаляются через {days} дней',
    en: 'Uploaded files that no application has named reached the limit: at most {files} files and {mebibytes} MiB. Name them in an application: the others are removed after {days} days',
  },
  'webhook-stopped': {
    kk: 'Вебхук тоқтатылған: алдымен сынақ шақыруын жіберіңіз, жеткен шақыру вебхукты қайта қосады',
    ru: 'Вебхук остановлен: сначала отправьте пробный вызов, дошедший вызов включит вебхук снова',
    en: 'The webhook has stopped: send a test ping first, one that arrives brings it back',
  },
  'webhook-gone': {
    kk: 'Вебхук 410 деп жауап берді, енді шақырылмайды: жаңасын тіркеңіз',
    ru: 'Вебхук ответил 410 и больше не вызывается: зарегистрируйте новый',
    en: 'The webhook answered 410 and is called no more: register a new one',
  },
  'body-too-large': {
    kk: 'Сұраудың денесі тым үлкен',
    ru: 'Тело запроса слишком велико',
    en: 'The body of the request is too large',
  },
  'file-too-large': {
    kk: 'Файл {max} МиБ-тан үлкен',
    ru: 'Файл больше {max} МиБ',
    en: 'The file is larger than {max} MiB',
  },
  'file-too-complex': {
    kk: 'Файл тексеру үшін тым күрделі; оны қарапайым PDF етіп басып шығарып немесе бөліктерге бөліп жіберіңіз',
    ru: 'Файл слишком сложен для проверки; распечатайте его в обычный PDF или пришлите по частям',
    en: 'The file is too complex to be checked; print it to a plain PDF, or send it in parts',
  },
  'request-timeout': {
    kk: 'Сұрау белгіленген уақытта толық келмеді',
    ru: 'Запрос не был получен целиком в отведённое время',
    en: 'The request did not arrive whole in time',
  },
  'address-too-long': {
    kk: 'Мекенжай тым ұзын: ең көбі {max} таңба',
    ru: 'Адрес слишком длинный: не более {max} знаков',
    en: 'The address is too long: at most {max} characters',
  },
  'headers-too-large': {
    kk: 'Сұраудың тақырыптары тым үлкен',
    ru: 'Заголовки запроса слишком велики',
    en: 'The headers of the request are too large',
  },
  'charset-refused': {
    kk: 'JSON тек UTF-8 кодтауында қабылданады',
    ru: 'JSON принимается только в кодировке UTF-8',
    en: 'JSON is taken in UTF-8 only',
  },
  'content-encoding-refused': {
    kk: 'Сығылған дене қабылданбайды: Content-Encoding тақырыбынсыз жіберіңіз',
    ru: 'Сжатое тело не принимается: пришлите без Content-Encoding',
    en: 'A compressed body is not taken: send it without Content-Encoding',
  },
  'unsupported-media-type': {
    kk: 'Бұл мекенжайда мұндай Content-Type қабылданбайды, қабылданатыны: {accepted}',
    ru: 'Такой Content-Type по этому адресу не принимается, принимается: {accepted}',
    en: 'This address does not accept such a Content-Type, but: {accepted}',
  },
  'file-type-refused': {
    kk: 'Мазмұны бойынша файл қабылданатын түрлерге жатпайды: {accepted}',
    ru: 'По содержимому файл не относится к принимаемым типам: {accepted}',
    en: 'By its content the file is none of the accepted types: {accepted}',
  },
  'file-protected': {
    kk: '{type} файлы құпиясөзбен қорғалған, сондықтан оны ешкім оқи алмайды; құпиясөзсіз сақтап жіберіңіз',
    ru: 'Файл {type} защищён паролем, поэтому его никто не сможет прочитать; сохраните его без пароля и пришлите',
    en: 'The {type} file is protected by a password, so nobody could read it; save it without one, and send that',
  },
  'file-active-content': {
    kk: '{type} файлында қабылданбайтын белсенді мазмұн бар: {found}; оны қарапайым PDF етіп басып шығарып, тіркелген құжаттарды бөлек жіберіңіз',
    ru: 'В файле {type} есть активное содержимое, которое не принимается: {found}; распечатайте его в обычный PDF, вложенные документы пришлите отдельно',
    en: 'The {type} file has active content, which is not taken: {found}; print it to a plain PDF, and send attached documents by themselves',
  },
  'expectation-refused': {
    kk: 'Сервер Expect тақырыбындағы талапты орындай алмайды: тек 100-continue орындалады',
    ru: 'Сервер не может выполнить то, чего ждёт заголовок Expect: выполняется только 100-continue',
    en: 'The server cannot meet what the header Expect asks for: it meets 100-continue only',
  },
  'idempotency-key-reused': {
    kk: 'Бұл Idempotency-Key басқа мазмұнды сұрауда қолданылған',
    ru: 'Этот Idempotency-Key уже использован с другим содержимым',
    en: 'This Idempotency-Key was already used with another content',
  },
  'precondition-required': {
    kk: 'If-Match тақырыбы қажет: сіз көрген нұсқаның ETag мәні',
    ru: 'Нужен заголовок If-Match: ETag той версии, которую вы видели',
    en: 'The header If-Match is needed: the ETag of the version you looked at',
  },
  'too-many-requests': {
    kk: 'Сұраулар тым жиі, Retry-After секундтан кейін қайталаңыз',
    ru: 'Запросы слишком часты, повторите через Retry-After секунд',
    en: 'Too many requests, try again after Retry-After seconds',
  },
  'too-many-refused-commands': {
    kk: 'Бұл өтініш бойынша қабылданбаған пәрмендер тым көп: сағатына ең көбі {max}. Қазір не рұқсат етілгенін өтініштен оқып, Retry-After секундтан кейін қайталаңыз',
    ru: 'Слишком много отклонённых команд по этому заявлению: не более {max} за час. Прочитайте в заявлении, что допускается сейчас, и повторите через Retry-After секунд',
    en: 'Too many refused commands on this application: at most {max} in an hour. Read in it what is allowed now, and try again after Retry-After seconds',
  },
  'record-broken': {
    kk: 'Жазба оқылмайды: қате біздің жағымызда, операторларға хабарланды; traceId мәнін көрсетіңіз',
    ru: 'Запись не читается: ошибка на нашей стороне, операторы извещены; сообщите traceId',
    en: 'A record cannot be read: the fault is ours, and operators are told; name the traceId',
  },
  internal: {
    kk: 'Біздің тарапта қате болды; хабарласқанда traceId көрсетіңіз',
    ru: 'Ошибка на нашей стороне; при обращении укажите traceId',
    en: 'A fault on our side; name the traceId when you report it',
  },
  'identity-provider-away': {
    kk: 'Токен беруші жауап бермейді, сондықтан токенді тексеру мүмкін емес; кейінірек қайталаңыз',
    ru: 'Издатель токена не отвечает, поэтому токен нельзя проверить; повторите позже',
    en: 'The issuer of the token does not answer, so the token cannot be checked; repeat later',
  },
  'temporarily-unavailable': {
    kk: 'Жүйе уақытша қолжетімсіз, сұрауды сол Idempotency-Key мәнімен қайталаңыз',
    ru: 'Система временно недоступна, повторите запрос с тем же Idempotency-Key',
    en: 'The service is temporarily unavailable, repeat with the same Idempotency-Key',
  },
} as const satisfies Record<OwnProblemCode, Text>;

type RefusalTexts = { readonly [Code in RefusalCode]: (typeof refusals)[Code]['text'] };

/** What is told of a refused command: it stands in the table of refusals. */
export const refusalTexts = Object.fromEntries(
  Object.entries(refusals).map(([code, { text }]) => [code, text]),
) as RefusalTexts;

/** What the caller is told of each problem; places in braces are filled with its params. */
export const problemTexts = { ...refusalTexts, ...ownTexts } as const satisfies Record<ProblemCode, Text>;
