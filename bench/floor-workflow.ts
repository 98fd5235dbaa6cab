// The floor under every procedure on Temporal: updates, a row for each, a timer started anew. No law, no rules.
import {
  allHandlersFinished,
  CancellationScope,
  condition,
  isCancellation,
  proxyLocalActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';
import { stepUpdate, stepsOfCase } from './floor-messages.ts';
import type { FloorPort } from './floor-messages.ts';

const { writeRow } = proxyLocalActivities<FloorPort>({ startToCloseTimeout: '10 seconds' });

/** One case: takes its steps and ends. */
export async function floor(caseId: string): Promise<void> {
  let taken = 0;
  let term: CancellationScope | null = null;

  setHandler(stepUpdate, async (step) => {
    await writeRow({ caseId, step });
    term?.cancel();
    term = new CancellationScope();
    void term.run(() => sleep('8 days')).catch(ignoreCancellation);
    taken += 1;
    return taken;
  });
  await condition(() => taken === stepsOfCase);
  await condition(allHandlersFinished);
}

function ignoreCancellation(error: unknown): void {
  if (!isCancellation(error)) throw error;
}
