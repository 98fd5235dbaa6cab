import { CalendarError } from './calendar-error.ts';
import type { Certainty, EditionId } from './calendar.ts';
import { dayIn, type Act, type Edition, type LocalizedText } from './edition.ts';
import type { Instant } from './instant.ts';
import { editionById } from './kz/editions.ts';
import { addDays, type PlainDate } from './plain-date.ts';
import { walkTerm } from './walk.ts';
import { endOfDay, instantAt, offsetAt, plainDateAt, type Zone } from './zone.ts';

/** The language a proof is written in. */
export type ProofLanguage = keyof LocalizedText;

/** An act in the language of the proof. */
export interface ProofAct {
  readonly name: string;
  readonly number?: string;
  readonly date?: PlainDate;
  readonly link: string;
}

/** Why a day does not count. */
export interface Skipped {
  readonly skipped: string;
  readonly act: ProofAct;
}

export type ProofStep =
  { readonly on: PlainDate; readonly counts: number } | ({ readonly on: PlainDate } & Skipped);

/** `HH:MM` on the clocks of the zone, or `24:00`, the end of the day. */
export type Hour = string;

/** So many working days after an anchor, then an hour of the day reached. */
interface CountQuestion {
  readonly kind: 'count';
  readonly calendarEdition: EditionId;
  readonly anchor: PlainDate;
  readonly workingDays: number;
  readonly hour: Hour;
}

/** The day on which something received at an instant is taken in: that day before the office closes, else the next working day. */
interface ReceptionQuestion {
  readonly kind: 'reception';
  readonly calendarEdition: EditionId;
  readonly from: Instant;
  readonly closes: Hour;
  /** What is said of a working day on which it came too late. */
  readonly closed: Skipped;
  readonly hour: Hour;
}

/** The instant of an act itself: nothing is counted. */
interface ActQuestion {
  readonly kind: 'act';
  readonly calendarEdition: EditionId;
  readonly at: Instant;
}

/** The last of several counts. */
interface LatestQuestion {
  readonly kind: 'latest';
  readonly parts: readonly CountQuestion[];
}

/** How a deadline follows from facts: all that is needed to count it again. */
export type TermQuestion = CountQuestion | ReceptionQuestion | ActQuestion | LatestQuestion;

/** What a question comes to. `at` is the hour on `on` by clocks that are `utcOffset` ahead of UTC. */
interface Proved {
  readonly on: PlainDate;
  readonly at: Instant;
  readonly utcOffset: string;
  readonly certainty: Certainty;
}

interface Walked {
  /** Every calendar day up to `on`, which is the last step. */
  readonly walk: readonly ProofStep[];
}

export type CountProof = CountQuestion & Proved & Walked;

/** The proof of a deadline: the question, its answer, and every day in between with the act that made it count or not. */
export type TermProof =
  | CountProof
  | (ReceptionQuestion & Proved & Walked)
  | (ActQuestion & Proved)
  | ({ readonly kind: 'latest'; readonly parts: readonly CountProof[] } & Proved);

/** By what a proof is made and checked. */
export interface ProofBasis {
  readonly editions: readonly Edition[];
  readonly zone: Zone;
  readonly language: ProofLanguage;
}

/**
 * The proof of a deadline. Throws `calendar-edition-unknown`, `date-outside-calendar` and `term-invalid`: what cannot be
 * counted has no proof.
 *
 * @example proveTerm({ kind: 'count', calendarEdition, anchor: on('2026-12-07'), workingDays: 8, hour: '18:30' }, basis)
 * // { …, on: '2026-12-18', at: '2026-12-18T13:30:00.000Z', utcOffset: '+05:00', certainty: 'official', walk: [12 days] }
 */
