import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../prisma/client.ts';
import { tokenFor } from '../scripts/http/tokens.ts';
import { startApi } from '../scripts/stack/application.ts';
import { startServers } from '../scripts/stack/stack.ts';
import { answersOk, waitUntilReady } from '../scripts/stack/wait.ts';
import { readProcessorTime } from './processor-time.ts';
import { quantile } from './statistics.ts';
import { storeApplications } from './stored-applications.ts';

export interface AgendaPlan {
  /** How many are stored, and of a hundred how many of them are open. */
  readonly applications: number;
  readonly openPercent: number;
  readonly looks: number;
  readonly report: (sentence: string) => void;
}

export interface AgendaFigures {
  readonly subject: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Processor milliseconds a look, of the server and of PostgreSQL. */
  readonly cpuMs: number;
  readonly kilobytes: number;
  readonly dueCount: number;
  readonly lateCount: number;
}

export interface AgendaReport extends Pick<AgendaPlan, 'applications' | 'openPercent'> {
  readonly rows: readonly AgendaFigures[];
}

const warmUp = 5;
// Nothing is decided here: no workflow is asked, and nobody listens.
const noTemporal = '127.0.0.1:9';
/** A day on which terms of the stored applications end. */
const day = '2026-12-08';

/** The agenda of a day over many stored applications, of one unit and of all, look after look. */
export async function measureAgenda({
  applications,
  openPercent,
  looks,
  report,
}: AgendaPlan): Promise<AgendaReport> {
  const dataDir = mkdtempSync(join(tmpdir(), 'otinish-bench-'));
  const logFolder = join(dataDir, 'logs');
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const env = { LOG_LEVEL: 'warn' };
    const servers = await startServers({ dataDir, logFolder, temporalAddress: noTemporal, env });
    undo.push(() => servers.stop());
    const db = openDatabase(servers.env['DATABASE_URL'] ?? '');
    undo.push(() => db.$disconnect());
    await storeApplications(db, applications, report, openPercent);
    const api = await startApi(servers, logFolder);
    undo.push(() => api.stop());
    await waitUntilReady(api, answersOk(`${servers.apiUrl}/healthz`));
    const parts = { server: api.pid, PostgreSQL: servers.postgres?.process.pid ?? 0 };

    const rows: AgendaFigures[] = [];
    for (const [subject, role] of [
      ['of one unit', 'head'],
      ['of all units', 'ops'],
    ] as const) {
      const authorization = `Bearer ${await tokenFor(role, dataDir)}`;
      const look = async () => {
        const startedMs = performance.now();
        const reply = await fetch(`${servers.apiUrl}/v1/agenda?on=${day}`, { headers: { authorization } });
        const text = await reply.text();
        if (reply.status !== 200) throw new Error(`the agenda was answered ${String(reply.status)}: ${text}`);
        return { ms: performance.now() - startedMs, text };
      };
      for (let n = 0; n < warmUp; n += 1) await look();
      const before = readProcessorTime(parts);
      const seen: Awaited<ReturnType<typeof look>>[] = [];
      for (let n = 0; n < looks; n += 1) seen.push(await look());
      const after = readProcessorTime(parts);
      const used = (part: string) => (after.parts[part] ?? 0) - (before.parts[part] ?? 0);
      const text = seen.at(-1)?.text ?? '{}';
      const { dueCount, lateCount } = JSON.parse(text) as Record<'dueCount' | 'lateCount', number>;
      const times = seen.map(({ ms }) => ms);
      const figures: AgendaFigures = {
        subject,
        p50Ms: quantile(times, 0.5),
        p95Ms: quantile(times, 0.95),
        cpuMs: ((used('server') + used('PostgreSQL')) * 1_000) / looks,
        kilobytes: Buffer.byteLength(text) / 1_024,
        dueCount,
        lateCount,
      };
      rows.push(figures);
      report(`${subject}: ${JSON.stringify(figures)}`);
    }
    return { applications, openPercent, rows };
  } finally {
    for (const stop of undo.toReversed()) await stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
