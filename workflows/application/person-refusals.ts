import { appc, rules219 } from '../../regulation/citation.ts';
import type { RefusalTable } from '../case/refusals.ts';

/** What is refused because of who acts, or who is appointed (separation of duties). */
export const personRefusals = {
  'not-the-appointed-executor': {
    group: 'person',
    law: rules219({ clause: 5 }),
    text: {
      kk: 'Бұл өтінішке басқа орындаушы тағайындалған',
      ru: 'По этому заявлению назначен другой исполнитель',
      en: 'Another executor is appointed for this application',
    },
  },
  'party-to-the-application': {
    group: 'person',
    law: appc(67),
    text: {
      kk: 'Сіз осы өтініштің берушісісіз немесе оның өкілісіз: оны қарай да, ол бойынша шешім қабылдай да алмайсыз',
      ru: 'Вы заявитель или его представитель: рассматривать его и решать по нему вы не вправе',
      en: 'You are the applicant or the representative: you may neither examine it nor decide on it',
    },
  },
  'executor-is-a-party': {
    group: 'person',
    law: appc(67),
    text: {
      kk: 'Бұл қызметкер — өтініш беруші немесе оның өкілі, сондықтан орындаушы бола алмайды',
      ru: 'Этот сотрудник — заявитель или его представитель и не может быть исполнителем',
      en: 'This officer is the applicant or the representative and cannot be the executor',
    },
  },
  'self-appointment': {
    group: 'person',
    law: rules219({ clause: [5, 6] }),
    text: {
      kk: 'Басшы өзін орындаушы етіп тағайындай алмайды',
      ru: 'Руководитель не может назначить исполнителем самого себя',
      en: 'A head cannot appoint themselves executor',
    },
  },
  'executor-barred': {
    group: 'person',
    law: appc(97, 2),
    text: {
      kk: 'Бұл қызметкер өтініш бойынша шешімді бекіткен немесе оған қол қойған, сондықтан орындаушы бола алмайды: {staff}',
      ru: 'Этот сотрудник утверждал или подписывал решение по заявлению и не может быть исполнителем: {staff}',
      en: 'This officer approved or signed on the application and cannot be its executor: {staff}',
    },
  },
  'no-head-left': {
    group: 'person',
    law: rules219({ clause: 6 }),
    text: {
      kk: 'Мұндай тағайындаудан кейін нәтижеге қол қоя алатын басшы қалмайды',
      ru: 'После такого назначения не останется руководителя, который вправе подписать результат',
      en: 'This appointment would leave no head who may sign the result',
    },
  },
  'already-the-executor': {
    group: 'content',
    law: null,
    text: {
      kk: 'Бұл қызметкер орындаушы болып тағайындалып қойған: {staff}',
      ru: 'Этот сотрудник уже назначен исполнителем: {staff}',
      en: 'This officer is already the executor: {staff}',
    },
  },
  'reassignment-without-reason': {
    group: 'content',
    law: null,
    text: {
      kk: 'Орындаушыны ауыстырудың себебі көрсетілуі керек',
      ru: 'Для замены исполнителя нужно указать причину',
      en: 'Reassignment needs a reason',
    },
  },
  'examiner-may-not-decide': {
    group: 'person',
    law: rules219({ clause: [5, 6] }),
    text: {
      kk: 'Өтінішті тексерген адам ол бойынша шешімді бекіте алмайды және оған қол қоя алмайды',
      ru: 'Проверявший заявление не вправе ни утверждать, ни подписывать решение по нему',
      en: 'Who examined the application may neither approve nor sign the decision on it',
    },
  },
  'outside-the-delegation': {
    group: 'person',
    law: null,
    text: {
      kk: 'Алмастыру туралы бұйрық бұл әрекетке өкілеттік бермейді',
      ru: 'Приказ о замещении не передаёт полномочий на это действие',
      en: 'The order on substitution does not hand over this deed',
    },
  },
} as const satisfies RefusalTable;
