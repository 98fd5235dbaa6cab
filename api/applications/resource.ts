import type { Config } from '../../config.ts';
import type { Application } from '../../prisma/generated/client.ts';
import type { Language } from '../../regulation/edition.ts';
import { textIn } from '../../regulation/text.ts';
import type { Instant } from '../../calendars/instant.ts';
import { deadlineOf } from '../../workflows/application/deadlines.ts';
import type { Deadline } from '../../workflows/application/deadlines.ts';
import { actionsOf } from '../../workflows/application/outlook.ts';
import type { ApplicationState, Result } from '../../workflows/application/state.ts';
import { applicationWorkflowId } from '../../workflows/core/ids.ts';
import { actorsOf, isOfficer } from '../access.ts';
import { presentDeadline } from '../deadlines/presenter.ts';
import type { Caller } from '../plugins/auth-caller.ts';
import { problemTexts } from '../problem-texts.ts';
import { actionPath, advancePath, applicationPath } from './links.ts';
import { portalStatusOf } from './portal-status.ts';
import { clockOf, regulationOf, stateOf, timeOf } from './stored.ts';

/** For whom an application is shown, when, and in which language. */
export interface Onlooker {
  readonly caller: Caller;
  readonly language: Language;
  readonly now: Date;
  readonly config: Pick<Config, 'temporal'>;
}

/** An application as its reader may see it: the same facts for all, actions and drafts by who looks. */
export function presentApplication(row: Application, onlooker: Onlooker) {
  const state = stateOf(row);
  const regulation = regulationOf(row);
  const at = timeOf(row, onlooker.now);
  const result = resultDeadline(state);
  return {
    id: row.id,
    number: row.number,
    subtype: state.subtype,
    stage: state.stage,
    overdue: state.overdueSince !== null,
    deemedRefusedAt: state.deemedRefusedAt,
    version: state.version,
    receivedAt: state.receivedAt,
    registeredOn: row.registeredOn?.toISOString().slice(0, 10) ?? null,
    resultDueOn: result.on,
    resultDueAt: result.at,
    executor: state.executor?.staff ?? null,
    deadlines: state.deadlines.map((deadline) =>
      presentDeadline(deadline, { language: onlooker.language, regulation, provenBy: null }),
    ),
    actions: presentActions(row, state, at, onlooker),
    notices: state.notices.map(({ id, status, approvedAt, sentOn, sentAt, hearing }) => ({
      id,
      status,
      approvedAt,
      sentAt,
      sentOn,
      hearing,
    })),
    hearing: state.hearing,
    withdrawnAt: state.withdrawnAt,
    ...(isOfficer(onlooker.caller) ? { draft: state.draft && presentDraft(state) } : {}),
    result: state.result && presentResult(row.id, state.result, onlooker),
    calendarEdition: row.calendarEdition,
    regulationEdition: row.regulationEdition,
    portalStatus: portalStatusOf(state, regulation, onlooker.language),
    sandbox: row.sandbox ? { now: at, clock: clockOf(row) } : null,
    correlation: { messageId: row.messageId, traceId: row.traceId },
    links: linksOf(row, state, onlooker),
  };
}

/** The day on which the result is due. Every application has one from its receipt on. */
export function resultDeadline(state: ApplicationState): Deadline {
  const deadline = deadlineOf(state.deadlines, 'result');
  if (deadline === null) throw new Error(`application ${state.id} has no term for its result`);
  return deadline;
}

function presentActions(row: Application, state: ApplicationState, at: Instant, onlooker: Onlooker) {
  const actors = actorsOf(onlooker.caller, row);
  const actions = actors.flatMap((actor) =>
    actionsOf(state, actor, at).map(({ name, allowed, until, opensAt, whyNot }) => ({
      name,
      method: 'POST' as const,
      href: actionPath(state, name),
      role: actor.role,
      allowed,
      until,
      opensAt,
      whyNot: whyNot && { ...whyNot, text: textIn(problemTexts[whyNot.code], onlooker.language) },
    })),
  );
  return actions;
}

function presentDraft({ draft, id }: ApplicationState) {
  if (draft === null) return null;
  const { id: draftId, result, at, sha256, late } = draft;
  return { draftId, result, sha256, late, preparedAt: at, href: `${applicationPath(id)}/draft` };
}

function presentResult(id: string, result: Result, { caller }: Onlooker) {
  const { kind, draftId, signedAt, signedBy, late } = result;
  return {
    kind,
    documentId: draftId,
    signedAt,
    late,
    ...(isOfficer(caller) ? { signedBy } : {}),
    href: `${applicationPath(id)}/documents/${draftId}`,
  };
}

function linksOf(row: Application, state: ApplicationState, { caller, config }: Onlooker) {
  const self = applicationPath(row.id);
  const { uiUrl, namespace } = config.temporal;
  const workflow = encodeURIComponent(applicationWorkflowId(state.id));
  const staff = isOfficer(caller) || caller.roles.includes('ops');
  return {
    self,
    deadlines: `${self}/deadlines`,
    outlook: `${self}/outlook`,
    events: `${self}/events`,
    documents: `${self}/documents`,
    ...(isOfficer(caller) && state.draft ? { draft: `${self}/draft` } : {}),
    ...(clockOf(row).kind === 'standing' ? { advance: advancePath(row.id) } : {}),
    ...(staff && uiUrl !== '' ? { temporal: `${uiUrl}/namespaces/${namespace}/workflows/${workflow}` } : {}),
  };
}
