import type { SearchAttributeUpdatePair } from '@temporalio/common';

/** The attributes that differ from what was set before: one upsert carries them all. */
export function changedAttributes(
  before: readonly SearchAttributeUpdatePair[],
  after: readonly SearchAttributeUpdatePair[],
): SearchAttributeUpdatePair[] {
  const known = new Map(before.map(({ key, value }) => [key.name, String(value)]));
  return after.filter(({ key, value }) => known.get(key.name) !== String(value ?? null));
}
