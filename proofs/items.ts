import type { EditionId } from '../calendars/calendar.ts';
import { CalendarError } from '../calendars/calendar-error.ts';
import type { Instant } from '../calendars/instant.ts';
import { proveTerm } from '../calendars/proof.ts';
import type { ProofBasis, ProofStep, TermProof, TermQuestion } from '../calendars/proof.ts';
import type { Citation } from '../regulation/citation.ts';
import { citationIn } from '../regulation/citation-text.ts';
import type { RegulationEdition } from '../regulation/edition.ts';
import type { TermHour, TermName } from '../regulation/terms.ts';
import type { Deadline } from '../workflows/application/deadlines.ts';
import { afterHours, presentDeadline } from './deadline.ts';
import type { TrailLine } from './chain.ts';

/** What proofs of an application are made by. */
export interface ItemBasis extends ProofBasis {
  readonly regulation: RegulationEdition;
}

/** A deadline as the API shows it, with its proof. `walk` belongs to the proof; it stands where it always stood. */
export type ProvedItem = Omit<ReturnType<typeof presentDeadline>, 'walk'> & {
  readonly walk?: readonly ProofStep[];
  /** What it was counted from and by which clock; null when nothing counted leads to it. */
  readonly proof: Unwalked<TermProof> | null;
};
type Unwalked<Proof> = Proof extends unknown ? Omit<Proof, 'walk'> : never;

/** A deadline with its proof, or without one when counting does not lead to it: that is told, never hidden. */
export function proveDeadline(
  deadline: Deadline,
  deadlines: readonly Deadline[],
  received: { readonly at: Instant; readonly trail: readonly TrailLine[] },
  basis: ItemBasis,
): ProvedItem {
  for (const question of questionsOf(deadline, deadlines, received, basis)) {
    const proof = proveOrNull(question, basis);
    if (proof?.at === deadline.at && proof.on === deadline.on) return presentItem(deadline, proof, basis);
  }
  return presentItem(deadline, null, basis);
}

/** A deadline and its proof in the shape of the answer. */
export function presentItem(
  deadline: Deadline,
  proof: TermProof | null,
  { language, regulation }: ItemBasis,
): ProvedItem {
  const { walk: _none, ...inLanguage } = presentDeadline(deadline, { language, regulation, provenBy: null });
  const shown = { ...inLanguage, law: sealedCitation(regulation.terms[deadline.term].law) };
  if (proof === null) return { ...shown, proof };
  const { certainty } = proof;
  if (!('walk' in proof)) return { ...shown, certainty, proof };
  const { walk, ...rest } = proof;
  return { ...shown, certainty, walk, proof: rest };
}

/**
 * A citation under the seal: in English whatever the language, so that a better translation never makes a proof that was
 * given away differ. The page says it in the language of the proof.
 */
function sealedCitation(law: Citation): string {
  return citationIn(law, 'en');
}

/** What a count of a term comes to by law: its hour always, its length unless a cause gives it another. */
export function countOf(
  {
    term,
    anchor,
    workingDays,
    calendarEdition,
  }: Pick<Deadline, 'term' | 'anchor' | 'workingDays'> & {
    readonly calendarEdition: string;
  },
  regulation: RegulationEdition,
): Extract<TermQuestion, { kind: 'count' }> {
  const hour = hourOf(term, regulation);
  return { kind: 'count', calendarEdition: calendarEdition as EditionId, anchor, workingDays, hour };
}

/** The question of a registration: taken in from an instant on. */
export function receptionOf(
  from: Instant,
  calendarEdition: string,
  { regulation, language }: ItemBasis,
): TermQuestion {
  const { closes, law } = regulation.officeHours;
  const closed = {
    skipped: afterHours[language],
    act: { name: sealedCitation(law), link: regulation.source },
  };
  const hour = hourOf('registration', regulation);
  return { kind: 'reception', calendarEdition: calendarEdition as EditionId, from, closes, closed, hour };
}

function* questionsOf(
  deadline: Deadline,
  deadlines: readonly Deadline[],
  received: { readonly at: Instant; readonly trail: readonly TrailLine[] },
  basis: ItemBasis,
): Generator<TermQuestion> {
  const { term, cause, at, calendarEdition } = deadline;
  if (term === 'registration') {
    yield receptionOf(received.at, calendarEdition, basis);
    // Loaded before registration, a calendar that makes an earlier day worked cannot register in the past.
    for (const line of received.trail)
      if (line.data['edition'] === calendarEdition)
        yield receptionOf(line.at as Instant, calendarEdition, basis);
    return;
  }
  if (cause === 'waiver') {
    yield { kind: 'act', calendarEdition: calendarEdition as EditionId, at };
    return;
  }
  const count = countOf(deadline, basis.regulation);
  if (term === 'earliest-refusal' && cause === 'receipt-of-notice') {
    // It waits for the end of the objection window, which has a count of its own.
    for (const window of deadlines.filter((each) => each.term === 'objection' && each.at === at))
      yield { kind: 'latest', parts: [count, countOf(window, basis.regulation)] };
    return;
  }
  yield count;
}

function proveOrNull(question: TermQuestion, basis: ProofBasis): TermProof | null {
  try {
    return proveTerm(question, basis);
  } catch (error) {
    if (error instanceof CalendarError) return null;
    throw error;
  }
}

function hourOf(term: TermName, { terms, officeHours }: RegulationEdition): string {
  const hours: Record<TermHour, string> = {
    'office-open': officeHours.opens,
    'office-close': officeHours.closes,
    'end-of-day': '24:00',
  };
  return hours[terms[term].hour];
}
