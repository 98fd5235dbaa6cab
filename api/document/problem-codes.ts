import type { CommandName } from '../../workflows/application/commands.ts';
import type { RefusalCode } from '../../workflows/application/refusals.ts';
import { commandTable } from '../../workflows/application/command-table.ts';
import { operationIdOf } from '../commands/definition.ts';
import { problemTable, type ProblemCode } from '../http/table.ts';
import type { Operation } from '../http/shape.ts';

/** What any command may be refused for: stage and person are looked at before its content. */
const always = ['application-closed', 'wrong-stage', 'withdrawn-only-termination', 'stale-version'] as const;
const ofHeads = [
  ...always,
  'party-to-the-application',
  'outside-the-delegation',
  'date-outside-calendar',
] as const;
const ofExecutors = [
  ...always,
  'party-to-the-application',
  'not-the-appointed-executor',
  'date-outside-calendar',
] as const;
const ofNewHearings = ['hearing-outside-window', 'hearing-plan-missing'] as const;
const ofWindows = ['objection-window-closed', 'date-outside-calendar'] as const;

/** What each command may be refused for by the procedure. */
const ofCommands: Readonly<Record<CommandName, readonly RefusalCode[]>> = {
  'appoint-executor': [
    ...ofHeads,
    'self-appointment',
    'executor-is-a-party',
    'already-the-executor',
    'executor-barred',
    'reassignment-without-reason',
    'no-head-left',
  ],
  'record-completeness': [...ofExecutors, ...ofNewHearings],
  'record-conformity': [...ofExecutors, ...ofNewHearings, 'ground-carries-no-refusal'],
  'approve-preliminary-refusal': [
    ...ofHeads,
    ...ofNewHearings,
    'examiner-may-not-decide',
    'notice-already-approved',
    'receipt-already-proved',
    'refusal-gate-closed',
    'finding-not-negative',
    'proposal-not-current',
  ],
  'return-preliminary-refusal': [...ofHeads],
  'record-receipt': [...always, 'notice-not-sent', 'notice-unknown', 'receipt-outside-service', ...ofWindows],
  object: [...always, ...ofWindows, 'hearing-limit-reached'],
  'request-oral-hearing': [...always, ...ofWindows, 'already-requested'],
  'waive-hearing': [...always, ...ofWindows, 'already-waived', 'waiver-against-objection'],
  'supply-documents': [...always, 'date-outside-calendar', 'hearing-limit-reached'],
  withdraw: [...always, 'already-withdrawn', 'date-outside-calendar'],
  'record-hearing': [
    ...ofExecutors,
    'record-already-made',
    'minutes-required',
    'oral-hearing-not-requested',
    'hearing-held-outside-its-time',
    'nothing-was-supplied',
  ],
  'draft-result': [
    ...ofExecutors,
    'not-withdrawn',
    'hearing-still-open',
    'finding-not-negative',
    'refusal-not-heard',
    'ground-not-notified',
    'objection-not-answered',
    'direct-refusal-lapsed',
  ],
  'return-draft': [...ofHeads],
  'sign-decision': [
    ...ofHeads,
    'examiner-may-not-decide',
    'draft-not-current',
    'refusal-not-heard',
    'refusal-not-open-yet',
    'direct-refusal-lapsed',
  ],
};

const ofBodies: readonly ProblemCode[] = [
  'malformed-json',
  'body-not-utf8',
  'json-too-deep',
  'json-too-many-values',
  'json-too-many-names',
  'invalid-body',
  'body-too-large',
  'charset-refused',
  'content-encoding-refused',
  'unsupported-media-type',
];

const ofWebhooks = ['whole-client-only'] as const;

