import type { Instant } from '../../calendars/instant.ts';
import type { Policy, Subtype } from '../../regulation/edition.ts';
import type { ApplicationId } from '../case/ids.ts';
import type { Basis } from '../case/basis.ts';
import { happened } from '../case/step.ts';
import { step } from './step.ts';
import type { Step } from './step.ts';
import { addWorkingDays } from '../../calendars/working-days.ts';
import { gatesFromRegistration, registrationOf, termsFromRegistration } from './terms.ts';

/** What the workflow gets of an application that is received. The form and the files stay in PostgreSQL. */
export interface Intake {
  readonly id: ApplicationId;
  readonly number: string;
  readonly subtype: Subtype;
  readonly receivedAt: Instant;
  readonly policy: Policy;
}

/**
 * How many working days the calendar must know beyond the result's term when an application is received. They leave room for a
 * late notice, its hearing and the delay of an amendment, so that a fact rarely has to wait for the next edition.
 */
const daysBeyondTerm = 10;

/**
 * The first step: received, with its terms counted by the newest calendar. Registration counts them again and pins them.
 * Throws `date-outside-calendar` when a term would end beyond the data, or so near its end that this room is missing.
 */
export function receive({ id, number, subtype, receivedAt, policy }: Intake, basis: Basis): Step {
  const registration = registrationOf(receivedAt, basis);
  addWorkingDays(basis.calendar, registration.on, basis.regulation.terms.result.days + daysBeyondTerm);
  return step(
    {
      id,
      number,
      subtype,
      policy,
      regulationEdition: basis.regulation.id,
      calendarEdition: basis.calendar.days.edition,
      stage: 'received',
      version: 1,
      decidedOnVersion: 1,
      receivedAt,
      registersAt: registration.at,
      registeredAt: null,
      executor: null,
      examiners: [],
      deciders: [],
      deadlines: termsFromRegistration(receivedAt, registration.on, basis),
      gates: gatesFromRegistration(registration.on, basis),
      finding: null,
      notices: [],
      hearing: null,
      draft: null,
      withdrawnAt: null,
      termination: null,
      overdueSince: null,
      deemedRefusedAt: null,
      result: null,
      settled: [],
    },
    [happened('received', receivedAt, null, { number: number, subtype: subtype })],
  );
}
