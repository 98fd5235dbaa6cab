import type { DelegatedDeeds } from './deeds.ts';
import type { PersonId, StaffId } from './ids.ts';

/** How a person takes part in a case, known by their number. Such a person may not act on it as an officer. */
export type Party = 'applicant' | 'representative';

export const roles = ['portal', 'executor', 'head', 'notifier'] as const;
export type Role = (typeof roles)[number];

/** Who acts. An officer acts as a staff account, and is judged as the verified person behind it. */
export type Actor =
  | { readonly role: 'portal' | 'notifier'; readonly client: string }
  /** A calendar amendment: the trail names the act as the cause, not the person who entered it. */
  | { readonly role: 'calendar'; readonly edition: string }
  | {
      readonly role: 'executor' | 'head';
      readonly staff: StaffId;
      readonly person: PersonId;
      /** Set for a party to this case. It is found by the numbers in the form when the command is received. */
      readonly party?: Party;
      /** Set when a substitute acts for the holder of the post (order on delegation). */
      readonly delegation?: string;
      /** What a substitute may do; absent for the holder of the post, who may do everything. */
      readonly deeds?: DelegatedDeeds;
    };
