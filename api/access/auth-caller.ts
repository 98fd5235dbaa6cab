import type { CallerRole } from '../../caller-roles.ts';
import type { Party } from '../../workflows/case/actor.ts';
import type { DelegatedDeeds } from '../../workflows/case/deeds.ts';
import type { PersonId, StaffId } from '../../workflows/case/ids.ts';

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