export function proveTerm(question: TermQuestion, basis: ProofBasis): TermProof {
  switch (question.kind) {
    case 'count':
      return proveCount(question, basis);
    case 'reception':
      return proveReception(question, basis);
    case 'act': {
      const { kind, calendarEdition, at } = question;
      const on = plainDateAt(basis.zone, at);
      return { kind, calendarEdition, ...proved(on, at, calendarEdition, basis) };
    }
    case 'latest': {
      const parts = question.parts.map((part) => proveCount(part, basis));
      const last = parts.reduce((latest, part) => (part.at > latest.at ? part : latest));
      const certainty = parts.some((part) => part.certainty === 'projected') ? 'projected' : 'official';
      const on = plainDateAt(basis.zone, last.at);
      return { kind: 'latest', parts, on, at: last.at, utcOffset: last.utcOffset, certainty };
    }
  }
}

/** Whether a proof is what its own question comes to, and if not, where it differs first (an RFC 6901 pointer). */
export type Verdict =
  | { readonly equal: true }
  | { readonly equal: false; readonly where: string; readonly expected: unknown; readonly found: unknown };

/**
 * Counts a proof again from the editions alone and compares every value of it.
 *
 * @example checkProof({ ...proof, on: '2026-12-17' }, basis) // { equal: false, where: '/on', expected: '2026-12-18', … }
 */
export function checkProof(proof: TermProof, basis: ProofBasis): Verdict {
  try {
    return compare(proveTerm(proof, basis), proof);
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    return { equal: false, where: '', expected: 'a question the calendar can answer', found: error.message };
  }
}

/** Compares two JSON values; a difference is told by its pointer below `where`. */
export function compare(expected: unknown, found: unknown, where = ''): Verdict {
  if (!isStructure(expected) || !isStructure(found) || Array.isArray(expected) !== Array.isArray(found)) {
    return Object.is(expected, found) ? { equal: true } : { equal: false, where, expected, found };
  }
  for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const below = `${where}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const verdict = compare(expected[key], found[key], below);
    if (!verdict.equal) return verdict;
  }
  return { equal: true };
}

function isStructure(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** An act in one language. */
export function actIn({ name, number, date, link }: Act, language: ProofLanguage): ProofAct {
  return {
    name: name[language],
    ...(number === undefined ? {} : { number }),
    ...(date === undefined ? {} : { date }),
    link,
  };
}

function proveCount(question: CountQuestion, basis: ProofBasis): CountProof {
  const { kind, calendarEdition, anchor, workingDays, hour } = question;
  const walk = walkTerm(editionById(calendarEdition, basis.editions), anchor, workingDays).map((step) =>
    'counts' in step ? step : skippedOn(step.on, step.skipped, step.act, basis),
  );
  const on = walk.at(-1)?.on ?? anchor;
  const outcome = proved(on, hourOn(basis.zone, on, hour), calendarEdition, basis);
  return { kind, calendarEdition, anchor, workingDays, hour, walk, ...outcome };
}

function proveReception(question: ReceptionQuestion, basis: ProofBasis): TermProof {
  const { kind, calendarEdition, from, closes, closed, hour } = question;
  const edition = editionById(calendarEdition, basis.editions);
  const walk: ProofStep[] = [];
  let on = plainDateAt(basis.zone, from);
  if (dayIn(edition, on).working && from >= instantAt(basis.zone, on, closes)) {
    walk.push({ on, ...closed });
    on = addDays(on, 1);
  }
  for (let day = dayIn(edition, on); !day.working; day = dayIn(edition, on)) {
    walk.push(skippedOn(on, day.reason, day.act, basis));
    on = addDays(on, 1);
  }
  walk.push({ on, counts: 0 });
  const outcome = proved(on, hourOn(basis.zone, on, hour), calendarEdition, basis);
  return { kind, calendarEdition, from, closes, closed, hour, walk, ...outcome };
}

function skippedOn(on: PlainDate, reason: LocalizedText, act: Act, { language }: ProofBasis): ProofStep {
  return { on, skipped: reason[language], act: actIn(act, language) };
}

function hourOn(zone: Zone, on: PlainDate, hour: Hour): Instant {
  return hour === '24:00' ? endOfDay(zone, on) : instantAt(zone, on, hour);
}

function proved(on: PlainDate, at: Instant, calendarEdition: EditionId, basis: ProofBasis): Proved {
  const { certainty } = dayIn(editionById(calendarEdition, basis.editions), on);
  return { on, at, utcOffset: offsetAt(basis.zone, at), certainty };
}
