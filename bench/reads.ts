import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../prisma/client.ts';
import { tokenFor } from '../scripts/http/tokens.ts';
import { startApi } from '../scripts/stack/application.ts';
import { freePort } from '../scripts/stack/ports.ts';
import { startProcess } from '../scripts/stack/process.ts';
import { startServers } from '../scripts/stack/stack.ts';
import { answersOk, waitUntilReady } from '../scripts/stack/wait.ts';
import { readProcessorTime } from './processor-time.ts';
import { readCases, type ReadCase, type ReaderName } from './read-cases.ts';
import type { Load, LoadFigures } from './steady-load.ts';
import { median, quantile } from './statistics.ts';
import { storeApplications } from './stored-applications.ts';

export interface ReadsPlan {
  /** Stored before anything is read. */
  readonly applications: number;
  readonly rounds: number;
  /** For how long each contender is asked in a round. */
  readonly seconds: number;
  readonly profileDir: string | undefined;
  readonly report: (sentence: string) => void;
}

/** What one contender did in one round, or in the middle of several. */
export interface ReadFigures {
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Processor milliseconds a request: of its server, of PostgreSQL, of both. */
  readonly serverCpuMs: number;
  readonly postgresCpuMs: number;
  readonly cpuMs: number;
  readonly kilobytes: number;
  readonly lateP95Ms: number;
  readonly othersCores: number;
}

export interface ReadRow {
  readonly subject: string;
  readonly contender: 'ours' | 'bare';
  readonly perSecond: number;
  readonly figures: ReadFigures;
  /** To the bare route, each within one round. */
  readonly ratios: { readonly p50: number; readonly p95: number; readonly cpu: number };
}

export interface ReadsReport {
  readonly applications: number;
  readonly storedInSeconds: number;
  readonly rows: readonly ReadRow[];
}

/** Until Node has compiled what is asked a thousand times: a server that runs for weeks has. */
const warmUpSeconds = 5;
// Nothing is decided here: no workflow is asked, and nobody listens.
const noTemporal = '127.0.0.1:9';

