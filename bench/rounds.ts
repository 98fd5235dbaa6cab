import type { Contender, Timed } from './contender.ts';
import { readProcessorTime } from './processor-time.ts';
import { median, quantile } from './statistics.ts';

/** What one contender did in one round, or in the middle of several. */
export interface Figures {
  readonly applicationsPerSecond: number;
  readonly commandP50Ms: number;
  readonly commandP95Ms: number;
  /** Processor milliseconds of each part for one application. */
  readonly cpuMsPerApplication: Readonly<Record<string, number>>;
  /** Cores kept busy by processes that have no part in this. */
  readonly othersCores: number;
}

export interface RoundPlan {
  readonly applications: number;
  readonly parallel: number;
  readonly rounds: number;
  /** The processes whose time is counted. */
  readonly parts: Readonly<Record<string, number>>;
  readonly report: (sentence: string) => void;
}

/** Runs the contenders in turns, the order reversed every other round, and gives each one's figures round by round. */
export async function runRounds(
  contenders: readonly Contender[],
  plan: RoundPlan,
): Promise<ReadonlyMap<string, readonly Figures[]>> {
  const all = new Map(contenders.map(({ name }) => [name, [] as Figures[]]));
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
      const figures = await measure(contender, plan);
      all.get(contender.name)?.push(figures);
      plan.report(
        `${plan.parallel} in parallel, round ${round + 1}: ${contender.name} ${figures.applicationsPerSecond.toFixed(1)}/s, p95 ${figures.commandP95Ms.toFixed(0)} ms, CPU ${allCpuMs(figures).toFixed(0)} ms, others ${figures.othersCores.toFixed(2)} cores`,
      );
    }
  }
  return all;
}

/** The middle of each figure over the rounds. */
export function middleOf(rounds: readonly Figures[]): Figures {
  const of = (pick: (figures: Figures) => number) => median(rounds.map(pick));
  const parts = Object.keys(rounds[0]?.cpuMsPerApplication ?? {});
  return {
    applicationsPerSecond: of((each) => each.applicationsPerSecond),
    commandP50Ms: of((each) => each.commandP50Ms),
    commandP95Ms: of((each) => each.commandP95Ms),
    cpuMsPerApplication: Object.fromEntries(
      parts.map((part) => [part, of((each) => each.cpuMsPerApplication[part] ?? 0)]),
    ),
    othersCores: of((each) => each.othersCores),
  };
}

/** The middle of the ratios of a figure to the floor's, each taken within one round, where the noise is nearly the same. */
export function ratioOf(
  rounds: readonly Figures[],
  floor: readonly Figures[],
  pick: (figures: Figures) => number,
): number {
  return median(rounds.map((each, round) => pick(each) / pick(floor[round] ?? each)));
}

/** Processor milliseconds of all parts for one application. */
export function allCpuMs({ cpuMsPerApplication: used }: Figures): number {
  return Object.values(used).reduce((sum, each) => sum + each, 0);
}

async function measure(contender: Contender, { applications, parallel, parts }: RoundPlan): Promise<Figures> {
  const cases = (await contender.prepare(applications)).values();
  const commandMs: number[] = [];
  const timed: Timed = async (command) => {
    const from = performance.now();
    const result = await command();
    commandMs.push(performance.now() - from);
    return result;
  };
  const before = readProcessorTime(parts);
  const from = performance.now();
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      for (const run of cases) await run(timed);
    }),
  );
  const seconds = (performance.now() - from) / 1_000;
  const after = readProcessorTime(parts);

  const used = Object.keys(parts).map(
    (part) => [part, (after.parts[part] ?? 0) - (before.parts[part] ?? 0)] as const,
  );
  const ours = used.reduce((sum, [, cpu]) => sum + cpu, 0);
  return {
    applicationsPerSecond: applications / seconds,
    commandP50Ms: quantile(commandMs, 0.5),
    commandP95Ms: quantile(commandMs, 0.95),
    cpuMsPerApplication: Object.fromEntries(used.map(([part, cpu]) => [part, (cpu * 1_000) / applications])),
    othersCores: Math.max(0, (after.machine - before.machine - ours) / seconds),
  };
}
