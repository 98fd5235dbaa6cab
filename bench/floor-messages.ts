import { defineUpdate } from '@temporalio/workflow';

/** The queue of the floor's own worker. */
export const floorTaskQueue = 'otinish-bench-floor';
export const floorWorkflow = 'floor';
/** Takes one step of a case: a row in PostgreSQL, and the timer anew. Answers how many were taken. */
export const stepUpdate = defineUpdate<number, [step: number]>('step');
/** As many as the procedure has commands. */
export const stepsOfCase = 6;

/** What a floor's step writes. */
export interface FloorRow {
  readonly caseId: string;
  readonly step: number;
}

/** All that the floor asks of the outside world. */
export interface FloorPort {
  writeRow(row: FloorRow): Promise<void>;
}
