import type { CommandName } from '../../workflows/application/commands.ts';
import type { CommandDefinition } from './definition.ts';
import { appointExecutor } from './definitions/appointment.ts';
import { recordCompleteness, recordConformity } from './definitions/checks.ts';
import {
  objectToRefusal,
  recordHearing,
  requestOralHearing,
  supplyDocuments,
  waiveHearing,
} from './definitions/hearing.ts';
import {
  approvePreliminaryRefusal,
  recordReceipt,
  returnPreliminaryRefusal,
} from './definitions/preliminary-refusal.ts';
import { draftResult, returnDraft, signDecision, withdraw } from './definitions/result.ts';

/** Every command of an application, in the order of the procedure. */
export const commandDefinitions: Readonly<Record<CommandName, CommandDefinition>> = {
  'appoint-executor': appointExecutor,
  'record-completeness': recordCompleteness,
  'record-conformity': recordConformity,
  'approve-preliminary-refusal': approvePreliminaryRefusal,
  'return-preliminary-refusal': returnPreliminaryRefusal,
  'record-receipt': recordReceipt,
  object: objectToRefusal,
  'request-oral-hearing': requestOralHearing,
  'waive-hearing': waiveHearing,
  'supply-documents': supplyDocuments,
  withdraw,
  'record-hearing': recordHearing,
  'draft-result': draftResult,
  'return-draft': returnDraft,
  'sign-decision': signDecision,
};
