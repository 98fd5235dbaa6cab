import type { ApplicationId } from '../case/ids.ts';

/** The name under which the worker knows the workflow. Wire names are for ever. */
export const calendarAmendmentWorkflow = 'calendar-amendment';

/** What the re-planning of an applied edition starts with. */
export interface CalendarAmendmentInput {
  readonly edition: string;
  /** Set when a run continues an earlier one. */
  readonly continued?: ReplanningPlace;
}

/** How far a re-planning has come. PostgreSQL has everything that matters: this only saves repeated reads. */
export interface ReplanningPlace {
  /** The application after which the next page begins; null: from the beginning. */
  readonly after: ApplicationId | null;
  /** Applications that were given the amendment so far. */
  readonly given: number;
}

/** The workflow id of an edition's re-planning: the only place where it is spelled. */
export function calendarAmendmentWorkflowId(edition: string): string {
  return `calendar-amendment/${edition}`;
}
