import { parseEditionId } from '../calendars/calendar.ts';
import { dayIn, nextEdition, type Edition, type EditionRecord } from '../calendars/edition.ts';
import { newestEdition } from '../calendars/kz/editions.ts';
import { parsePlainDate } from '../calendars/plain-date.ts';
import type { Basis } from '../workflows/case/basis.ts';
import { basisOf } from './builders.ts';

const link = 'https://adilet.zan.kz/rus/docs/V2600000001';
const name = { kk: 'Ауыстыру туралы бұйрық', ru: 'Приказ о переносе', en: 'Order on transfer' };

/** The record of an act that makes days worked (true) or days off (false), known on 2026-11-25. */
export function amendmentRecord(
  days: Readonly<Record<string, boolean>>,
  { base = newestEdition(), id = 'kz-2026-11-25' }: { base?: Edition; id?: string } = {},
): EditionRecord {
  const act = { name, number: '1', date: parsePlainDate('2026-11-25'), link };
  const knownOn = parsePlainDate('2026-11-25');
  return {
    id: parseEditionId(id),
    act,
    knownOn,
    knownOnIs: 'exact',
    effectiveOn: knownOn,
    coverage: base.coverage,
    changes: Object.entries(days)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([day, working]) => {
        const date = parsePlainDate(day);
        const { reason } = dayIn(base, date);
        return { date, working, kind: working ? 'worked-rest-day' : 'moved-rest-day', reason, act };
      }),
  };
}

/** What dates are counted by once such an act is loaded. */
export function amendedBasis(days: Readonly<Record<string, boolean>>): Basis {
  return basisOf(nextEdition(newestEdition(), amendmentRecord(days)));
}
