import { instantOfMs, msOf, parseInstant, type Instant } from '../../calendars/instant.ts';
import { parsePlainDate, type PlainDate } from '../../calendars/plain-date.ts';
import { plainDateAt, timeAt } from '../../calendars/zone.ts';
import type { CabinetLetter } from '../../prisma/generated/client.ts';
import { citationIn } from '../../regulation/citation-text.ts';
import type { RegulationEdition } from '../../regulation/edition.ts';
import { termNames, type TermName } from '../../regulation/terms.ts';
import { dateIn, filledIn, textIn, type Language } from '../../regulation/text.ts';
import { localZone } from '../../calendars/kz/local-zone.ts';
import { hearingWays, lateResult, letterWords, type LetterKind } from './letter-texts.ts';

/** A letter as it was posted: its kind, when, and the facts that it tells. */
export type PostedLetter = Pick<CabinetLetter, 'kind' | 'at' | 'data'>;

/** A term that a letter speaks of, as it was when the letter was written. */
export interface LetterTerm {
  readonly term: TermName;
  readonly text: string;
  readonly law: string;
  /** The day, and the instant; null where the letter does not know them: an objection is counted from receipt. */
  readonly dueOn: PlainDate | null;
  readonly at: Instant | null;
}

export interface LetterInWords {
  readonly title: string;
  readonly text: string;
  readonly law: string;
  readonly terms: readonly LetterTerm[];
}

/** Every kind of letter, in the order of the procedure. */
export const letterKinds = Object.keys(letterWords) as LetterKind[];

/** The title of a letter: what it is about, and no more. A kind that has no words is told as it is. */
export function letterTitleIn(kind: string, number: string, language: Language): string {
  return isLetterKind(kind) ? filledIn(letterWords[kind].title, { number }, language) : kind;
}

/**
 * What a letter says, from its own data alone: nothing that its reader was not told, and nothing that came later. What the
 * data does not have is shown as `…`.
 */
export function letterIn(
  letter: PostedLetter,
  number: string,
  regulation: RegulationEdition,
  language: Language,
): LetterInWords {
  const { kind } = letter;
  if (!isLetterKind(kind)) throw new Error(`no words for a letter of kind '${kind}'`);
  const data = membersOf(letter.data);
  const terms = termsOf(kind, letter, data).map((each) => inWords(each, regulation, language));
  const { text, law } = letterWords[kind];
  const hearing = membersOf(data['hearing']);
  const filled = filledIn(
    text,
    {
      number,
      on: dayText(dayIn(data['on']), language),
      due: dayText(terms[0]?.dueOn ?? null, language),
      days: regulation.terms.objection.days,
      grounds: groundsIn(data['grounds'], regulation, language),
      hearing: momentText(instantIn(hearing['at']), language),
      way: wayIn(hearing['way'], language),
      terms: terms.map((each) => `${each.text}: ${dayText(each.dueOn, language)}`).join('; ') || unknown,
      appeal: `${regulation.appeal.term[language]} ${regulation.appeal.body[language]}`,
    },
    language,
  );
  return {
    title: letterTitleIn(kind, number, language),
    text: data['late'] === true ? `${filled} ${textIn(lateResult, language)}` : filled,
    law: citationIn(law(regulation), language),
    terms,
  };
}

const unknown = '…';

function isLetterKind(kind: string): kind is LetterKind {
  return Object.hasOwn(letterWords, kind);
}

type Members = Readonly<Record<string, unknown>>;
type Dated = Pick<LetterTerm, 'term' | 'dueOn' | 'at'>;

function termsOf(kind: LetterKind, { at }: PostedLetter, data: Members): readonly Dated[] {
  switch (kind) {
    case 'registered':
      return [{ term: 'result', dueOn: dayIn(data['resultDueOn']), at: null }];
    case 'overdue':
      return [dated('result', instantIn(data['deadline']))];
    case 'deemed-refused':
      return [dated('result', instantOfMs(at.getTime()))];
    case 'preliminary-refusal':
      return [{ term: 'objection', dueOn: null, at: null }];
    case 'deadlines-moved': {
      const to = listOf(data['to']);
      return listOf(data['terms']).flatMap((name, index) => {
        const term = termNames.find((each) => each === name);
        return term === undefined ? [] : [dated(term, instantIn(to[index]))];
      });
    }
    default:
      return [];
  }
}

function dated(term: TermName, at: Instant | null): Dated {
  if (at === null) return { term, dueOn: null, at };
  // The end of a day is 00:00 of the next one. No term opens at midnight.
  return { term, dueOn: plainDateAt(localZone, instantOfMs(msOf(at) - 1)), at };
}

function inWords({ term, dueOn, at }: Dated, { terms }: RegulationEdition, language: Language): LetterTerm {
  const { text, law } = terms[term];
  return { term, text: textIn(text, language), law: citationIn(law, language), dueOn, at };
}

/** Grounds by their ids, as results have them, or with what they rest on, as notices have them. */
function groundsIn(value: unknown, regulation: RegulationEdition, language: Language): string {
  const known = [
    ...regulation.refusalGrounds.map(({ id, text, cleanText }) => ({ id, text: cleanText ?? text })),
    ...regulation.incompletenessReasons.map(({ code, text }) => ({ id: code, text })),
  ];
  const texts = listOf(value).flatMap((each) => {
    const id = typeof each === 'string' ? each : membersOf(each)['ground'];
    const found = known.find((ground) => ground.id === id);
    return found === undefined ? [] : [textIn(found.text, language)];
  });
  return texts.join('; ') || unknown;
}

function wayIn(way: unknown, language: Language): string {
  const known = Object.entries(hearingWays).find(([name]) => name === way);
  return known === undefined ? unknown : textIn(known[1], language);
}

function dayText(day: PlainDate | null, language: Language): string {
  return day === null ? unknown : dateIn(day, language);
}

function momentText(at: Instant | null, language: Language): string {
  if (at === null) return unknown;
  return `${dayText(plainDateAt(localZone, at), language)} ${timeAt(localZone, at).slice(0, 5)}`;
}

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function dayIn(value: unknown): PlainDate | null {
  return readOr(value, parsePlainDate);
}

function instantIn(value: unknown): Instant | null {
  return readOr(value, parseInstant);
}

function readOr<T>(value: unknown, read: (text: string) => T): T | null {
  if (typeof value !== 'string') return null;
  try {
    return read(value);
  } catch {
    return null;
  }
}
