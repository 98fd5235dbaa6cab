import type { ActName, Citation, Provision, Step } from './citation.ts';
import { actWords, and, ordinals, unitWords } from './citation-words.ts';
import { filledIn, textIn, type Language, type Text } from './text.ts';

/**
 * English has cited articles in two ways from the beginning, and clients know both: `short` is "APPC 73(1) and 73(3)", in
 * terms and acts; `spelled` is "APPC art. 73(1), 73(3)", in refusals. Kazakh and Russian have one way.
 */
export type EnglishForm = 'short' | 'spelled';

/**
 * A citation as the language writes it.
 *
 * @example citationIn([rules219({ clause: 6 }), appc(76, 2)], 'ru') // 'пункт 6 Приказа № 219; часть 2 статьи 76 АППК'
 */
export function citationIn(law: Citation, language: Language, english: EnglishForm = 'short'): string {
  const key = `${language} ${english}`;
  const known = worded.get(law) ?? new Map<string, string>();
  const words = known.get(key) ?? wordsOf(law, language, english);
  worded.set(law, known.set(key, words));
  return words;
}

// Citations are constants that answers repeat by the hundred: each is put into words once.
const worded = new WeakMap<Citation, Map<string, string>>();

function wordsOf(law: Citation, language: Language, english: EnglishForm): string {
  const groups = grouped('act' in law ? [law] : law);
  const parts = groups.map((group, index) =>
    language === 'en'
      ? inEnglish(group, english, groups[index - 1]?.act === group.act)
      : besideAct(group, language),
  );
  return parts.join('; ');
}

/** A citation in every language. */
export function citationText(law: Citation, english: EnglishForm = 'short'): Text {
  return { kk: citationIn(law, 'kk'), ru: citationIn(law, 'ru'), en: citationIn(law, 'en', english) };
}

/** Places of one act that are told in one breath: articles that follow each other, or one other place; none: the whole act. */
interface Group {
  readonly act: ActName;
  readonly places: readonly Provision['path'][];
}

function grouped(provisions: readonly Provision[]): readonly Group[] {
  return provisions.reduce<readonly Group[]>((groups, { act, path }) => {
    const last = groups.at(-1);
    return last?.act === act && isArticle(path) && last.places.every(isArticle)
      ? [...groups.slice(0, -1), { act, places: [...last.places, path] }]
      : [...groups, { act, places: path.length === 0 ? [] : [path] }];
  }, []);
}

function isArticle([outermost]: Provision['path']): boolean {
  return outermost?.unit === 'article';
}

/** Kazakh goes from the act inwards, Russian from the place outwards. */
function besideAct({ act, places }: Group, language: 'kk' | 'ru'): string {
  const { name, of, annexed = of } = actWords[act];
  if (places.length === 0) return name[language];
  const beside = places.some(([outermost]) => outermost?.unit === 'annex') ? annexed : of;
  const place = listed(
    places.map((path) => placeIn(path, language)),
    language,
  );
  return language === 'kk' ? `${beside.kk} ${place}` : `${place} ${beside.ru}`;
}

function placeIn(path: Provision['path'], language: 'kk' | 'ru'): string {
  const steps = path.map((step, index) =>
    stepIn(step, index === path.length - 1 ? 'last' : 'outer', language),
  );
  return (language === 'kk' ? steps : steps.toReversed()).join(' ');
}

function inEnglish({ act, places }: Group, form: EnglishForm, actIsNamed: boolean): string {
  const name = actWords[act].name.en;
  const told = places.map((path) => path.map((step) => stepIn(step, 'last', 'en')).join(''));
  if (!places.some(isArticle)) return [...(actIsNamed ? [] : [name]), ...told].join(', ');
  if (form === 'spelled') return `${name} art. ${told.join(', ')}`;
  const articles = told.length > 2 ? told.join(', ') : told.join(and.en);
  if (act === 'appc') return `${name} ${articles}`;
  return `${name}, ${told.length > 1 ? 'arts.' : 'art.'} ${articles}`;
}

function stepIn({ unit, no }: Step, place: 'last' | 'outer', language: Language): string {
  const words = unitWords[unit];
  const count = (each: number | string) =>
    unit === 'part' ? ordinalIn(Number(each), language) : String(each);
  if (typeof no === 'object') return filledIn(words.many, { no: listed(no.map(count), language) }, language);
  return filledIn(place === 'outer' ? words.of : words.one, { no: count(no) }, language);
}

function ordinalIn(no: number, language: Language): string {
  const ordinal = ordinals[no - 1];
  if (ordinal === undefined) throw new Error(`citation: no word counts a part ${no}`);
  return textIn(ordinal, language);
}

function listed(items: readonly string[], language: Language): string {
  const [last = '', ...others] = items.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(', ')}${textIn(and, language)}${last}`;
}
