import type { RegulationEdition } from '../../edition.ts';
import { appeal } from './appeal.ts';
import { applicationFrame, applicationFrames, statements } from './application-frame.ts';
import { applicationForms } from './application-forms.ts';
import { documentKinds } from './documents.ts';
import { incompletenessReasons, refusalGrounds } from './grounds.ts';
import { refusalForm } from './refusal-form.ts';
import { requiredDocuments } from './required-documents.ts';
import { domesticResult } from './result-domestic.ts';
import { inwardResult } from './result-inward.ts';
import { outwardResult } from './result-outward.ts';
import { provider, service } from './service.ts';
import { situationStatuses, stageStatuses } from './statuses.ts';
import { subtypeRules } from './subtypes.ts';
import { lengths, officeHours, reminders, terms } from './terms.ts';

/** Order 219 as it stands since the amendment of 15.04.2024 No. 134. */
export const order219 = {
  id: 'order-219/2024-04-15',
  act: {
    kk: 'Қазақстан Республикасы Индустрия және инфрақұрылымдық даму министрінің 2020 жылғы 22 сәуірдегі № 219 бұйрығы (2020 жылғы 24 сәуірде № 20482 болып тіркелген), Өнеркәсіп және құрылыс министрінің 15.04.2024 № 134 бұйрығының редакциясында',
    ru: 'Приказ Министра индустрии и инфраструктурного развития Республики Казахстан от 22 апреля 2020 года № 219 (зарегистрирован 24 апреля 2020 года № 20482) в редакции приказа Министра промышленности и строительства от 15.04.2024 № 134',
    en: 'Order of the Minister of Industry and Infrastructure Development of 22.04.2020 No. 219 (registered 24.04.2020 No. 20482), edition of the Order of the Minister of Industry and Construction of 15.04.2024 No. 134',
  },
  source: 'https://adilet.zan.kz/kaz/docs/V2000020482',
  // The Kazakh text is the official one, typing errors included. Only letterhead and place are official in Russian:
  // every other Russian text awaits comparison with the official translation, and the English is ours.
  officialLanguages: ['kk'],
  service,
  provider,
  officeHours,
  terms,
  lengths,
  reminders,
  subtypes: subtypeRules,
  applicationForms,
  applicationFrame,
  applicationFrames,
  statements,
  documentKinds,
  requiredDocuments,
  refusalGrounds,
  incompletenessReasons,
  resultForms: { inward: inwardResult, outward: outwardResult, domestic: domesticResult },
  refusalForm,
  stageStatuses,
  situationStatuses,
  appeal,
} as const satisfies RegulationEdition;
