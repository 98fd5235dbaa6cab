import type { Actor, CommandName } from './commands.ts';

/** What a head does in the procedure, in the portions in which an order may hand it over to a substitute. */
export const headDeeds = ['appointment', 'preliminary-refusal', 'signing'] as const;
export type HeadDeed = (typeof headDeeds)[number];

/** The deeds that a substitute may do, each with the delegation that hands it over. */
export type DelegatedDeeds = Readonly<Partial<Record<HeadDeed, string>>>;

const deedOf: Readonly<Partial<Record<CommandName, HeadDeed>>> = {
  'appoint-executor': 'appointment',
  'approve-preliminary-refusal': 'preliminary-refusal',
  'return-preliminary-refusal': 'preliminary-refusal',
  'return-draft': 'signing',
  'sign-decision': 'signing',
};

/** The deed that a head's command is, or null for a command of others. */
export function deedOfCommand(name: CommandName): HeadDeed | null {
  return deedOf[name] ?? null;
}

/**
 * Whether an actor may do a command's deed: a holder of the post any, a substitute those handed over to him. Orders
 * that named no deeds, as the first ones in old histories, handed over all of them.
 */
export function isHandedOver(actor: Actor, name: CommandName): boolean {
  const deed = deedOfCommand(name);
  if (deed === null || actor.role !== 'head' || actor.deeds === undefined) return true;
  return actor.deeds[deed] !== undefined;
}

/** The actor as he gives one command: a substitute acts under the very delegation that hands its deed over. */
export function actingUnder(actor: Actor, name: CommandName): Actor {
  const deed = deedOfCommand(name);
  if (deed === null || actor.role !== 'head') return actor;
  const delegation = actor.deeds?.[deed];
  return delegation === undefined ? actor : { ...actor, delegation };
}
