import { dayIn, type Edition } from '../calendars/edition.ts';
import { editionById } from '../calendars/kz/editions.ts';
import type { Instant } from '../calendars/instant.ts';
import { addDays, type PlainDate } from '../calendars/plain-date.ts';
import { walkTerm } from '../calendars/walk.ts';
import { citationIn } from '../regulation/citation-text.ts';
import type { RegulationEdition } from '../regulation/edition.ts';
import { textIn, type Language, type Text } from '../regulation/text.ts';
import type { Deadline } from '../workflows/application/deadlines.ts';
import { linkIn, presentAct, type ActShown } from './act.ts';

export interface Presentation {
  readonly language: Language;
  readonly regulation: RegulationEdition;
  /** The editions to prove it with, day by day; null for no proof. */
  readonly provenBy: readonly Edition[] | null;
}

/** One day of a walk: counted, or passed over by an act. */
export type Step =
  | { readonly on: PlainDate; readonly counts: number }
  | { readonly on: PlainDate; readonly skipped: string; readonly act: ActShown };

/** A term in one language, with its proof. */
export interface TermShown extends Pick<
  Deadline,
  'term' | 'calendarEdition' | 'certainty' | 'anchor' | 'workingDays' | 'cause'
> {
  readonly text: string;
  readonly dueOn: PlainDate;
  readonly dueAt?: Instant;
  readonly opensAt?: Instant;
  readonly law: string;
  readonly walk?: readonly Step[];
}

export interface DeadlineShown extends TermShown {
  readonly status: Deadline['status'];
}

/** A deadline as the API shows it, with its status. */
export function presentDeadline(deadline: Deadline, presentation: Presentation): DeadlineShown {
  return { ...presentTerm(deadline, presentation), status: deadline.status };
}

/** A term as the preview shows it. */
export function presentTerm(deadline: Deadline, presentation: Presentation): TermShown {
  const { language, regulation, provenBy } = presentation;
  const { term, edge, on, at, calendarEdition, certainty, anchor, workingDays, cause } = deadline;
  const rule = regulation.terms[term];
  const steps =
    provenBy === null ? null : walkOf(deadline, editionById(calendarEdition, provenBy), presentation);
  return {
    term,
    text: textIn(rule.text, language),
    dueOn: on,
    ...(edge === 'opens' ? { opensAt: at } : { dueAt: at }),
    law: citationIn(rule.law, language),
    calendarEdition,
    certainty,
    anchor,
    workingDays,
    cause,
    ...(steps === null ? {} : { walk: steps }),
  };
}

/**
 * The proof of a deadline. None where no count of days leads to it: after a waiver, and for a refusal held back by the
 * objection window, whose own deadline carries the proof.
 */
function walkOf(deadline: Deadline, edition: Edition, presentation: Presentation): Step[] | null {
  if (deadline.term === 'registration') return registrationWalk(deadline, edition, presentation);
  if (deadline.workingDays < 1) return null;
  const steps = walkTerm(edition, deadline.anchor, deadline.workingDays);
  if (steps.at(-1)?.on !== deadline.on) return null;
  return steps.map((step) =>
    'counts' in step
      ? { on: step.on, counts: step.counts }
      : {
          on: step.on,
          skipped: textIn(step.skipped, presentation.language),
          act: presentAct(step.act, presentation.language),
        },
  );
}

export const afterHours: Text = {
  kk: 'Жұмыс уақыты аяқталғаннан кейін түскен',
  ru: 'Поступило после окончания рабочего времени',
  en: 'Received after office hours',
};

/** The days from receipt on that passed without registration, then the registration day as day 0. */
function registrationWalk(
  { anchor, on }: Deadline,
  edition: Edition,
  { language, regulation }: Presentation,
): Step[] {
  const steps: Step[] = [];
  for (let day = anchor; day < on; day = addDays(day, 1)) {
    const { working, reason, act } = dayIn(edition, day);
    // Only the day of receipt can be a working day here: it was over for the office.
    steps.push(
      working
        ? {
            on: day,
            skipped: textIn(afterHours, language),
            act: {
              name: citationIn(regulation.officeHours.law, language),
              link: linkIn(regulation.source, language),
            },
          }
        : { on: day, skipped: textIn(reason, language), act: presentAct(act, language) },
    );
  }
  return [...steps, { on, counts: 0 }];
}
