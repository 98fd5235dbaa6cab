import type { Caller } from '../plugins/auth-caller.ts';
import { Problem } from '../problems.ts';

/** Whom a caller may see: an administrator everybody, a head his unit. */
export interface Scope {
  readonly unit: string | null;
  readonly showsIin: boolean;
}

/** What of the register exists for a caller. */
export function scopeOf({ roles, staff }: Caller): Scope {
  if (roles.includes('admin')) return { unit: null, showsIin: true };
  if (staff === undefined) throw new Problem('staff-not-registered');
  return { unit: staff.unit, showsIin: false };
}
