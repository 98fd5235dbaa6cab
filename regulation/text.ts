import { dotted } from '../calendars/plain-date.ts';

/** The languages of the service: two official ones, and English for those who integrate with it. */
export const languages = ['kk', 'ru', 'en'] as const;

export type Language = (typeof languages)[number];

/** One text in every language; `{name}` marks a place that `fillText` fills. */
export type Text = { readonly [L in Language]: string };

/** What may stand in a place of a text. */
export type TextParams = Readonly<Record<string, string | number>>;

/** The names of the places of a text. */
export type PlacesOf<T extends Text> = PlacesIn<T['en']>;
type PlacesIn<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlacesIn<Rest>
  : never;

/** What fills a text: something for each of its places, and whatever else is worth telling. */
export type FillingOf<T extends Text> = TextParams & { readonly [Name in PlacesOf<T>]: string | number };

/** `Filled` where a text has places, `Plain` where it has none. */
export type IfPlaces<T extends Text, Filled, Plain> = [PlacesOf<T>] extends [never] ? Plain : Filled;

/** The text in one language. */
export function textIn(text: Text, language: Language): string {
  return text[language];
}

/** The names of the places in one template, each once. */
export function places(template: string): readonly string[] {
  return [...new Set([...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))];
}

/** The text with every `{name}` replaced by its parameter; a place without a parameter stays visible as it is. */
export function fillText(text: Text, params: TextParams): Text {
  return { kk: fill(text.kk, params), ru: fill(text.ru, params), en: fill(text.en, params) };
}

/** The same in one language. */
export function filledIn(text: Text, params: TextParams, language: Language): string {
  return fill(text[language], params);
}

/**
 * A day `YYYY-MM-DD` as a text of the language writes it. Members of answers stay as they are.
 *
 * @example dateIn('2026-12-18', 'ru') // '18.12.2026', in Kazakh too; '2026-12-18' in English
 */
export function dateIn(date: string, language: Language): string {
  return language === 'en' ? date : dotted(date);
}

function fill(template: string, params: TextParams): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place));
}
