import { unitVisibleTo } from '../access/scope.ts';

/** Whom a caller may see: an administrator everybody, a head his unit. */
export interface Scope {
  readonly unit: string | null;
  readonly showsIin: boolean;
}

/** What of the register exists for the caller of a request. Identification numbers are for who keeps the register. */
export function scopeOf(request: Parameters<typeof unitVisibleTo>[0]): Scope {
  const unit = unitVisibleTo(request);
  return { unit, showsIin: unit === null };
}
