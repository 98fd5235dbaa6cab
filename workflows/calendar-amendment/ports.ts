import type { ApplicationId } from '../core/ids.ts';

/** One page of applications that were given the amendment. */
export interface ReplanningPage {
  /** In order of their ids; each now has the amendment in its line. */
  readonly applications: readonly ApplicationId[];
  /** Where the next page begins; null when this was the last one. */
  readonly next: ApplicationId | null;
  /** How many applications have an amendment in their line and have not applied it yet. */
  readonly waiting: number;
}

/** All that the re-planning asks of the outside world. Every call may be repeated: no application is given it twice. */
export interface ReplanningPort {
  /** Puts the amendment at the end of the lines of the next open applications that do not follow the edition yet. */
  commitPage(query: {
    readonly edition: string;
    readonly after: ApplicationId | null;
    readonly limit: number;
  }): Promise<ReplanningPage>;
  /** How many open applications do not follow the edition, or a later one, yet. */
  countRemaining(edition: string): Promise<number>;
  /** Notes that every open application follows the edition. */
  finishAmendment(edition: string): Promise<void>;
}
