import { gatewayContender } from './by-gateway.ts';
import { httpContender } from './by-http.ts';
import type { Contender } from './contender.ts';
import { floorContender } from './floor.ts';
import { historyShapeOf } from './history-shape.ts';
import type { HistoryShape } from './history-shape.ts';
import { allCpuMs, middleOf, ratioOf, runRounds } from './rounds.ts';
import type { Figures } from './rounds.ts';
import { withServers } from './servers.ts';
import { clockFor, readySubmissions } from './submissions.ts';

export interface ProcedurePlan {
  readonly warmUp: number;
  readonly rounds: number;
  /** Applications of one round, by how many are under way at once. */
  readonly applications: ReadonlyMap<number, number>;
  readonly profileDir: string | undefined;
  readonly report: (sentence: string) => void;
}

export interface ProcedureRow {
  readonly contender: string;
  readonly parallel: number;
  readonly figures: Figures;
  /** To the floor of the same round. */
  readonly ratios: {
    readonly throughput: number;
    readonly commandP50: number;
    readonly commandP95: number;
    readonly cpu: number;
  };
}

export interface ProcedureReport {
  readonly clock: 'real' | 'running';
  readonly rows: readonly ProcedureRow[];
  readonly histories: Readonly<Record<string, HistoryShape>>;
}

/** The full procedure beside the floor, on the same servers, in alternating rounds. */
export function measureProcedure(plan: ProcedurePlan): Promise<ProcedureReport> {
  const clock = clockFor(new Date());
  return withServers(plan.profileDir, async ({ deps, client, apiUrl, tokens, parts }) => {
    const submissions = (count: number) => readySubmissions(deps.db, count, clock);
    const contenders = [
      floorContender(client),
      gatewayContender(deps, submissions),
      httpContender(apiUrl, tokens, submissions),
    ];
    const histories: Record<string, HistoryShape> = {};
    for (const contender of contenders) {
      plan.report(`warming up ${contender.name}`);
      const last = await warmUp(contender, plan.warmUp);
      histories[contender.name] = await historyShapeOf(client, last);
    }

    const rows: ProcedureRow[] = [];
    for (const [parallel, applications] of plan.applications) {
      const { rounds, report } = plan;
      const measured = await runRounds(contenders, { applications, parallel, rounds, parts, report });
      const floor = measured.get('floor') ?? [];
      for (const [contender, all] of measured) {
        rows.push({
          contender,
          parallel,
          figures: middleOf(all),
          ratios: {
            throughput: ratioOf(all, floor, (each) => each.applicationsPerSecond),
            commandP50: ratioOf(all, floor, (each) => each.commandP50Ms),
            commandP95: ratioOf(all, floor, (each) => each.commandP95Ms),
            cpu: ratioOf(all, floor, allCpuMs),
          },
        });
      }
    }
    return { clock, rows, histories };
  });
}

/** Runs applications unmeasured, ten at once, so that everything is compiled, connected and cached. */
async function warmUp(contender: Contender, count: number): Promise<string> {
  const cases = (await contender.prepare(count)).values();
  let last = '';
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      for (const run of cases) last = await run((command) => command());
    }),
  );
  return last;
}
