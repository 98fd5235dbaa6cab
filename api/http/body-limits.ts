/**
 * How many bytes of a body are read, by what it carries (docs/decisions/0033). Texts are counted in characters by their
 * schemas: one that is written in escapes takes six bytes for each.
 */
export const bodyLimits = {
  /** Ids, codes, days: nothing that a person writes at length. Open routes have no more. */
  codes: 16_384,
  /** Texts of persons: what a route has that says nothing else. */
  texts: 262_144,
  /** A whole form with its lists, or a calendar amendment with every day of a year. */
  forms: 524_288,
} as const;

const bytesPerValue = 20;

/** How many values a body of so many bytes may hold, lists and objects included: no sound one has them any denser. */
export function mostValuesIn(bodyLimit: number): number {
  return Math.floor(bodyLimit / bytesPerValue);
}
