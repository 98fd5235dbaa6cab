import { appc, customsCode, law71, rules219 } from '../../regulation/citation.ts';
import type { Stage } from '../../regulation/statuses.ts';
import type * as core from '../case/refusals.ts';
import type { CommandName } from './commands.ts';

/** What a command on an application is refused for. The texts in three languages are in `refusal-texts.ts`. */
export const refusals = {
  'application-closed': { group: 'stage', law: null },
  'withdrawn-only-termination': { group: 'stage', law: [appc(64, 9), appc(70, 1, 4)] },
  'wrong-stage': { group: 'stage', law: null, params: ['needed', 'leads'] },
  'stale-version': { group: 'stale', law: null, params: ['expected', 'current'] },
  'not-the-appointed-executor': { group: 'person', law: rules219({ clause: 5 }) },
  'party-to-the-application': { group: 'person', law: appc(67) },
  'executor-is-a-party': { group: 'person', law: appc(67) },
  'self-appointment': { group: 'person', law: rules219({ clause: [5, 6] }) },
  'executor-barred': { group: 'person', law: appc(97, 2), params: ['staff'] },
  'no-head-left': { group: 'person', law: rules219({ clause: 6 }) },
  'already-the-executor': { group: 'content', law: null, params: ['staff'] },
  'reassignment-without-reason': { group: 'content', law: null },
  'examiner-may-not-decide': { group: 'person', law: rules219({ clause: [5, 6] }) },
  'outside-the-delegation': { group: 'person', law: null },
  'hearing-outside-window': {
    group: 'content',
    law: [rules219({ clause: 7 }), appc(73, 3)],
    params: ['hearingAt', 'lastOn'],
  },
  'hearing-plan-missing': { group: 'content', law: [rules219({ clause: 7 }), appc(73, 1)] },
  'ground-carries-no-refusal': {
    group: 'content',
    law: [law71, customsCode(248, 2), customsCode(261, 2), customsCode(273, 2)],
    params: ['ground'],
  },
  'refusal-gate-closed': { group: 'gate', law: [rules219({ clause: 7 }), appc(73, 1)], params: ['closedAt'] },
  'notice-already-approved': { group: 'stage', law: null },
  'receipt-already-proved': { group: 'stage', law: appc(73, 1) },
  'notice-unknown': { group: 'content', law: null, params: ['noticeId'] },
  'notice-not-sent': { group: 'stage', law: appc(66, 2) },
  'receipt-outside-service': { group: 'content', law: appc(66, 2), params: ['from', 'until'] },
  'objection-window-closed': { group: 'gate', law: appc(73, 3), params: ['closedAt'] },
  'waiver-against-objection': { group: 'content', law: appc(73, 2, 5) },
  'already-waived': { group: 'stage', law: appc(73, 2, 5) },
  'already-requested': { group: 'stage', law: appc(73, 3) },
  'hearing-limit-reached': { group: 'stage', law: appc(73, 3), params: ['most'] },
  'already-withdrawn': { group: 'stage', law: appc(64, 9) },
  'minutes-required': { group: 'content', law: [appc(73, 4), appc(74)] },
  'oral-hearing-not-requested': { group: 'content', law: appc(73, 3) },
  'hearing-held-outside-its-time': { group: 'content', law: appc(74, 2) },
  'nothing-was-supplied': { group: 'content', law: appc(73) },
  'record-already-made': { group: 'stage', law: appc(73) },
  'hearing-still-open': { group: 'gate', law: [rules219({ clause: 7 }), appc(73)] },
  'finding-not-negative': { group: 'content', law: rules219({ clause: 7 }) },
  'proposal-not-current': { group: 'stale', law: null },
  'refusal-not-heard': { group: 'gate', law: appc(73, 1) },
  'ground-not-notified': { group: 'content', law: [appc(73, 1), appc(80)], params: ['ground', 'notified'] },
  'objection-not-answered': { group: 'content', law: [appc(73), appc(80, 1)] },
  'direct-refusal-lapsed': { group: 'gate', law: rules219({ clause: 6 }) },
  'not-withdrawn': { group: 'content', law: appc(70, 1, 4) },
  'draft-not-current': { group: 'stale', law: null },
  'refusal-not-open-yet': { group: 'gate', law: [appc(73, 1), appc(73, 3)], params: ['opensAt'] },
  'date-outside-calendar': { group: 'content', law: null, params: ['from', 'until'] },
  'clock-not-standing': { group: 'content', law: null },
  'clock-would-go-back': { group: 'content', law: null },
} as const satisfies core.RefusalTable;

export type RefusalCode = keyof typeof refusals;
export type Refusal = core.Refusal<RefusalCode, Stage, CommandName>;
