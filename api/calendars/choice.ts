import { Type } from 'typebox';
import { CalendarError } from '../../calendars/calendar-error.ts';
import type { Edition } from '../../calendars/edition.ts';
import { editionById, editionKnownOn } from '../../calendars/kz/editions.ts';
import { parsePlainDate } from '../../calendars/plain-date.ts';
import type { CalendarShelf } from '../../calendars/shelf.ts';
import { outsideCalendar } from '../http/outside-calendar.ts';
import { Problem } from '../http/problem.ts';

/** How a caller chooses an edition: by its id, or as known on a day; the newest when he does not choose. */
export const choiceProperties = {
  edition: Type.Optional(
    Type.String({
      description: 'Id of an edition; the newest unless given',
      examples: ['kz-2026-03-18'],
      maxLength: 40,
    }),
  ),
  knownOn: Type.Optional(
    Type.String({
      format: 'date',
      description: 'The edition that anybody could know on this day, instead of `edition`',
      examples: ['2024-06-06'],
    }),
  ),
};

export interface Choice {
  readonly edition?: string;
  readonly knownOn?: string;
}

/**
 * The edition chosen. Refuses, naming the value at fault: both ways at once, an unknown id, a day before the first
 * edition.
 */
export async function chosenEdition(
  calendars: CalendarShelf,
  { edition, knownOn }: Choice,
  place: 'body' | 'query',
): Promise<Edition> {
  if (edition === undefined && knownOn === undefined) return calendars.newest();
  const at = place === 'query' ? ({ in: 'query' } as const) : {};
  if (edition !== undefined && knownOn !== undefined) {
    const params = { first: 'edition', other: 'knownOn' };
    throw new Problem(place === 'query' ? 'invalid-query' : 'invalid-body', {
      errors: [{ ...at, pointer: '/knownOn', code: 'either-or', params }],
    });
  }
  try {
    const editions = await calendars.editions();
    return edition === undefined
      ? editionKnownOn(parsePlainDate(knownOn ?? ''), editions)
      : editionById(edition, editions);
  } catch (cause) {
    if (!(cause instanceof CalendarError) || cause.code !== 'calendar-edition-unknown') throw cause;
    if (edition === undefined) throw outsideCalendar(cause, [{ ...at, pointer: '/knownOn' }]);
    const [code, params] = ['calendar-edition-unknown', { edition }] as const;
    throw new Problem(code, { params, errors: [{ ...at, pointer: '/edition', code, params }], cause });
  }
}
