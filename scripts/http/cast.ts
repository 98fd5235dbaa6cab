import type { Caller } from './caller.ts';

const roles = ['portal', 'executor', 'head', 'notifier'] as const;

export type RoleName = (typeof roles)[number];

/** Everybody of a story, each with a token of his own. */
export type Cast = Readonly<Record<RoleName, Caller>>;

/** The cast whose members `callerOf` makes. */
export async function castWith(callerOf: (role: RoleName) => Promise<Caller>): Promise<Cast> {
  const members = await Promise.all(roles.map(async (role) => [role, await callerOf(role)] as const));
  return Object.fromEntries(members) as Record<RoleName, Caller>;
}
