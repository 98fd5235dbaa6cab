import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { Stage } from '../../regulation/edition.ts';
import { procedure } from '../case/faults.ts';
import { runCase } from '../case/run.ts';
import { detailsOf } from './details.ts';
import { receive } from './intake.ts';
import type { ApplicationInput } from './messages.ts';
import type { CabinetPort } from './ports.ts';
import { applicationProcedure } from './procedure.ts';
import { searchAttributesOf } from './search-attributes.ts';
import type { ApplicationTypes } from './step.ts';

// Posting may later call an outside system: so it is an activity with a task of its own. It is tried without end, since a refusal
// needs its notice.
const cabinet = proxyActivities<CabinetPort>({
  summary: 'post the notice of a preliminary refusal',
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/** One application from receipt to its result (`workflows/case/run.ts`). */
export function application(input: ApplicationInput): Promise<Stage> {
  const { applicationId } = input;
  return procedure(() =>
    runCase<ApplicationTypes>(
      {
        procedure: applicationProcedure,
        receive: (basis) => receive({ ...input, id: applicationId }, basis),
        carryOut: async ({ noticeId }) => {
          const { postedAt: at } = await cabinet.postNotice({ applicationId, noticeId });
          return { kind: 'notice-posted', noticeId, at };
        },
        goOn: (continued) => continueAsNew<typeof application>({ ...input, continued }),
        detailsOf,
        searchAttributesOf,
      },
      { ...input, caseId: applicationId },
    ),
  );
}
