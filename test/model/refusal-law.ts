import type { Instant } from '../../calendars/instant.ts';
import type { CommandOf } from '../../workflows/application/commands.ts';
import { openingAmended, windowAmended } from './amended-law.ts';
import { actsOf, findingBefore, groundsOf, instantsAt } from './journal.ts';
import type { Act, Journal, Posted } from './journal.ts';

type DraftAct = Act<CommandOf<'draft-result'>>;
const sayings = ['object', 'request-oral-hearing', 'supply-documents'] as const;
const ownActs = [...sayings, 'waive-hearing'] as const;

/**
 * Law 3: nothing is refused without notice, window and record, or the recorded exception. Written from Order 219,
 * clauses 6 and 7, and APPC 73 and 74; it knows what people did and no stage. Gives every way in which a refusal breaks it.
 */
export function wrongsOfRefusal(journal: Journal, draft: DraftAct, sign: Act): readonly string[] {
  const finding = findingBefore(journal, draft.place);
  if (finding === null || groundsOf(finding) === null) return ['it rests on no negative finding'];
  if (isDirectRefusal(journal, draft, sign)) return [];

  // One notice that carries the refusal is enough; if several fail, the one with the fewest faults is reported.
  const wrongs = journal.posted
    .filter((posted) => posted.place < draft.place)
    .map((posted) => wrongsOfNotice(journal, posted, draft, sign));
  if (wrongs.some((each) => each.length === 0)) return [];
  return wrongs.toSorted((left, right) => left.length - right.length)[0] ?? ['no notice was posted'];
}

/** Order 219, clause 6: an incomplete package, found and signed by D2 18:30 as it then stood, where the policy says so. */
function isDirectRefusal(journal: Journal, draft: DraftAct, sign: Act): boolean {
  const finding = findingBefore(journal, draft.place);
  if (finding === null) return false;
  const isInTime = ({ at, place }: Act) => at < instantsAt(journal, place).completenessDue;
  return (
    journal.line.intake.policy.incompletePackage === 'direct-refusal' &&
    finding.command.name === 'record-completeness' &&
    isInTime(finding) &&
    isInTime(sign)
  );
}

function wrongsOfNotice(journal: Journal, posted: Posted, draft: DraftAct, sign: Act): readonly string[] {
  const { gate, lapse } = instantsAt(journal, posted.place);
  const approval = actsOf(journal, 'approve-preliminary-refusal').find((act) => act.id === posted.noticeId);
  if (approval === undefined) return ['the notice was approved by nobody'];
  const after = <A extends Act>(acts: readonly A[]) =>
    acts.filter((act) => act.place > posted.place && act.place < sign.place);
  const said = after(actsOf(journal, ...sayings));
  const lastSaid = said.at(-1)?.place ?? -1;
  const records = after(actsOf(journal, 'record-hearing')).filter((act) => act.place < draft.place);
  const record = records.at(-1);
  const oral = said.find((act) => act.command.name === 'request-oral-hearing');
  const objected = said.some((act) => act.command.name === 'object');
  const waived = hasStandingWaiver(journal, posted, sign);
  const windowAtDraft = windowEndOf(journal, posted, draft.place);
  const windowAtSign = windowEndOf(journal, posted, sign.place);
  const notified = findingBefore(journal, approval.place);
  const current = findingBefore(journal, draft.place);
  const opens = openingOf(journal, posted, sign.place);

  const wrongs: readonly (readonly [boolean, string])[] = [
    [posted.at >= gate && posted.at < lapse, 'the notice was posted between the gate and the lapse'],
    [wasRecalled(journal, approval, posted), 'the notice had been recalled'],
    [windowAtDraft === null, 'receipt was never proved'],
    [
      !waived && windowAtDraft !== null && draft.at < windowAtDraft,
      'it was drafted while the window was open',
    ],
    [!waived && windowAtSign !== null && sign.at < windowAtSign, 'it was signed while the window was open'],
    [!waived && opens !== null && sign.at < opens, 'it was signed before 09:00 of N + 3'],
    [lastSaid > draft.place, 'the applicant spoke after it was drafted'],
    [lastSaid >= 0 && (record?.place ?? -1) < lastSaid, 'no record speaks of what the applicant said'],
    [record?.command.outcome === 'cured', 'the hearing cured the defects'],
    [oral !== undefined && !hasMinutes(oral, record), 'the oral hearing has no minutes'],
    [objected && !draft.command.answersObjections, 'it does not answer the objection'],
    [
      notified === null || current === null || groundsOf(notified) !== groundsOf(current),
      'its finding rests on other grounds or facts than those notified',
    ],
    [draft.command.grounds.length === 0, 'it names no ground'],
    [draft.command.grounds.some((each) => !codesOf(notified).includes(each)), 'a ground was not notified'],
    [wasSilenced(journal, posted), 'the applicant was refused a hearing inside the window'],
  ];
  return wrongs.filter(([broken]) => broken).map(([, why]) => why);
}

