import type { ApplicationId } from '../case/ids.ts';

/** One page of applications that were given the amendment. */
export interface ReplanningPage {
  /**
   * Numbers of the applications whose workflows have to apply it themselves, in order of their ids: something was under way in
   * their queues. The records of all others follow the edition already.
   */
  readonly applications: readonly string[];
  /** How many were given it with this page. */
  readonly given: number;
  /** Where the next page begins; null when this was the last one. */
  readonly next: ApplicationId | null;
  /** How many applications have an amendment in their queue that is not decided yet. */
  readonly waiting: number;
}

/** All that the re-planning asks of the outside world. Every call may be repeated: no application gets the amendment twice. */
export interface ReplanningPort {
  /**
   * Puts the amendment at the end of the queues of the next open applications that do not follow the edition yet, and
   * decides it at once in each queue that has nothing undecided before it.
   */
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
