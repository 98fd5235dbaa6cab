/** Something of the contract that is on its way out. */
export interface Deprecation {
  readonly operationId: string;
  /** The query parameter that goes; the whole operation unless given. */
  readonly parameter?: string;
  /** From when it is deprecated. */
  readonly since: string;
  /** When it stops to answer. */
  readonly sunset: string;
  /** What to do instead, for people. */
  readonly link: string;
}

/**
 * The one place that says what is deprecated: headers (RFC 9745, RFC 8594) and the document follow from it. Empty until
 * something of version 1 is to go.
 */
export const deprecations: readonly Deprecation[] = [];
