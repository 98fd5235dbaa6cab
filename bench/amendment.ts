import { measureColdWorker, type ColdWorkerFigures } from './cold-worker.ts';
import { measureDryRun, type DryRunFigures } from './dry-run.ts';
import { measureReplanning, type ReplanningFigures } from './replanning.ts';
import { withServers } from './servers.ts';

export interface AmendmentPlan {
  /** Open applications that are re-planned, and workflows that the floor signals. */
  readonly replanned: number;
  readonly rounds: number;
  /** Open applications of the dry run. */
  readonly rehearsed: number;
  /** Open applications with long histories, while the worker is cold. */
  readonly cold: { readonly applications: number; readonly commands: number; readonly seconds: number };
  readonly report: (sentence: string) => void;
}

export interface AmendmentReport {
  readonly replanning: readonly ReplanningFigures[];
  readonly coldWorker: readonly ColdWorkerFigures[];
  readonly dryRun: DryRunFigures;
}

/** Re-planning beside raw signals on real servers, then a dry run over many stored applications. */
export function measureAmendment({
  replanned,
  rounds,
  rehearsed,
  cold,
  report,
}: AmendmentPlan): Promise<AmendmentReport> {
  return withServers(undefined, async (servers) => {
    report(`re-planning ${String(replanned)} applications, ${String(rounds)} times`);
    const replanning = await measureReplanning(servers, replanned, rounds);
    const coldWorker = await measureColdWorker(servers, { ...cold, report });
    report(`a dry run over ${String(rehearsed)} applications`);
    return { replanning, coldWorker, dryRun: await measureDryRun(servers, rehearsed) };
  });
}