/** Reads over many stored applications by our API and by a bare route with the same SQL, in turns, at a steady rate. */
export async function measureReads(plan: ReadsPlan): Promise<ReadsReport> {
  const { applications, rounds, report } = plan;
  const dataDir = mkdtempSync(join(tmpdir(), 'otinish-bench-'));
  const logFolder = join(dataDir, 'logs');
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const servers = await startServers({
      dataDir,
      logFolder,
      temporalAddress: noTemporal,
      env: {
        LOG_LEVEL: 'warn',
        ...(plan.profileDir === undefined
          ? {}
          : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${plan.profileDir}` }),
      },
    });
    undo.push(() => servers.stop());
    const { DATABASE_URL: databaseUrl = '' } = servers.env;
    const db = openDatabase(databaseUrl);
    undo.push(() => db.$disconnect());
    const storedInSeconds = await storeApplications(db, applications, report);

    const cases = await readCases(db);
    const api = await startApi(servers, logFolder);
    undo.push(() => api.stop());
    await waitUntilReady(api, answersOk(`${servers.apiUrl}/healthz`));
    const [bareUrl, bare] = await startBare(cases, { databaseUrl, dataDir, logFolder });
    undo.push(() => bare.stop());
    const client = fork(fileURLToPath(new URL('steady-load.ts', import.meta.url)));
    undo.push(() => Promise.resolve(client.kill()));

    const run = async (load: Load): Promise<LoadFigures> => {
      client.send(load);
      const [figures] = (await once(client, 'message')) as [LoadFigures];
      return figures;
    };
    const parts = {
      ours: api.pid,
      bare: bare.pid,
      PostgreSQL: servers.postgres?.process.pid ?? 0,
      client: client.pid ?? 0,
    };
    const tokens: Readonly<Record<ReaderName, string>> = {
      portal: await tokenFor('portal', dataDir),
      executor: await tokenFor('executor', dataDir),
      head: await tokenFor('head', dataDir),
    };
    const rows: ReadRow[] = [];
    let index = 0;
    for (const { name, perSecond, reads } of cases) {
      const from = index;
      index += reads.length;
      const loads = {
        ours: { url: servers.apiUrl, requests: reads.map(({ path, by }) => ({ path, token: tokens[by] })) },
        bare: {
          url: bareUrl,
          requests: reads.map((_, n) => ({ path: `/reads/${String(from + n)}`, token: '' })),
        },
      };
      const all: Record<'ours' | 'bare', ReadFigures[]> = { ours: [], bare: [] };
      for (const load of [loads.ours, loads.bare]) await run({ ...load, perSecond, seconds: warmUpSeconds });
      for (let round = 0; round < rounds; round += 1)
        for (const contender of round % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) {
          const before = { at: performance.now(), used: readProcessorTime(parts) };
          const answered = await run({ ...loads[contender], perSecond, seconds: plan.seconds });
          const after = { at: performance.now(), used: readProcessorTime(parts) };
          const figures = figuresOf(contender, answered, before, after);
          if (answered.failures > 0)
            throw new Error(`${name}: ${String(answered.failures)} answers of ${contender} were not 200`);
          all[contender].push(figures);
          report(
            `${name}, round ${String(round + 1)}: ${contender} p95 ${figures.p95Ms.toFixed(1)} ms, CPU ${figures.cpuMs.toFixed(2)} ms, others ${figures.othersCores.toFixed(2)} cores`,
          );
        }
      for (const contender of ['ours', 'bare'] as const)
        rows.push({
          subject: name,
          contender,
          perSecond,
          figures: middleOf(all[contender]),
          ratios: {
            p50: ratioOf(all[contender], all.bare, 'p50Ms'),
            p95: ratioOf(all[contender], all.bare, 'p95Ms'),
            cpu: ratioOf(all[contender], all.bare, 'cpuMs'),
          },
        });
    }
    return { applications, storedInSeconds, rows };
  } finally {
    for (const stop of undo.toReversed()) await stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function startBare(
  cases: readonly ReadCase[],
  { databaseUrl, dataDir, logFolder }: Readonly<Record<'databaseUrl' | 'dataDir' | 'logFolder', string>>,
) {
  const file = join(dataDir, 'statements.json');
  const asked = cases.flatMap(({ reads }) => reads.map(({ statements }) => statements));
  writeFileSync(file, JSON.stringify(asked));
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const bare = await startProcess({
    name: 'bare',
    command: process.execPath,
    args: [fileURLToPath(new URL('bare-reads.ts', import.meta.url)), String(port), databaseUrl, file],
    logFolder,
  });
  await waitUntilReady(bare, answersOk(`${url}/reads/0`));
  return [url, bare] as const;
}

interface Moment {
  readonly at: number;
  readonly used: ReturnType<typeof readProcessorTime>;
}

function figuresOf(
  contender: 'ours' | 'bare',
  { answeredMs, lateMs, bytes }: LoadFigures,
  before: Moment,
  after: Moment,
): ReadFigures {
  const usedBy = (part: string) => (after.used.parts[part] ?? 0) - (before.used.parts[part] ?? 0);
  const all = Object.keys(after.used.parts).reduce((sum, part) => sum + usedBy(part), 0);
  const count = answeredMs.length;
  const [serverCpuMs, postgresCpuMs] = [contender, 'PostgreSQL'].map(
    (part) => (usedBy(part) * 1_000) / count,
  );
  const seconds = (after.at - before.at) / 1_000;
  return {
    p50Ms: quantile(answeredMs, 0.5),
    p95Ms: quantile(answeredMs, 0.95),
    serverCpuMs: serverCpuMs ?? 0,
    postgresCpuMs: postgresCpuMs ?? 0,
    cpuMs: (serverCpuMs ?? 0) + (postgresCpuMs ?? 0),
    kilobytes: bytes / 1_024 / count,
    lateP95Ms: quantile(lateMs, 0.95),
    othersCores: Math.max(0, (after.used.machine - before.used.machine - all) / seconds),
  };
}

function middleOf(rounds: readonly ReadFigures[]): ReadFigures {
  const of = (name: keyof ReadFigures) => median(rounds.map((each) => each[name]));
  return {
    p50Ms: of('p50Ms'),
    p95Ms: of('p95Ms'),
    serverCpuMs: of('serverCpuMs'),
    postgresCpuMs: of('postgresCpuMs'),
    cpuMs: of('cpuMs'),
    kilobytes: of('kilobytes'),
    lateP95Ms: of('lateP95Ms'),
    othersCores: of('othersCores'),
  };
}

function ratioOf(
  rounds: readonly ReadFigures[],
  floor: readonly ReadFigures[],
  name: keyof ReadFigures,
): number {
  return median(rounds.map((each, round) => each[name] / (floor[round] ?? each)[name]));
}
