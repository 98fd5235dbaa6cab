import { events } from '../../workflows/application/events.ts';
import type { Stage } from '../../regulation/statuses.ts';
import { actsOf, findingBefore, instantsAt, journalOf, personOf } from './journal.ts';
import type { Act, Journal } from './journal.ts';
import type { Instant } from '../../calendars/instant.ts';
import type { Input } from '../../workflows/application/decide.ts';
import type { Line } from './line.ts';
import { wrongsOfRefusal } from './refusal-law.ts';
import type { CommandOf } from '../../workflows/application/commands.ts';
import { isFinal } from '../../workflows/application/stages.ts';
import type { ApplicationState } from '../../workflows/application/state.ts';

/** Every way in which what happened to an application breaks a law of the procedure or of its order. Empty: none. */
export function breachesOf(line: Line): readonly string[] {
  const journal = journalOf(line);
  return [
    ...wrongResult(journal),
    ...mixedDuties(journal),
    ...approvedUnseen(journal),
    ...gateBroken(journal),
    ...actsAfterWithdrawal(journal),
    ...lapseMisrecorded(journal),
    ...checkMisdated(journal),
    ...lineOutOfOrder(line),
    ...turnsThatMiscount(line),
    ...stagesOutOfTable(line),
    ...goodNewsHeldUp(journal),
    ...hearingBlamed(journal),
    ...keptFromActing(line),
    ...termsThatStandTwice(line),
    ...termsMisjudged(line),
  ];
}

function wrongResult(journal: Journal): readonly string[] {
  const sign = actsOf(journal, 'sign-decision')[0];
  const { stage } = journal.line.state;
  const isOver = stage === 'issued' || stage === 'refused' || stage === 'terminated';
  if (sign === undefined) return isOver ? [`${stage} without a signature`] : [];
  if (!isOver) return [`signed, and yet ${stage}`];

  const draft = draftSigned(journal, sign);
  const withdrawal = actsOf(journal, 'withdraw')[0];
  if (stage === 'terminated') return withdrawal ? [] : ['terminated without a withdrawal'];
  if (withdrawal) return [`${stage} after a withdrawal`];
  if (draft === undefined) return ['signed what nobody drafted'];
  return [
    ...wrongsOfDraft(journal, draft, sign),
    ...(stage === 'refused' ? wrongsOfRefusal(journal, draft, sign).map((why) => `refused, and ${why}`) : []),
  ];
}

function draftSigned(journal: Journal, sign: Act<CommandOf<'sign-decision'>>) {
  return actsOf(journal, 'draft-result').find((act) => act.id === sign.command.draftId);
}

function wrongsOfDraft(
  journal: Journal,
  draft: Act<CommandOf<'draft-result'>>,
  sign: Act,
): readonly string[] {
  const { resultDue } = journal.instants;
  const returned = actsOf(journal, 'return-draft').some(
    (act) => act.place > draft.place && act.place < sign.place,
  );
  const expired = draft.at < resultDue && sign.at >= resultDue;
  const last = actsOf(journal, 'draft-result').at(-1);
  return [
    ...(returned ? ['a draft was signed that had been returned'] : []),
    ...(expired ? ['a draft of before D8 18:30 was signed after it'] : []),
    ...(last === draft ? [] : ['an older draft was signed']),
    ...(draft.command.result === 'terminate' ? ['a termination act was signed as a result'] : []),
  ];
}

/** Rule 8: whoever examined, found, proposed or drafted never approves or signs, in whatever order it came about. */
function mixedDuties(journal: Journal): readonly string[] {
  const examiners = new Set<string | null>([
    ...actsOf(journal, 'appoint-executor').map((act) => act.command.person),
    ...actsOf(journal, 'record-completeness', 'record-conformity', 'draft-result').map(personOf),
  ]);
  const signedTermination = journal.line.state.stage === 'terminated';
  const decisions = [
    ...actsOf(journal, 'approve-preliminary-refusal'),
    ...(signedTermination ? [] : actsOf(journal, 'sign-decision')),
  ];
  const selfMade = actsOf(journal, 'appoint-executor').filter((act) => personOf(act) === act.command.person);
  return [
    ...decisions
      .filter((act) => examiners.has(personOf(act)))
      .map((act) => `${personOf(act)} examined and gave ${act.command.name}`),
    ...decisions
      .filter((act) => act.actor.role !== 'head')
      .map((act) => `${act.command.name} came from no head but from ${act.actor.role}`),
    ...selfMade.map((act) => `${personOf(act)} appointed himself`),
  ];
}

