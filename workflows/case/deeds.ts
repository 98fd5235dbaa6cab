import type { Actor } from './actor.ts';

/** What a head does in a procedure, in the portions in which an order may hand it over to a substitute. */
export const headDeeds = ['appointment', 'preliminary-refusal', 'signing'] as const;
export type HeadDeed = (typeof headDeeds)[number];

/** The deeds that a substitute may do, each with the delegation that hands it over. */
export type DelegatedDeeds = Readonly<Partial<Record<HeadDeed, string>>>;

/**
 * Whether an actor may do a deed: a holder of the post any, a substitute those handed over to them. Orders that named no
 * deeds, as the first ones in old histories, handed over all of them.
 */
export function isHandedOver(actor: Actor, deed: HeadDeed | undefined): boolean {
  if (deed === undefined || actor.role !== 'head' || actor.deeds === undefined) return true;
  return actor.deeds[deed] !== undefined;
}

/** The actor as they do one deed: a substitute acts under the very delegation that hands it over. */
export function actingUnder(actor: Actor, deed: HeadDeed | undefined): Actor {
  if (deed === undefined || actor.role !== 'head') return actor;
  const delegation = actor.deeds?.[deed];
  return delegation === undefined ? actor : { ...actor, delegation };
}
