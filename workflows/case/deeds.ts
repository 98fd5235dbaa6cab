import type { Actor } from './actor.ts';

/** The powers of a head in a procedure. An order may hand over each of them to a substitute. */
export const headDeeds = ['appointment', 'preliminary-refusal', 'signing'] as const;
export type HeadDeed = (typeof headDeeds)[number];

/** The powers of a substitute, each with the delegation that hands it over. */
export type DelegatedDeeds = Readonly<Partial<Record<HeadDeed, string>>>;

/**
 * Whether an actor has a power. The holder of the post has every power, a substitute those that were handed over. Orders that
 * named no powers (the first ones, in old histories) handed over all of them.
 */
export function isHandedOver(actor: Actor, deed: HeadDeed | undefined): boolean {
  if (deed === undefined || actor.role !== 'head' || actor.deeds === undefined) return true;
  return actor.deeds[deed] !== undefined;
}

/** The actor of one act: a substitute acts under the delegation that hands over its power. */
export function actingUnder(actor: Actor, deed: HeadDeed | undefined): Actor {
  if (deed === undefined || actor.role !== 'head') return actor;
  const delegation = actor.deeds?.[deed];
  return delegation === undefined ? actor : { ...actor, delegation };
}
