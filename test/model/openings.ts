import { story } from './story.ts';

/**
 * How far one application has come, stage by stage, on the days of one example: R Thu 26.11.2026, D1 Fri 27.11,
 * D2 Mon 30.11, D3 Tue 1.12, D4 Wed 2.12, D5 Thu 3.12, D6 Fri 4.12, D7 Mon 7.12, D8 Tue 8.12.
 */
export const received = story('2026-11-25 19:00');
export const registered = story('2026-11-26 17:00').pass('2026-11-26 17:00');
export const completenessCheck = registered.appoint('2026-11-27 09:30');
export const conformityCheck = completenessCheck.complete('2026-11-27 15:00');
export const proposed = conformityCheck.doesNotConform('2026-12-01 11:00');
/** The notice went out: N is Tue 1.12, the hearing is due by Thu 3.12 18:30, a refusal opens on Fri 4.12 at 09:00. */
export const hearing = proposed.approve('2026-12-01 12:00');
/** Received the same day: the applicant may speak until the end of Thu 3.12. */
export const notified = hearing.receive('2026-12-01 12:05');
export const heardInSilence = notified.pass('2026-12-04 00:00');
export const refusalDrafted = heardInSilence.draft('2026-12-04 08:00', 'refuse');
export const conforming = conformityCheck.conforms('2026-12-01 11:00');
export const documentDrafted = conforming.draft('2026-12-01 12:00', 'issue');
export const issued = documentDrafted.sign('2026-12-01 15:00');
export const refused = refusalDrafted.sign('2026-12-04 09:00');
export const terminated = conforming.withdraw('2026-12-01 12:00').sign('2026-12-01 15:00');

/** The facts of an application in every stage in which it is open. */
export const openStates = [
  received,
  registered,
  completenessCheck,
  conformityCheck,
  proposed,
  hearing,
  notified,
  conforming,
  documentDrafted,
].map(({ state }) => state);