/** What else single operations answer, beyond what follows from their shape. */
const ofOperations: Readonly<Record<string, readonly ProblemCode[]>> = {
  ...Object.fromEntries(
    Object.entries(ofCommands).map(([name, codes]) => [
      operationIdOf(name),
      ['not-found', 'too-many-refused-commands', ...codes],
    ]),
  ),
  previewDeadlines: ['date-outside-calendar', 'term-outside-calendar', 'calendar-edition-unknown'],
  listCalendarDays: ['date-outside-calendar', 'dates-reversed', 'span-too-long', 'calendar-edition-unknown'],
  subscribeToCalendar: ['date-outside-calendar', 'calendar-edition-unknown'],
  readChanges: ['changes-set-back'],
  readDryRun: ['not-found', 'amendment-already-applied', 'amendment-stale'],
  proposeAmendment: ['amendment-stale', 'amendment-already-proposed'],
  approveAmendment: ['not-found', 'amendment-already-applied', 'amendment-stale', 'proposer-may-not-approve'],
  submitApplication: ['applicant-not-yours', 'date-outside-calendar', 'term-outside-calendar', 'sandbox-off'],
  createDelegation: [
    'substitute-cannot-delegate',
    'no-powers-to-delegate',
    'delegation-to-oneself',
    'invalid-body',
  ],
  confirmDelegation: [
    'substitute-cannot-delegate',
    'delegation-to-oneself',
    'enterer-may-not-confirm',
    'delegation-over',
    ...ofBodies,
  ],
  revokeDelegation: ['substitute-cannot-delegate'],
  advanceClock: [
    'not-found',
    'too-many-refused-commands',
    'application-closed',
    'clock-not-standing',
    'clock-would-go-back',
    'date-outside-calendar',
    'term-outside-calendar',
  ],
  uploadFile: [
    'file-missing',
    'file-empty',
    'file-cut',
    'file-damaged',
    'too-many-files',
    'file-too-large',
    'file-too-complex',
    'file-type-refused',
    'file-protected',
    'file-active-content',
    'applicant-not-yours',
    'unclaimed-files-limit-reached',
    'invalid-body',
    'unsupported-media-type',
    'body-too-large',
  ],
  putStaff: ['staff-is-another-person', 'own-account'],
  registerWebhook: [...ofWebhooks, 'not-found', 'webhook-limit-reached'],
  listWebhooks: ofWebhooks,
  getWebhook: ofWebhooks,
  removeWebhook: [...ofWebhooks, ...ofBodies],
  rotateWebhookSecret: [...ofWebhooks, ...ofBodies, 'webhook-gone'],
  testWebhook: [...ofWebhooks, ...ofBodies, 'webhook-gone'],
  listDeliveries: ofWebhooks,
  redeliver: [...ofWebhooks, 'webhook-stopped', 'webhook-gone'],
};

const officers = Object.entries(commandTable).filter(
  ([, { role }]) => role === 'executor' || role === 'head',
);
const officersOperations = new Set(officers.map(([name]) => operationIdOf(name)));

/** Whether an operation is refused without the version that was looked at. */
export function needsVersion(operationId: string): boolean {
  return officersOperations.has(operationId);
}

/** What a request may be answered with before any route sees it; such answers stand under `default`. */
export const beforeRoutes: readonly ProblemCode[] = [
  'method-not-allowed',
  'request-timeout',
  'address-too-long',
  'content-encoding-refused',
  'expectation-refused',
  'headers-too-large',
];

/** Every code that an operation may answer with: those of its shape, and its own. */
export function codesOf(operation: Operation): readonly ProblemCode[] {
  const { security, requestBody, parameters = [], operationId, responses } = operation;
  const takes = (header: string) =>
    parameters.some(({ name, in: place }) => place === 'header' && name?.toLowerCase() === header);
  const codes: readonly ProblemCode[] = [
    'request-malformed',
    'invalid-query',
    'invalid-header',
    ...(security === undefined
      ? ([
          'unauthenticated',
          'forbidden-role',
          'staff-not-registered',
          'staff-unit-differs',
          'staff-role-differs',
          'identity-provider-away',
        ] as const)
      : []),
    ...(parameters.some(({ in: place }) => place === 'path') && '404' in responses
      ? (['not-found'] as const)
      : []),
    ...(requestBody?.content['application/json'] ? ofBodies : []),
    ...(takes('idempotency-key')
      ? (['idempotency-key-missing', 'idempotency-key-malformed', 'idempotency-key-reused'] as const)
      : []),
    ...(takes('if-match') ? (['precondition-malformed'] as const) : []),
    ...(needsVersion(operationId) ? (['precondition-required'] as const) : []),
    ...(ofOperations[operationId] ?? []),
    'too-many-requests',
    'internal',
    'record-broken',
    'temporarily-unavailable',
  ];
  return [...new Set(codes)].toSorted((a, b) => problemTable[a].status - problemTable[b].status);
}
