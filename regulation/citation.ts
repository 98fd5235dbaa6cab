/** The acts that are cited; what they are called is in `citation-text.ts`. */
export type ActName =
  'order-219' | 'appc' | 'law-88-v' | 'customs-code' | 'personal-data-law' | 'law-71-viii';

/**
 * What the acts are divided into. A `part` is a paragraph without a number, counted by the reader; an article of a code
 * has `numbered-part`s, an article of a law `paragraph`s.
 */
export type Unit =
  | 'article'
  | 'numbered-part'
  | 'paragraph'
  | 'clause'
  | 'annex'
  | 'form'
  | 'item'
  | 'part'
  | 'subitem'
  | 'field'
  | 'line';

/** One step of a way into an act. Only the last step of a way may name several. */
export interface Step {
  readonly unit: Unit;
  readonly no: number | string | readonly number[];
}

/** One place of one act, from the outside in; without a path the whole act. */
export interface Provision {
  readonly act: ActName;
  readonly path: readonly Step[];
}

/** The law behind a rule: what `law` members are. Plain data; `citationIn` says it in a language. */
export type Citation = Provision | readonly Provision[];

type Numbers = number | readonly number[];

type PlaceInRules =
  | { readonly clause: Numbers; readonly part?: never }
  | { readonly clause: number; readonly part: Numbers }
  | { readonly annex: number; readonly item: Numbers; readonly subitem?: never }
  | { readonly annex: number; readonly item: number; readonly subitem: number }
  | { readonly annex: number; readonly form: Numbers; readonly field?: never }
  | { readonly annex: number; readonly form: number; readonly field: number }
  | { readonly annex: number; readonly line: number };

const nesting = ['clause', 'annex', 'form', 'item', 'part', 'subitem', 'field', 'line'] as const;

/**
 * A place of the Rules that Order 219 approves.
 *
 * @example rules219({ clause: 7, part: [3, 4] }) // 'Order 219, clause 7 parts 3 and 4'
 */
export function rules219(place: PlaceInRules): Provision {
  const numbers: Readonly<Partial<Record<Unit, Numbers>>> = place;
  const path = nesting.flatMap((unit) => {
    const no = numbers[unit];
    return no === undefined ? [] : [{ unit, no }];
  });
  return { act: 'order-219', path };
}

/**
 * A place of the Administrative Procedural and Process-Related Code.
 *
 * @example appc(73, 2, 5) // 'APPC 73(2)(5)'
 */
export function appc(article: number, part?: number | string, subitem?: number): Provision {
  return within('appc', [
    ['article', article],
    ['numbered-part', part],
    ['subitem', subitem],
  ]);
}

/**
 * A place of Law 88-V on state and socially responsible services.
 *
 * @example law88('19-1', 2, 1) // 'Law 88-V, art. 19-1(2)(1)'
 * @example law88(19, { part: 3 }) // 'Law 88-V, art. 19 part 3'
 */
export function law88(
  article: number | string,
  place?: number | { readonly part: number },
  subitem?: number,
): Provision {
  const [paragraph, part] = typeof place === 'object' ? [undefined, place.part] : [place, undefined];
  return within('law-88-v', [
    ['article', article],
    ['part', part],
    ['paragraph', paragraph],
    ['subitem', subitem],
  ]);
}

/**
 * A place of the Code on customs regulation.
 *
 * @example customsCode(248, 2, 5) // 'Customs Code, art. 248(2)(5)'
 */
export function customsCode(article: number, paragraph?: number, subitem?: number): Provision {
  return within('customs-code', [
    ['article', article],
    ['paragraph', paragraph],
    ['subitem', subitem],
  ]);
}

/**
 * An article of the Law on personal data and their protection.
 *
 * @example personalDataLaw(8) // 'Law on personal data, art. 8'
 */
export function personalDataLaw(article: number): Provision {
  return within('personal-data-law', [['article', article]]);
}

/** The law that struck the conditions of use out of the Customs Code, while the forms still ask for them. */
export const law71: Provision = { act: 'law-71-viii', path: [] };

function within(
  act: ActName,
  steps: readonly (readonly [unit: Unit, no: Step['no'] | undefined])[],
): Provision {
  return { act, path: steps.flatMap(([unit, no]) => (no === undefined ? [] : [{ unit, no }])) };
}
