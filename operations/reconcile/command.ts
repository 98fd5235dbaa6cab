import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../../config.ts';
import { openCalendarShelf } from '../../prisma/calendar-editions.ts';
import { openDatabase } from '../../prisma/client.ts';
import { sentenceOf } from '../log-masking.ts';
import { noteReconciled, readUnreconciled } from '../epoch.ts';
import { openTemporalSight } from '../temporal.ts';
import { openExecutions } from './executions.ts';
import { inLanes } from '../../lanes.ts';
import { findAll, type Found } from './looking.ts';
import { placesOf, whyNot } from './places.ts';
import { repair, repairs } from './repair.ts';

/** A turn that is under way is in one store and a moment later in the other. */
const betweenLooksMs = 5_000;
/** Each waits for PostgreSQL and Temporal in turn; more would only take from those who work meanwhile. */
const repairedAtOnce = 8;

interface Asked {
  readonly config: Config;
  readonly repairs: boolean;
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** Says what disagrees, repairs it when asked to, and gives the exit code. */
export async function reconcile({ config, repairs: repairing, say, complain }: Asked): Promise<number> {
  const places = placesOf(config);
  const db = openDatabase(config.databaseUrl);
  const executions = openExecutions(config);
  const calendars = openCalendarShelf(db);
  const again = () => sleep(betweenLooksMs);
  const sight = openTemporalSight(config);
  let setBack = false;
  try {
    setBack = (await readUnreconciled(db)).length > 0;
    if (setBack) say('PostgreSQL was set back: each execution is asked for its place');
    if (setBack && (await sight.worker()).length > 0)
      throw new Error('no worker takes tasks, so no execution can answer: start one, and do this again');
    const how = { again, places: setBack };
    const found = await findAll({ db, executions }, how);
    const failed: Found[] = [];
    if (repairing)
      await inLanes(found, repairedAtOnce, async (each) => {
        if (!(await repaired(each))) failed.push(each);
      });
    else for (const each of found) say(lineOf(each));
    const seen = repairing && found.length > 0 ? await findAll({ db, executions }, how) : found;
    // Temporal does not say at every look that a task fails: what could not be repaired is left, whatever is seen now.
    const left = [
      ...seen,
      ...failed.filter(({ workflowId }) => !seen.some((each) => each.workflowId === workflowId)),
    ];
    if (repairing && left.length === 0) await noteReconciled(db);
    const both = `${places.postgres} and ${places.temporal}`;
    const applications = left.length === 1 ? '1 application' : `${String(left.length)} applications`;
    say(left.length === 0 ? `${both} agree` : `${both} disagree about ${applications}`);
    return left.length === 0 ? 0 : 1;
  } catch (error) {
    complain(await whyNot({ db, executions }, places, error));
    return 2;
  } finally {
    await sight.close();
    await executions.close();
    await db.$disconnect();
  }

  /** Repairs one and says so. One that cannot be repaired keeps no other from it. */
  async function repaired(found: Found): Promise<boolean> {
    try {
      const done = await repair({ db, calendars, executions, setBack }, found);
      say(`${lineOf(found)}: ${repairs[done]}`);
      return true;
    } catch (error) {
      say(`${lineOf(found)}: NOT REPAIRED: ${sentenceOf(error)}`);
      return false;
    }
  }
}

function lineOf({ number, disagreement, workflowId, record, execution }: Found): string {
  const stage = `record ${record?.shown.stage ?? 'none'}, execution ${execution?.shown.stage ?? 'none'}`;
  return `${number}  ${disagreement}  ${workflowId}  (${stage})`;
}
