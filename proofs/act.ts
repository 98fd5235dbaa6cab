import { Type } from 'typebox';
import type { Act } from '../calendars/edition.ts';
import { textIn, type Language } from '../regulation/text.ts';

/** A date. */
export const plainDateSchema = Type.String({ format: 'date', examples: ['2026-12-16'] });

/** How sure a day is. */
export const certaintySchema = Type.Enum(['official', 'projected'], {
  description: '`projected`: derived from the law in force, not yet published for that year',
});

/** An act in one language. */
export const actSchema = Type.Object(
  {
    name: Type.String({ examples: ['Labour Code of the Republic of Kazakhstan, article 84'] }),
    number: Type.Optional(Type.String({ examples: ['414-V'] })),
    date: Type.Optional(plainDateSchema),
    link: Type.String({ examples: ['https://adilet.zan.kz/rus/docs/K1500000414'] }),
  },
  { title: 'LegalAct', description: 'The legal act, or what announced the day' },
);

/** An act in one language, as answers and proofs name it. */
export interface ActShown {
  readonly name: string;
  readonly number?: string;
  readonly date?: string;
  readonly link: string;
}

const adilet = /^https:\/\/adilet\.zan\.kz\/(?:kaz|rus)\/docs\//;

/**
 * The page of an act in the language of its reader: adilet has each act in Kazakh and in Russian. Other links stay, and all do for
 * English. Sealed proofs keep the links that they were sealed with (`actIn`).
 */
export function linkIn(link: string, language: Language): string {
  if (language === 'en') return link;
  return link.replace(adilet, `https://adilet.zan.kz/${language === 'kk' ? 'kaz' : 'rus'}/docs/`);
}

/** Shows an act. */
export function presentAct({ name, number, date, link }: Act, language: Language): ActShown {
  return {
    name: textIn(name, language),
    ...(number === undefined ? {} : { number }),
    ...(date === undefined ? {} : { date }),
    link: linkIn(link, language),
  };
}
