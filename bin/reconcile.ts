import { resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { masked } from '../operations/log-masking.ts';
import { reconcile as reconcileStores } from '../operations/reconcile/command.ts';
import { defaultDataDir, readRunningStack } from '../operations/running-stack.ts';
import { wordsOf, WrongUse, type CliCommand } from './command.ts';

/** Compares PostgreSQL and Temporal, and repairs. 0: they agree, or do so now; 1: they do not; 2: it could not be done. */
export const reconcile: CliCommand = {
  usage: `Usage: otinish reconcile [--repair]

Compares the records in PostgreSQL with the executions in Temporal, and says about which applications they disagree. It runs
where the API runs, with its environment (DATABASE_URL, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_TASK_QUEUE). Without
DATABASE_URL it looks at the stack of \`npm start\` that runs on OTINISH_DATA_DIR, which is that of this checkout unless set.

  --repair    bring Temporal to what the records say: start what is missing, replace what went elsewhere; the trail of each
              application says so
Exit: 0 they agree, or do so after the repair; 1 they do not; 2 it could not be done.
`,
  run: async (args) => {
    const { values, positionals } = wordsOf(args, { repair: { type: 'boolean', default: false } });
    if (positionals.length > 0) throw new WrongUse(`reconcile takes no '${positionals.join(' ')}'`);
    return reconcileStores({
      config: configured(),
      repairs: values.repair,
      say: (line) => void process.stdout.write(`${masked(line)}\n`),
      complain: (line) => void process.stderr.write(`otinish: ${masked(line)}\n`),
    });
  },
};

function configured() {
  try {
    return readConfig(environment());
  } catch (error) {
    throw error instanceof WrongUse
      ? error
      : new WrongUse(error instanceof Error ? error.message : String(error));
  }
}

/** What the API is told: our own environment, or that of the stack that runs on this machine. */
function environment(): NodeJS.ProcessEnv {
  if (process.env['DATABASE_URL']) return process.env;
  const dataDir = resolve(process.env['OTINISH_DATA_DIR'] ?? defaultDataDir);
  const told = readRunningStack(dataDir)?.env;
  if (told) return { ...process.env, ...told };
  throw new WrongUse(
    `DATABASE_URL is not set, and no stack of npm start runs on ${dataDir}: give the environment of the API, or start the stack`,
  );
}
