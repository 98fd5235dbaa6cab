import type { Instant } from '../../calendars/instant.ts';
import { clockOn, dayIn, endOf, instantsAfter, lawfulInstants, workingDaysAfter } from './almanac.ts';
import type { ChangedDays } from './almanac.ts';

/** Something in the line, and the calendar that counts from it on. */
export interface Placed {
  readonly place: number;
  readonly at: Instant;
  readonly changed: ChangedDays;
}

export type LawfulInstants = ReturnType<typeof lawfulInstants>;

/**
 * The instants of the law after calendar amendments: the rule about amendments written a second time. What has passed stays;
 * what is ahead is counted anew, ends with the first working day after loading if that is past, and the result waits
 * for the third working day after a notice that is out.
 */
export function instantsAmended(
  receivedAt: Instant,
  amended: readonly Placed[],
  sent: readonly Placed[],
): LawfulInstants {
  const inOrder = [...amended, ...sent].toSorted((one, other) => one.place - other.place);
  return inOrder.reduce((standing, amendment): LawfulInstants => {
    const { place, at, changed } = amendment;
    if (sent.includes(amendment)) return leaveRoom(standing, amendment);
    if (at < standing.registeredAt) {
      const counted = lawfulInstants(receivedAt, changed);
      return counted.registeredAt > at ? counted : lawfulInstants(at, changed);
    }
    const counted = instantsAfter(dayIn(standing.registeredAt), changed);
    const due = (stands: Instant, fresh: Instant) => follow(stands, fresh, amendment, '18:30');
    const notice = sent.findLast((each) => each.place < place);
    const room = notice && clockOn(workingDaysAfter(dayIn(notice.at), 3, changed), '18:30');
    const isAhead = standing.resultDue > at;
    const result = due(standing.resultDue, counted.resultDue);
    const resultDue = isAhead && room !== undefined && room > result ? room : result;
    return {
      registeredAt: standing.registeredAt,
      completenessDue: due(standing.completenessDue, counted.completenessDue),
      gate: due(standing.gate, counted.gate),
      conformityDue: due(standing.conformityDue, counted.conformityDue),
      resultDue,
      lapse: isAhead ? endOf(dayIn(resultDue)) : standing.lapse,
    };
  }, lawfulInstants(receivedAt));
}

/** The result is never due before the third working day after a notice that went out in time. */
function leaveRoom(standing: LawfulInstants, { at, changed }: Placed): LawfulInstants {
  const day = workingDaysAfter(dayIn(at), 3, changed);
  const resultDue = clockOn(day, '18:30');
  const isShort = at < standing.resultDue && standing.resultDue < resultDue;
  return isShort ? { ...standing, resultDue, lapse: endOf(day) } : standing;
}

/** The end of the applicant's window, two working days after a receipt, as amendments after its proof left it. */
export function windowAmended(receivedAt: Instant, proved: Placed, amended: readonly Placed[]): Instant {
  const end = ({ changed }: { changed: ChangedDays }) =>
    endOf(workingDaysAfter(dayIn(receivedAt), 2, changed));
  return amended
    .filter(({ place }) => place > proved.place)
    .reduce((stands, amendment) => follow(stands, end(amendment), amendment, 'end'), end(proved));
}

/**
 * When a refusal opens: at 09:00 of N + 3 or with the end of the window, whichever is later, counted when receipt was
 * proved, as amendments after it left it.
 */
export function openingAmended(
  postedAt: Instant,
  receivedAt: Instant,
  proved: Placed,
  amended: readonly Placed[],
): Instant {
  const after = amended.filter(({ place }) => place > proved.place);
  const opening = ({ place, changed }: Placed) => {
    const byNotice = clockOn(workingDaysAfter(dayIn(postedAt), 3, changed), '09:00');
    const window = windowAmended(
      receivedAt,
      proved,
      after.filter((each) => each.place <= place),
    );
    return byNotice > window ? byNotice : window;
  };
  return after.reduce(
    (stands, amendment) => follow(stands, opening(amendment), amendment, '09:00'),
    opening(proved),
  );
}

/** Rule 12 for one current instant. */
function follow(
  stands: Instant,
  fresh: Instant,
  { at, changed }: Placed,
  hour: '09:00' | '18:30' | 'end',
): Instant {
  if (stands <= at) return stands;
  if (fresh > at) return fresh;
  const next = workingDaysAfter(dayIn(at), 1, changed);
  return hour === 'end' ? endOf(next) : clockOn(next, hour);
}
