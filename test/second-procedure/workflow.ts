import { continueAsNew } from '@temporalio/workflow';
import { procedure } from '../../workflows/case/faults.ts';
import type { CaseInput } from '../../workflows/case/messages.ts';
import { runCase } from '../../workflows/case/run.ts';
import { enquiryProcedure, receive, type EnquiryTypes } from './enquiry.ts';

/** One enquiry, on the shared core. */
export function enquiry(input: CaseInput<EnquiryTypes>): Promise<string> {
  return procedure(() =>
    runCase<EnquiryTypes>(
      {
        procedure: enquiryProcedure,
        receive: (basis) => receive({ ...input, id: input.caseId }, basis),
        carryOut: (effect) => effect,
        goOn: (continued) => continueAsNew<typeof enquiry>({ ...input, continued }),
        detailsOf: ({ state }) => `${state.number}: ${state.stage}`,
        searchAttributesOf: () => [],
      },
      input,
    ),
  );
}
