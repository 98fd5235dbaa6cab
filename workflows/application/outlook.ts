import type { Instant } from '../../calendars/instant.ts';
import type { PlainDate } from '../../calendars/plain-date.ts';
import type { Citation } from '../../regulation/citation.ts';
import type { TermName } from '../../regulation/terms.ts';
import { termNames } from '../../regulation/terms.ts';
import type { Basis } from '../case/basis.ts';
import type { Actor } from '../case/actor.ts';
import type { CommandName } from './commands.ts';
import type { Deadline } from './deadlines.ts';
import { commandsOf } from './decide.ts';
import { reasonAgainst, allowedUntil } from './decide.ts';
import { refusals } from './refusals.ts';
import type { RefusalCode } from './refusals.ts';
import type { Reason } from './step.ts';
import type { ApplicationState } from './state.ts';
import {
  earliestRefusalTerm,
  hearingTerm,
  objectionTerm,
  registrationOf,
  termsFromRegistration,
} from './terms.ts';

/** One command of the caller's role: whether it may be given now, until or from when, and if not, why not. */
export interface Action {
  readonly name: CommandName;
  readonly allowed: boolean;
  readonly until: Instant | null;
  readonly opensAt: Instant | null;
  readonly whyNot: WhyNot | null;
}

/** The rule against a command: the code with which the command would be refused. `params` fill the text of the code. */
export interface WhyNot {
  readonly code: RefusalCode;
  readonly law: Citation | null;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What an actor may do now, decided by the same rules that will judge the command. */
export function actionsOf(state: ApplicationState, actor: Actor, at: Instant): readonly Action[] {
  return commandsOf(actor).map((name) => {
    const hindrance = reasonAgainst(state, name, actor, at);
    return {
      name,
      allowed: hindrance === null,
      until: hindrance === null ? allowedUntil(state, name, at) : null,
      opensAt: hindrance?.opensAt ?? null,
      whyNot: hindrance && whyNotOf(hindrance),
    };
  });
}

/** A reason with the law behind it. */
export function whyNotOf({ code, params }: Pick<Reason, 'code' | 'params'>): WhyNot {
  return { code, law: refusals[code].law, params };
}

/**
 * All dates of an application received at an instant, in legal order, for both branches. The negative branch assumes that the
 * notice is sent and received on the latest day. The same functions will count the application itself.
 * Throws `date-outside-calendar` beyond the data.
 */
export function previewTerms(receivedAt: Instant, basis: Basis): readonly Deadline[] {
  const registration = registrationOf(receivedAt, basis);
  const counted = termsFromRegistration(receivedAt, registration.on, basis);
  const notice = counted.find((each) => each.term === 'preliminary-refusal-notice');
  if (notice === undefined)
    throw new Error('terms from registration lack the notice of a preliminary refusal');
  const objection = objectionTerm(notice.on, basis);
  const branch = [
    objection,
    hearingTerm(notice.on, basis),
    earliestRefusalTerm(notice.on, objection.at, basis),
  ];
  return [...counted, ...branch].toSorted((left, right) => legalOrder(left.term) - legalOrder(right.term));
}

function legalOrder(term: TermName): number {
  return termNames.indexOf(term);
}

/** The registration day that a preview or an application shows. */
export function registeredOn(receivedAt: Instant, basis: Basis): PlainDate {
  return registrationOf(receivedAt, basis).on;
}