/** Receipt of a notice, by evidence or by the applicant's own act, whichever came first in the line. */
function receiptOf(journal: Journal, posted: Posted, before: number) {
  const proof = journal.acts.find(
    ({ place, command }) =>
      place > posted.place &&
      place < before &&
      ((ownActs as readonly string[]).includes(command.name) ||
        (command.name === 'record-receipt' && command.noticeId === posted.noticeId)),
  );
  if (proof === undefined) return null;
  const { place, at, command } = proof;
  const changed = journal.line.turns[place]?.changed ?? posted.changed;
  return { receivedAt: command.name === 'record-receipt' ? command.at : at, proved: { place, at, changed } };
}

/** APPC 73(3): two working days from receipt. */
function windowEndOf(journal: Journal, posted: Posted, before: number): Instant | null {
  const receipt = receiptOf(journal, posted, before);
  const amended = journal.amended.filter(({ place }) => place < before);
  return receipt && windowAmended(receipt.receivedAt, receipt.proved, amended);
}

function openingOf(journal: Journal, posted: Posted, before: number): Instant | null {
  const receipt = receiptOf(journal, posted, before);
  const amended = journal.amended.filter(({ place }) => place < before);
  return receipt && openingAmended(posted.at, receipt.receivedAt, receipt.proved, amended);
}

/** APPC 73(2)(5): the applicant's last word on the hearing was a waiver. */
function hasStandingWaiver(journal: Journal, posted: Posted, sign: Act): boolean {
  const words = actsOf(journal, 'waive-hearing', 'object', 'request-oral-hearing').filter(
    (act) => act.place > posted.place && act.place < sign.place,
  );
  return words.at(-1)?.command.name === 'waive-hearing';
}

function wasRecalled(journal: Journal, approval: Act, posted: Posted): boolean {
  return actsOf(journal, 'return-preliminary-refusal').some(
    (act) => act.place > approval.place && act.place < posted.place,
  );
}

/** APPC 74: an oral hearing was held after it was asked for, and its minutes were made. */
function hasMinutes(oral: Act, record: Act<CommandOf<'record-hearing'>> | undefined): boolean {
  const heldAt = record?.command.form === 'oral' ? record.command.heldAt : undefined;
  return record !== undefined && heldAt !== undefined && heldAt >= oral.at && heldAt <= record.at;
}

/** The applicant's objection or request for an oral hearing was refused although it came in time. */
function wasSilenced(journal: Journal, posted: Posted): boolean {
  const objections = actsOf(journal, 'object').filter(({ place }) => place > posted.place);
  return journal.asked.some(({ command, actor, refusedFor, place, at }) => {
    // Five objections are enough for one hearing.
    if (command.name === 'object' && objections.filter((each) => each.place < place).length >= 5)
      return false;
    const windowEnd = windowEndOf(journal, posted, place);
    return (
      (command.name === 'object' || command.name === 'request-oral-hearing') &&
      actor.role === 'portal' &&
      refusedFor !== null &&
      !['already-requested', 'application-closed', 'withdrawn-only-termination'].includes(refusedFor) &&
      place > posted.place &&
      (windowEnd === null || at < windowEnd)
    );
  });
}

function codesOf(finding: ReturnType<typeof findingBefore>): readonly string[] {
  if (finding === null) return [];
  const { command } = finding;
  if (command.finding === 'does-not-conform') return command.grounds.map((each) => each.ground);
  return command.name === 'record-completeness' ? ['incomplete-package'] : ['incomplete-found-late'];
}
