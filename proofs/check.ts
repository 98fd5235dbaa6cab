import { Value } from 'typebox/value';
import { CalendarError } from '../calendars/calendar-error.ts';
import { editionById } from '../calendars/kz/editions.ts';
import { kzZoneName } from '../calendars/kz/calendar-days.ts';
import { actIn, compare, proveTerm, type TermQuestion, type Verdict } from '../calendars/proof.ts';
import { regulationEdition, regulationEditions } from '../regulation/editions.ts';
import type { RegulationEdition } from '../regulation/edition.ts';
import type { Deadline } from '../workflows/application/deadlines.ts';
import { localZone } from '../calendars/kz/local-zone.ts';
import { canonicalText } from './digest.ts';
import { sealOf, type DeadlineProof } from './proof.ts';
import type { MovedBy } from './causes.ts';
import { editionsCarried, presentEditionCarried } from './editions.ts';
import { countOf, presentItem, receptionOf, type ItemBasis, type ProvedItem } from './items.ts';
import { proofDocumentSchema } from './schema.ts';

type Difference = Extract<Verdict, { equal: false }>;

/** What became of a file: it is the proof it says, or the first place where it is not, or no proof at all. */
export type FileVerdict =
  | { readonly equal: true; readonly proof: DeadlineProof; readonly canonical: boolean }
  | Difference
  | { readonly equal: false; readonly unreadable: string };

/**
 * Counts a proof again from nothing but itself and the editions in this checkout: every day, date, hour, text, act and
 * length, then its seal. What a proof says of facts (when something was received) is under the seal alone.
 */
export function checkProofFile(bytes: Uint8Array): FileVerdict {
  const read = readProof(bytes);
  if ('equal' in read) return read;
  const difference = firstDifference(read.proof);
  if (difference !== null) return difference;
  return { equal: true, proof: read.proof, canonical: canonicalText(read.proof) === read.text };
}

function readProof(bytes: Uint8Array): { proof: DeadlineProof; text: string } | FileVerdict {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    value = JSON.parse(text);
  } catch (error) {
    return { equal: false, unreadable: error instanceof Error ? error.message : String(error) };
  }
  const [fault] = Value.Errors(proofDocumentSchema, value);
  if (fault !== undefined) {
    const found = fault.instancePath === '' ? typeof value : Value.Pointer.Get(value, fault.instancePath);
    return { equal: false, where: fault.instancePath, expected: fault.message, found: found ?? null };
  }
  return { proof: value as DeadlineProof, text };
}

function firstDifference(proof: DeadlineProof): Difference | null {
  for (const check of checks(proof)) if (!check.equal) return check;
  return null;
}

/** Content before the seal: where a value differs says more than that something does. */
function* checks(proof: DeadlineProof): Generator<Verdict> {
  const regulation = regulationEditions.find(({ id }) => id === proof.regulationEdition);
  yield compare(
    regulation?.id ?? regulationEditions.map(({ id }) => id).join(', '),
    proof.regulationEdition,
    '/regulationEdition',
  );
  yield compare(kzZoneName, proof.zone, '/zone');
  yield* guarded('/editions', proof, checkEditions);
  const basis = basisOf(proof);
  for (const list of ['items', 'history'] as const) {
    for (const [index, item] of proof[list].entries()) {
      const where = `/${list}/${index}`;
      yield* guarded(where, item, function* (found) {
        const { movedBy, ...shown }: ProvedItem & { readonly movedBy?: MovedBy } = found;
        yield compare(countAgain(shown, basis), shown, where);
        if (movedBy?.calendarEdition === undefined) return;
        const { act } = editionById(movedBy.calendarEdition, basis.editions);
        yield compare(actIn(act, basis.language), movedBy.act, `${where}/movedBy/act`);
      });
    }
  }
  yield compare(sealOf(proof), proof.sha256, '/sha256');
}

/** A value that the calendar refuses is a difference too: no proof that we made holds one. */
function* guarded<T>(where: string, value: T, check: (value: T) => Generator<Verdict>): Generator<Verdict> {
  try {
    yield* check(value);
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    yield { equal: false, where, expected: 'what the calendar can count', found: error.message };
  }
}

function* checkEditions({ editions, language }: DeadlineProof): Generator<Verdict> {
  const known = editionsCarried(editions);
  for (const [index, { follows: _follows, record: _record, ...shown }] of editions.entries()) {
    yield compare(presentEditionCarried(editionById(shown.id, known), language), shown, `/editions/${index}`);
  }
}

function basisOf({ editions, language, regulationEdition: id }: DeadlineProof): ItemBasis {
  return {
    editions: editionsCarried(editions),
    zone: localZone,
    language,
    regulation: regulationEdition(id),
  };
}

/** The item as it must be: counted from its own anchor by its own edition, for as long and to the hour that the law gives. */
function countAgain(item: ProvedItem, basis: ItemBasis): ProvedItem {
  const { term, cause, status, anchor, calendarEdition } = item;
  const { regulation } = basis;
  const facts = { term, cause, status, anchor, calendarEdition } as Deadline;
  const deadline = { ...facts, workingDays: lengthOf(facts, regulation), edge: edgeOf(facts, regulation) };
  const question = questionAgain(item, deadline, basis);
  const proof = question && proveTerm(question, basis);
  const { on, at, certainty } = proof ?? { on: item.dueOn, at: '', certainty: item.certainty };
  return presentItem({ ...deadline, on, at, certainty } as Deadline, proof, basis);
}

function questionAgain(
  { proof, dueAt, opensAt, calendarEdition }: ProvedItem,
  deadline: Deadline,
  basis: ItemBasis,
): TermQuestion | null {
  const { regulation } = basis;
  switch (proof?.kind) {
    case undefined:
      return null;
    case 'reception':
      return receptionOf(proof.from, calendarEdition, basis);
    case 'act':
      return { kind: 'act', calendarEdition: deadline.calendarEdition, at: opensAt ?? dueAt } as TermQuestion;
    case 'count':
      return countOf(deadline, regulation);
    case 'latest': {
      const [, window] = proof.parts;
      if (window === undefined) return null;
      return {
        kind: 'latest',
        parts: [countOf(deadline, regulation), countOf({ ...window, term: 'objection' }, regulation)],
      };
    }
  }
}

function edgeOf({ term }: Deadline, { terms }: RegulationEdition): Deadline['edge'] {
  return terms[term].hour === 'office-open' ? 'opens' : 'due';
}

/** How long a term is by law, in working days, by what it is counted from. */
function lengthOf({ term, cause }: Deadline, { terms, lengths }: RegulationEdition): number {
  switch (cause) {
    case 'amendment':
      return 1;
    case 'waiver':
      return 0;
    case 'oral-request':
      return lengths.oralHearingAfterRequest.days;
    case 'objection':
      return lengths.recordAfterObjection.days;
    case 'notice':
      return term === 'result' ? terms['earliest-refusal'].days : terms[term].days;
    case 'receipt-of-application':
    case 'registration':
    case 'receipt-of-notice':
      return terms[term].days;
  }
}
