// `npm run bench`: the procedure beside its floor and the calendar beside a bare array (docs/benchmarks.md).
//   --quick           a smoke run of under a minute; its figures mean nothing
//   --only NAME       procedure or calendar
//   --rounds N        rounds of each contender, 5 unless given
//   --json            one JSON object instead of tables
//   --profile FOLDER  worker and server leave their processor profiles there; figures are lower then
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { StackProblem } from '../scripts/stack/tools.ts';
import { measureCalendar } from './calendar.ts';
import { measureProcedure } from './procedure.ts';
import { showCalendar, showProcedure } from './report.ts';

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

try {
  const calendar = only === 'procedure' ? null : measureCalendar(quick ? 1 : 7, quick ? 50 : 300);
  const procedure =
    only === 'calendar'
      ? null
      : await measureProcedure({
          warmUp: quick ? 10 : 100,
          rounds,
          applications: new Map([
            [10, quick ? 10 : 80],
            [1, quick ? 2 : 20],
          ]),
          profileDir: profile,
          report,
        });
  const machine = { cores: availableParallelism(), node: process.version, at: new Date().toISOString() };
  if (json) process.stdout.write(`${JSON.stringify({ machine, quick, calendar, procedure }, null, 2)}\n`);
  else {
    const told = [calendar && showCalendar(calendar), procedure && showProcedure(procedure)];
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
