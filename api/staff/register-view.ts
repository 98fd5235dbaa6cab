import { unitVisibleTo } from '../access/scope.ts';

/** Whom a caller may see: an administrator everybody, a head his unit. */
export interface RegisterView {
  readonly unit: string | null;
  readonly showsIin: boolean;
}

/** What of the register exists for the caller of a request. Identification numbers are for who keeps the register. */
export function registerViewOf(request: Parameters<typeof unitVisibleTo>[0]): RegisterView {
  const unit = unitVisibleTo(request);
  return { unit, showsIin: unit === null };
}
