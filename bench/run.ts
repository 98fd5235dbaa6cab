// `npm run bench`: the procedure and the re-planning beside their floors, the calendar beside a bare array, the proof of a
// deadline (docs/benchmarks.md).
//   --quick           a smoke run of under a minute; its figures mean nothing
//   --only NAME       procedure, calendar, amendment, proof, deliveries, reads, agenda or reconcile
//   --rounds N        rounds of each contender, 5 unless given
//   --json            one JSON object instead of tables
//   --profile FOLDER  worker and server leave their processor profiles there; figures are lower then
import '../scripts/setup/require-node.mjs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { StackProblem } from '../scripts/stack/tools.ts';
import { measureAgenda, type AgendaReport } from './agenda.ts';
import { measureAmendment } from './amendment.ts';
import { measureCalendar } from './calendar.ts';
import { measureDeliveries } from './deliveries.ts';
import { measureProcedure } from './procedure.ts';
import { measureProof } from './proof.ts';
import { measureReads } from './reads.ts';
import { measureReconcile } from './reconcile.ts';
import {
  showAgenda,
  showAmendment,
  showCalendar,
  showDeliveries,
  showProcedure,
  showProof,
  showReads,
  showReconcile,
} from './report.ts';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    rounds: { type: 'string' },
    json: { type: 'boolean', default: false },
    profile: { type: 'string' },
  },
});
const { quick, only, json, profile } = options;
const rounds = Number(options.rounds ?? (quick ? 1 : 5));
const report = (sentence: string): void => void process.stderr.write(`  ${sentence}\n`);

const asked = (name: string): boolean => only === undefined || only === name;

try {
  const calendar = asked('calendar') ? measureCalendar(quick ? 1 : 7, quick ? 50 : 300) : null;
  const proof = asked('proof') ? measureProof(quick ? 50 : 1_000) : null;
  const procedure = asked('procedure')
    ? await measureProcedure({
        warmUp: quick ? 10 : 100,
        rounds,
        applications: new Map([
          [10, quick ? 10 : 80],
          [1, quick ? 2 : 20],
        ]),
        profileDir: profile,
        report,
      })
    : null;
  const amendment = asked('amendment')
    ? await measureAmendment({
        replanned: quick ? 20 : 400,
        rounds: quick ? 1 : 2,
        cold: quick
          ? { applications: 20, commands: 3, seconds: 2 }
          : { applications: 2_000, commands: 15, seconds: 30 },
        rehearsed: quick ? 1_000 : 100_000,
        report,
      })
    : null;
  const deliveries = asked('deliveries')
    ? await measureDeliveries({ applications: quick ? 50 : 1_250, fastSubscribers: 4, report })
    : null;
  const reads = asked('reads')
    ? await measureReads({
        applications: quick ? 5_000 : 1_000_000,
        rounds,
        seconds: quick ? 1 : 5,
        profileDir: profile,
        report,
      })
    : null;
  const reconcile = asked('reconcile') ? await measureReconcile(quick ? 200 : 4_000, report) : null;
  const agenda: AgendaReport[] = [];
  if (asked('agenda'))
    for (const [applications, openPercent] of quick
      ? [[2_000, 50] as const]
      : ([
          [100_000, 5],
          [100_000, 100],
          [1_000_000, 5],
        ] as const))
      agenda.push(await measureAgenda({ applications, openPercent, looks: quick ? 3 : 50, report }));
  const machine = { cores: availableParallelism(), node: process.version, at: new Date().toISOString() };
  if (json) {
    const figures = {
      machine,
      quick,
      calendar,
      proof,
      procedure,
      amendment,
      deliveries,
      reads,
      reconcile,
      agenda,
    };
    process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  } else {
    const told = [
      calendar && showCalendar(calendar),
      proof && showProof(proof),
      procedure && showProcedure(procedure),
      amendment && showAmendment(amendment),
      deliveries && showDeliveries(deliveries),
      reads && showReads(reads),
      reconcile && showReconcile(reconcile),
      agenda.length > 0 ? showAgenda(agenda) : null,
    ];
    const heading = `${machine.at}, ${String(machine.cores)} cores, Node ${machine.node}${quick ? ', quick: a smoke run' : ''}`;
    process.stdout.write(`\n${[heading, ...told].filter((part) => part !== null).join('\n\n')}\n`);
  }
} catch (error) {
  process.exitCode = 1;
  const text =
    error instanceof StackProblem ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`\nnpm run bench: ${text}\n`);
}
process.exit();
