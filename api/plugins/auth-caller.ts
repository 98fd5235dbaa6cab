import type { Party } from '../../workflows/case/actor.ts';
import type { DelegatedDeeds } from '../../workflows/case/deeds.ts';
import type { PersonId, StaffId } from '../../workflows/case/ids.ts';

/** Everybody the API knows. The first four act in the procedure, the others beside it. */
export const callerRoles = [
  'portal',
  'executor',
  'head',
  'notifier',
  'chancellery',
  'calendar-editor',
  'ops',
  'admin',
] as const;
export type CallerRole = (typeof callerRoles)[number];

/** Roles that are held by persons of the staff register, never by a machine. */
export const staffRoles: readonly CallerRole[] = [
  'executor',
  'head',
  'chancellery',
  'calendar-editor',
  'ops',
  'admin',
];

/** Who calls, as the token and the staff register agree on it. */
export interface Caller {
  readonly clientId: string;
  readonly subject: string;
  readonly roles: readonly CallerRole[];
  readonly staff?: StaffMember;
  /** IIN or BIN of the verified applicant a portal's token is confined to: nothing of another applicant exists for it. */
  readonly applicant?: string;
}

export interface StaffMember {
  readonly staffId: StaffId;
  readonly personId: PersonId;
  readonly unit: string;
  readonly name: string;
  /** Set when the role of head is held as a substitute: the order on delegation. */
  readonly delegation?: string;
  /** What the orders hand over to a substitute. */
  readonly deeds?: DelegatedDeeds;
  /** The open applications that he is a party to himself, by his number, and as what. */
  readonly partyTo?: Readonly<Record<string, Party>>;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls. Throws on open routes: nobody was asked who he is. */
    readonly caller: Caller;
  }
}