/** A head approves the present proposal, and no other. */
function approvedUnseen(journal: Journal): readonly string[] {
  return actsOf(journal, 'approve-preliminary-refusal').flatMap(({ at, place, command }) => {
    const found = findingBefore(journal, place)?.command;
    const proposed = found && 'proposal' in found ? found.proposal : undefined;
    return proposed === undefined || proposed === command.sha256
      ? []
      : [`approved at ${at} what was not proposed`];
  });
}

/** Rule 3: between 18:30 of D5 and the end of D8 nothing is approved. */
function gateBroken(journal: Journal): readonly string[] {
  return actsOf(journal, 'approve-preliminary-refusal')
    .filter((act) => {
      const { gate, lapse } = instantsAt(journal, act.place);
      return act.at >= gate && act.at < lapse;
    })
    .map((act) => `approved at ${act.at}, behind the gate`);
}

function actsAfterWithdrawal(journal: Journal): readonly string[] {
  const withdrawal = actsOf(journal, 'withdraw')[0];
  if (withdrawal === undefined) return [];
  return journal.acts
    .filter(({ place, command }) => place > withdrawal.place && command.name !== 'sign-decision')
    .filter(({ command }) => command.name !== 'draft-result' || command.result !== 'terminate')
    .filter(({ command, place }) => command.name !== 'appoint-executor' || !hadExecutor(journal, place))
    .map(({ command }) => `${command.name} was accepted after the withdrawal`);
}

/** Somebody may take the place of an executor who fell ill, also when nothing but the termination act is left. */
function hadExecutor(journal: Journal, place: number): boolean {
  return actsOf(journal, 'appoint-executor').some((act) => act.place < place);
}

/** APPC 91(2): overdue at D8 18:30, deemed refused at the end of D8 unless withdrawn; each once, at its instant. */
function lapseMisrecorded({ line, instants, ...journal }: Journal): readonly string[] {
  const over = actsOf({ line, instants, ...journal }, 'sign-decision')[0]?.at ?? line.now;
  const isOver = line.state.result !== null;
  const passed = (at: string) => (isOver ? over >= at : line.now >= at);
  const withdrawnAt = actsOf({ line, instants, ...journal }, 'withdraw')[0]?.at;
  const overdueSince = passed(instants.resultDue) ? instants.resultDue : null;
  const isDeemed = passed(instants.lapse) && (withdrawnAt === undefined || withdrawnAt >= instants.lapse);
  const deemedAt = isDeemed ? instants.lapse : null;
  const count = (type: string) => line.trail.filter((event) => event.type === type).length;
  return [
    ...(line.state.overdueSince === overdueSince
      ? []
      : [`overdue is ${line.state.overdueSince}, by law ${overdueSince}`]),
    ...(line.state.deemedRefusedAt === deemedAt
      ? []
      : [`deemed refusal is ${line.state.deemedRefusedAt}, by law ${deemedAt}`]),
    ...(count('overdue') > 1 || count('deemed-refused') > 1 ? ['the lapse was recorded twice'] : []),
  ];
}

/** Until the applicant knows the finding of a check, its term falls where the calendar puts it, whatever was found by then. */
function checkMisdated(journal: Journal): readonly string[] {
  const { line, instants, posted } = journal;
  const isOver = line.state.result !== null || actsOf(journal, 'withdraw').length > 0;
  const conformity = actsOf(journal, 'record-conformity').map(({ command }) => command.finding);
  const completeness = actsOf(journal, 'record-completeness').map(({ command }) => command.finding);
  const sentOn = actsOf(journal, 'return-draft').some(({ command }) => command.to === 'conformity-check');
  // An executor who goes on to conformity is seen to have finished completeness, whatever they find there.
  const told = {
    completeness: completeness.includes('complete') || conformity.length > 0 || sentOn,
    conformity: conformity.includes('conforms'),
  };
  if (isOver || posted.length > 0) return [];
  const untold = (['completeness', 'conformity'] as const).filter((check) => !told[check]);
  return untold.flatMap((check) => {
    const stands = line.state.deadlines.findLast(
      ({ term, status }) => term === `${check}-check` && status !== 'moved',
    );
    const due = instants[`${check}Due`];
    return stands?.at === due ? [] : [`the ${check} check is due at ${stands?.at}, by law at ${due}`];
  });
}

