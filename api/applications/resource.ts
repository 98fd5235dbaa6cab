import type { Config } from '../../config.ts';
import type { Application } from '../../prisma/generated/client.ts';
import { readable } from '../../prisma/stored-json.ts';
import type { Language } from '../../regulation/edition.ts';
import type { Instant } from '../../calendars/instant.ts';
import { deadlineOf } from '../../workflows/case/deadlines.ts';
import type { Deadline } from '../../workflows/application/deadlines.ts';
import { actionsOf, whyNotOf, type WhyNot } from '../../workflows/application/outlook.ts';
import { isFinal } from '../../workflows/application/stages.ts';
import type { Actor } from '../../workflows/case/actor.ts';
import type { ApplicationState, Result } from '../../workflows/application/state.ts';
import { waitingTermsOf } from '../../workflows/application/waiting-terms.ts';
import { applicationWorkflowId } from '../../workflows/case/ids.ts';
import { actorsOf, readerOf, viewFor, type Reader } from '../access/actors.ts';
import { presentDeadline } from '../../proofs/deadline.ts';
import type { Caller } from '../access/auth-caller.ts';
import { actionPath, advancePath, applicationPath } from './links.ts';
import { portalStatusOf } from './portal-status.ts';
import { clockOf, regulationOf, stateOf, timeOf } from './stored.ts';
import { presentWhyNot } from './why-not.ts';

/** For whom an application is shown, when, and in which language. */
export interface Onlooker {
  readonly caller: Caller;
  readonly language: Language;
  readonly now: Instant;
  readonly config: Pick<Config, 'temporal'>;
}

/**
 * An application as its reader may know it, from its row alone. What he may do is decided by all the facts, whatever he knows of them. Throws
 * `BrokenRecord` when its row cannot be read.
 */
export function presentApplication(row: Application, onlooker: Onlooker) {
  return readable({ table: 'applications', id: row.id }, () => presentRow(row, onlooker));
}

function presentRow(row: Application, onlooker: Onlooker) {
  const reader = readerOf(onlooker.caller, row);
  const facts = stateOf(row);
  const state = viewFor(reader, facts);
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
    waitingTerms: waitingTermsOf(state).map(({ term, anchor, cause }) => ({
      term,
      countedFrom: anchor,
      cause,
    })),
    actions: presentActions(row, facts, at, onlooker),
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
    ...(reader === 'officer' ? { draft: state.draft && presentDraft(state) } : {}),
    result: state.result && presentResult(row.id, state.result, reader),
    calendarEdition: row.calendarEdition,
    regulationEdition: row.regulationEdition,
    portalStatus: portalStatusOf(state, regulation, onlooker.language),
    sandbox: row.sandbox ? { now: at, clock: clockOf(row) } : null,
    correlation: { messageId: row.messageId, traceId: row.traceId },
    links: linksOf(row, state, reader, onlooker),
  };
}

/** The day on which the result is due. Every application has one from its receipt on. */
export function resultDeadline(state: ApplicationState): Deadline {
  const deadline = deadlineOf(state.deadlines, 'result');
  if (deadline === null) throw new Error(`application ${state.id} has no term for its result`);
  return deadline;
}

function presentActions(row: Application, facts: ApplicationState, at: Instant, onlooker: Onlooker) {
  const actors = actorsOf(onlooker.caller, row);
  const told = (whyNot: WhyNot | null) => whyNot && presentWhyNot(whyNot, onlooker.language);
  const commands = actors.flatMap((actor) =>
    actionsOf(facts, actor, at).flatMap(({ name, allowed, until, opensAt, whyNot }) => {
      const href = actionPath(facts, name);
      // Without a notice there is nothing whose receipt could be proved.
      if (href === null) return [];
      return [
        {
          name,
          method: 'POST' as const,
          href,
          role: actor.role,
          allowed,
          until,
          opensAt,
          whyNot: told(whyNot),
        },
      ];
    }),
  );
  return [
    ...commands,
    ...clockActions(row, facts, actors).map((each) => ({ ...each, whyNot: told(each.whyNot) })),
  ];
}

/** Moving the clock of a sandbox application: no command of the procedure, but something its reader may do. */
function clockActions(row: Application, { stage }: ApplicationState, actors: readonly Actor[]) {
  const mover = actors.find(({ role }) => role !== 'notifier');
  if (!row.sandbox || mover === undefined) return [];
  const code = isFinal(stage)
    ? 'application-closed'
    : clockOf(row).kind === 'standing'
      ? null
      : 'clock-not-standing';
  return [
    {
      name: 'advance-clock' as const,
      method: 'POST' as const,
      href: advancePath(row.id),
      role: mover.role,
      allowed: code === null,
      until: null,
      opensAt: null,
      whyNot: code && whyNotOf({ code, params: {} }),
    },
  ];
}

function presentDraft({ draft, id }: ApplicationState) {
  if (draft === null) return null;
  const { id: draftId, result, at, sha256, late } = draft;
  return { draftId, result, sha256, late, preparedAt: at, href: `${applicationPath(id)}/draft` };
}

function presentResult(id: string, result: Result, reader: Reader) {
  const { kind, draftId, signedAt, signedBy, late } = result;
  return {
    kind,
    documentId: draftId,
    signedAt,
    late,
    ...(reader === 'officer' ? { signedBy } : {}),
    href: `${applicationPath(id)}/documents/${draftId}`,
  };
}

function linksOf(row: Application, state: ApplicationState, reader: Reader, { config }: Onlooker) {
  const self = applicationPath(row.id);
  const { uiUrl, namespace } = config.temporal;
  const workflow = encodeURIComponent(applicationWorkflowId(state.number));
  return {
    self,
    deadlines: `${self}/deadlines`,
    outlook: `${self}/outlook`,
    events: `${self}/events`,
    documents: `${self}/documents`,
    ...(reader === 'operator' ? {} : { submission: `${self}/submission` }),
    ...(reader === 'officer' && state.draft ? { draft: `${self}/draft` } : {}),
    ...(clockOf(row).kind === 'standing' ? { advance: advancePath(row.id) } : {}),
    ...(reader !== 'portal' && uiUrl !== ''
      ? { temporal: `${uiUrl}/namespaces/${namespace}/workflows/${workflow}` }
      : {}),
  };
}
