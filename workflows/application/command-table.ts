import type { Stage } from '../../regulation/statuses.ts';
import type { Procedure } from '../case/procedure.ts';
import {
  completenessWasNotInQuestion,
  draftEnd,
  draftLiesWithTheHead,
  gateClosing,
  gateIsClosed,
  hearingIsOver,
  isFull,
  noNoticeWasSent,
  noticeStands,
  refusalIsNotOpen,
  waiverIsBarred,
  windowEnd,
  windowIsClosed,
} from './against.ts';
import { appointExecutor } from './appointment.ts';
import { draftResult, returnDraft, signDecision } from './drafting.ts';
import { recordCompleteness, recordConformity } from './findings.ts';
import {
  objectToRefusal,
  recordHearing,
  recordReceipt,
  requestOralHearing,
  supplyDocuments,
  waiveHearing,
} from './hearing.ts';
import { approvePreliminaryRefusal, returnPreliminaryRefusal } from './preliminary-refusal.ts';
import { openStages } from './stages.ts';
import type { ApplicationState } from './state.ts';
import { reason, type ApplicationTypes } from './step.ts';
import { withdraw } from './withdrawal.ts';

const afterRegistration = openStages.filter((stage) => stage !== 'received');
// The answer to an applicant speaks of the hearing and its window, not of the stage, whatever the officers do meanwhile.
const stagesOfHearing = afterRegistration.filter((stage) => stage !== 'registered');

/** A favourable draft may lie with the head while the hearing goes on: it takes nothing from the applicant. */
const whileItIsHeard: readonly Stage[] = ['hearing', 'signing'];

/** A termination act decides nothing about the applicant. */
const unlessTermination = ({ draft }: ApplicationState) => draft?.result !== 'terminate';

/** Every command on an application in one row: which role gives it, when it may be given, how it is applied. */
export const commandTable: Procedure<ApplicationTypes>['commands'] = {
  'appoint-executor': {
    role: 'head',
    deed: 'appointment',
    stages: afterRegistration,
    apply: appointExecutor,
  },
  'record-completeness': {
    role: 'executor',
    stages: ['completeness-check', 'drafting'],
    against: completenessWasNotInQuestion,
    apply: recordCompleteness,
  },
  'record-conformity': {
    role: 'executor',
    stages: ['conformity-check', 'drafting'],
    apply: recordConformity,
  },
  'approve-preliminary-refusal': {
    role: 'head',
    deed: 'preliminary-refusal',
    stages: ['preliminary-refusal', 'hearing'],
    against: (state, at) => noticeStands(state) ?? gateIsClosed(state, at),
    until: gateClosing,
    decides: unlessTermination,
    metWhateverItSays: ['finding-not-negative'],
    apply: approvePreliminaryRefusal,
  },
  'return-preliminary-refusal': {
    role: 'head',
    deed: 'preliminary-refusal',
    stages: ['preliminary-refusal'],
    apply: returnPreliminaryRefusal,
  },
  'record-receipt': {
    role: 'notifier',
    stages: afterRegistration,
    against: noNoticeWasSent,
    apply: recordReceipt,
  },
  object: {
    role: 'portal',
    stages: stagesOfHearing,
    against: (state, at) => windowIsClosed(state, at) ?? isFull(state.hearing?.objectedAt.length),
    until: windowEnd,
    apply: objectToRefusal,
  },
  'request-oral-hearing': {
    role: 'portal',
    stages: stagesOfHearing,
    against: (state, at) =>
      windowIsClosed(state, at) ?? (state.hearing?.oralRequestedAt ? reason('already-requested') : null),
    until: windowEnd,
    apply: requestOralHearing,
  },
  'waive-hearing': {
    role: 'portal',
    stages: whileItIsHeard,
    against: (state, at) => hearingIsOver(state) ?? windowIsClosed(state, at) ?? waiverIsBarred(state),
    until: windowEnd,
    apply: waiveHearing,
  },
  'supply-documents': {
    role: 'portal',
    stages: whileItIsHeard,
    against: (state) => hearingIsOver(state) ?? isFull(state.hearing?.supplies),
    apply: supplyDocuments,
  },
  withdraw: {
    role: 'portal',
    stages: openStages,
    apply: withdraw,
  },
  'record-hearing': {
    role: 'executor',
    stages: ['hearing'],
    against: (state) => (state.hearing?.record ? reason('record-already-made') : null),
    answersWhatWasSaid: true,
    apply: recordHearing,
  },
  'draft-result': {
    role: 'executor',
    stages: ['hearing', 'drafting', 'signing'],
    against: draftLiesWithTheHead,
    apply: draftResult,
  },
  'return-draft': {
    role: 'head',
    deed: 'signing',
    stages: ['signing'],
    until: draftEnd,
    apply: returnDraft,
  },
  'sign-decision': {
    role: 'head',
    deed: 'signing',
    stages: ['signing'],
    against: refusalIsNotOpen,
    until: draftEnd,
    decides: unlessTermination,
    apply: signDecision,
  },
};