/** Law 5: one queue, ordered by legal instant; no milestone is settled twice. */
function lineOutOfOrder(line: Line): readonly string[] {
  const late = line.trail.filter((event, index) => event.at < (line.trail[index - 1]?.at ?? event.at));
  const keys = line.turns.flatMap(({ input }) => (input.kind === 'milestone' ? [input.milestone.key] : []));
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
  return [
    ...late.map((event) => `${event.type} of ${event.at} stands in the trail after something later`),
    ...twice.map((key) => `milestone ${key} fired twice`),
  ];
}

/** Law 4 and §6: a refused command changes nothing; the version rises by one exactly with legal facts; the end is the end. */
function turnsThatMiscount(line: Line): readonly string[] {
  return line.turns.flatMap(({ before, outcome, input }) => {
    if (outcome.kind === 'refused') return [];
    const legal = outcome.events.some((event) => events[event.type].legal);
    const expected = before.version + (legal ? 1 : 0);
    return [
      ...(outcome.state.version === expected
        ? []
        : [`${input.kind} took the version to ${outcome.state.version}`]),
      ...(before.result !== null && outcome.state !== before ? [`${input.kind} changed what was over`] : []),
    ];
  });
}

const nextStages: Readonly<Record<Stage, readonly Stage[]>> = {
  received: ['registered', 'signing'],
  registered: ['completeness-check', 'signing'],
  'completeness-check': ['conformity-check', 'preliminary-refusal', 'drafting', 'signing'],
  'conformity-check': ['drafting', 'preliminary-refusal', 'hearing', 'signing'],
  'preliminary-refusal': ['hearing', 'completeness-check', 'conformity-check', 'signing'],
  hearing: ['drafting', 'conformity-check', 'signing'],
  drafting: ['signing', 'hearing', 'conformity-check', 'preliminary-refusal'],
  signing: [
    'issued',
    'refused',
    'terminated',
    'drafting',
    'conformity-check',
    'hearing',
    'preliminary-refusal',
  ],
  issued: [],
  refused: [],
  terminated: [],
};

function stagesOutOfTable(line: Line): readonly string[] {
  return line.turns.flatMap(({ before, outcome, input }) => {
    const after = outcome.kind === 'step' ? outcome.state.stage : before.stage;
    const next = input.kind === 'milestone' ? (byTime[before.stage] ?? []) : nextStages[before.stage];
    return after === before.stage || next.includes(after)
      ? []
      : [`${before.stage} led to ${after} by ${input.kind}`];
  });
}

/** What time alone may bring about; everything else waits for people. */
const byTime: Partial<Record<Stage, readonly Stage[]>> = {
  received: ['registered', 'signing'],
  hearing: ['drafting'],
  drafting: ['preliminary-refusal'],
  signing: ['drafting', 'hearing', 'preliminary-refusal'],
};

/** A favourable draft is voided by nothing but a withdrawal. */
function goodNewsHeldUp({ line, ...journal }: Journal): readonly string[] {
  const favourable = actsOf({ line, ...journal }, 'draft-result').filter(
    (act) => act.command.result === 'issue',
  );
  return line.trail
    .filter((event) => event.type === 'draft-voided')
    .filter((event) => favourable.some((act) => act.id === event.data['draftId']))
    .filter((event) => event.at !== line.state.withdrawnAt)
    .map((event) => `a favourable draft was voided at ${event.at}`);
}

