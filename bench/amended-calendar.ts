import { checkAmendment } from '../calendars/amendment-checks.ts';
import { proposalToRecord } from '../calendars/amendment-proposal.ts';
import type { Edition, EditionRecord } from '../calendars/edition.ts';
import { parsePlainDate } from '../calendars/plain-date.ts';

/** The record of an act, known today, that makes days worked (true) or days off (false): the next of these editions. */
export function amendedCalendar(
  days: Readonly<Record<string, boolean>>,
  editions: readonly Edition[],
): EditionRecord {
  const today = parsePlainDate('2026-11-23');
  const proposal = {
    act: {
      name: 'Приказ о переносе выходных дней',
      number: '1',
      date: today,
      link: 'https://adilet.zan.kz/rus/docs/V2600000001',
    },
    days: Object.entries(days).map(([date, working]) => ({ date, working })),
  };
  const faults = checkAmendment(proposal, editions, today);
  if (faults.length > 0) throw new Error(`the amendment is refused: ${JSON.stringify(faults)}`);
  return proposalToRecord(proposal, editions, today);
}