/** Nobody missed a hearing that nobody asked for: silence needs no record (APPC 73(3)). */
function hearingBlamed({ line, ...journal }: Journal): readonly string[] {
  const said = actsOf({ line, ...journal }, 'object', 'request-oral-hearing', 'supply-documents');
  return line.trail
    .filter((event) => event.type === 'term-missed' && event.data['term'] === 'hearing')
    .filter((event) => !said.some((act) => act.at < event.at))
    .map((event) => `a hearing that nobody asked for counts as missed at ${event.at}`);
}

const words = ['object', 'request-oral-hearing', 'supply-documents'];

/**
 * What the applicant says keeps no officer from acting on what the officer has seen, as long as the stage and the draft are what they
 * were; only the record of a hearing is made by who has seen all of it.
 */
function keptFromActing({ turns }: Line): readonly string[] {
  return turns.flatMap(({ input, outcome }, place) => {
    if (input.kind !== 'request' || input.request.expectedVersion === undefined) return [];
    const { expectedVersion: seen, command } = input.request;
    const since = turns
      .slice(0, place)
      .filter((each) => each.outcome.kind === 'step' && each.outcome.state.version > seen);
    const said = since.filter(
      ({ input: each }) => each.kind === 'request' && words.includes(each.request.command.name),
    );
    const isRecord = command.name === 'record-hearing';
    if (outcome.kind === 'step')
      return isRecord && said.length > 0 ? ['recorded by who had not seen what was said'] : [];
    const changed = since.some(
      ({ before, outcome: each }) =>
        each.kind === 'step' &&
        before.version < each.state.version &&
        (before.stage !== each.state.stage || before.draft?.id !== each.state.draft?.id),
    );
    const isStale = outcome.refusal.code === 'stale-version';
    return isStale && !isRecord && !changed && said.length > 0 && said.length === since.length
      ? [`what the applicant said kept ${command.name} from being done`]
      : [];
  });
}

/** At any instant a term has one end: at most one entry that has not moved. */
function termsThatStandTwice({ turns }: Line): readonly string[] {
  return turns.flatMap(({ outcome }) => {
    if (outcome.kind === 'refused') return [];
    const standing = outcome.state.deadlines
      .filter(({ status }) => status !== 'moved')
      .map(({ term }) => term);
    return standing
      .filter((term, index) => standing.indexOf(term) !== index)
      .map((term) => `the term ${term} stands twice`);
  });
}

/**
 * After every turn: a term to be kept is open until its own end and never after it; and what may still be missed is not said
 * to be needless. What may be missed follows from what people did and found, not from the code's own view.
 */
function termsMisjudged({ turns }: Line): readonly string[] {
  return turns.flatMap(({ input, outcome }, place) => {
    if (outcome.kind === 'refused') return [];
    const { state } = outcome;
    const at = atOf(input);
    // Several milestones can share an instant: only when all are settled has a term had its chance to end.
    const next = turns[place + 1]?.input;
    if (next?.kind === 'milestone' && next.milestone.at === at) return [];
    const late = state.deadlines.filter(
      ({ edge, status, at: ends }) => edge === 'due' && status === 'open' && at >= ends,
    );
    const needless = state.deadlines.filter(
      ({ term, status, at: ends }) => status === 'not-needed' && at < ends && mayBeMissed(term, state),
    );
    return [
      ...late.map(({ term, at: ends }) => `the term ${term} is open at ${at}, after its end ${ends}`),
      ...needless.map(({ term }) => `the term ${term} may still be missed at ${at} and is called needless`),
    ];
  });
}

function mayBeMissed(term: string, { stage, withdrawnAt, finding, hearing }: ApplicationState): boolean {
  if (isFinal(stage)) return false;
  if (term === 'result') return true;
  if (withdrawnAt !== null) return term === 'registration' && stage === 'received';
  switch (term) {
    case 'preliminary-refusal-notice':
      return finding?.kind !== 'conforms' || stage.endsWith('-check');
    case 'hearing':
      return hearing !== null && hearing.closedAt === null;
    case 'objection':
      return hearing?.receivedAt != null && hearing.waivedAt === null;
    default:
      return true;
  }
}

function atOf(input: Input): Instant {
  switch (input.kind) {
    case 'request':
      return input.request.at;
    case 'milestone':
      return input.milestone.at;
    case 'evidence':
      return input.evidence.at;
    case 'amendment':
      return input.at;
  }
}
