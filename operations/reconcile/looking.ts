import type { PrismaClient } from '../../prisma/client.ts';
import { beforeAllIds, idPages } from '../../prisma/id-pages.ts';
import { applicationWorkflowId, applicationWorkflowIds } from '../../workflows/case/ids.ts';
import type { Alarm } from '../alarms.ts';
import type { Look } from '../watch.ts';
import { inLanes } from '../../lanes.ts';
import {
  disagreementOf,
  isStartedFor,
  type Disagreement,
  type Execution,
  type RecordedCase,
} from './comparison.ts';
import type { Executions } from './executions.ts';
import { countOpen, readNumbered, readOpenAfter } from './records.ts';

/** One application about which the two stores disagree. */
export interface Found {
  readonly workflowId: string;
  readonly number: string;
  readonly disagreement: Disagreement;
  readonly record: RecordedCase | null;
  readonly execution: Execution | null;
}

export interface Stores {
  readonly db: Pick<PrismaClient, '$queryRaw'>;
  readonly executions: Executions;
}

/**
 * One question to Temporal names so many executions. Unless told otherwise it answers ten questions of this kind a second in
 * all, operators' lists included, and as many executions to each.
 */
const pageSize = 1_000;
/** So many are asked for their places at once: each is a task of a worker, which may have to read a history for it. */
const askedAtOnce = 16;
/** Of one look: so many applications while both stores count the same, and so many when they do not. */
const calmBudget = 2_000;
const alertBudget = 20_000;
/** So many are remembered from look to look, and so many are named. */
const mostRemembered = 1_000;
const mostNamed = 20;

/**
 * A look that finds `records-disagree`: the open applications in turn, a part of them at each look, and those that run without
 * an open record when Temporal counts more than PostgreSQL. What is found at two looks, with the same record, is told.
 */
export function openReconciler(stores: Stores): Look {
  let after = beforeAllIds;
  let before = new Map<string, Found>();

  return async () => {
    const [open, running] = await Promise.all([countOpen(stores.db), stores.executions.countRunning()]);
    const budget = open === running ? calmBudget : alertBudget;
    const now = new Map<string, Found>();
    const keep = (each: Found) => {
      // That has an alarm of its own, and is not always for a repair.
      if (each.disagreement === 'execution-fails') return;
      if (now.size < mostRemembered) now.set(each.workflowId, each);
    };

    for (const each of await lookAgain(stores, [...before.values()])) keep(each);
    for (let left = budget; left > 0; left -= pageSize) {
      const page = await readOpenAfter(stores.db, after, pageSize);
      for (const each of await compare(stores, page)) keep(each);
      after = page.length < pageSize ? beforeAllIds : (page.at(-1)?.id ?? beforeAllIds);
      if (page.length < pageSize) break;
    }
    if (running > open) for await (const each of findUnrecorded(stores, budget)) keep(each);

    const twice = [...now.values()].filter((each) => isSameAsBefore(each, before.get(each.workflowId)));
    before = now;
    return alarmsOf(twice, Math.abs(open - running));
  };
}

/**
 * Everything that disagrees now, and still does `again` later. After the record was set back, `places` asks each execution for
 * its place too: it may be ahead in what nobody sees from outside.
 */
export async function findAll(
  stores: Stores,
  { again, places }: { readonly again: () => Promise<void>; readonly places: boolean },
): Promise<readonly Found[]> {
  const found = new Map<string, Found>();
  const ahead: RecordedCase[] = [];
  const pages = idPages((after) => readOpenAfter(stores.db, after, pageSize), {
    size: pageSize,
    idOf: ({ id }) => id,
  });
  for await (const page of pages) {
    for (const each of await compare(stores, page)) found.set(each.workflowId, each);
    if (!places) continue;
    const silent = page.filter((record) => !found.has(workflowIdOf(record)));
    for (const { record } of await findAhead(stores, silent)) if (record !== null) ahead.push(record);
  }
  for await (const each of findUnrecorded(stores, Infinity)) found.set(each.workflowId, each);
  if (found.size === 0 && ahead.length === 0) return [];
  await again();
  const later = await lookAgain(stores, [...found.values()]);
  const same = later.filter((each) => isSameAsBefore(each, found.get(each.workflowId)));
  const disagreeing: Found[] = [];
  await inLanes(same, askedAtOnce, async (each) => {
    disagreeing.push(await named(stores, each));
  });
  return [...disagreeing, ...(await findAhead(stores, ahead))];
}

/** An execution that differs or fails may be somebody else's, as what it was started with tells. */
async function named({ executions }: Stores, found: Found): Promise<Found> {
  const { workflowId, record, execution } = found;
  if (record === null || execution?.status !== 'RUNNING') return found;
  try {
    if (isStartedFor(record, await executions.inputOf(workflowId))) return found;
    return { ...found, disagreement: 'execution-foreign' };
  } catch {
    return found;
  }
}

/** What still disagrees of what was found. */
async function lookAgain(stores: Stores, found: readonly Found[]): Promise<readonly Found[]> {
  const still: Found[] = [];
  for (let from = 0; from < found.length; from += pageSize) {
    const page = found.slice(from, from + pageSize);
    const records = await readNumbered(
      stores.db,
      page.map(({ number }) => number),
    );
    still.push(...(await compare(stores, records)));
    const known = new Set(records.map(workflowIdOf));
    const unknown = page.filter(({ workflowId }) => !known.has(workflowId));
    const executions = await stores.executions.newestOf(unknown.map(({ workflowId }) => workflowId));
    for (const execution of executions.values()) still.push(...foundIn(null, execution));
  }
  return still;
}

async function compare(stores: Stores, records: readonly RecordedCase[]): Promise<readonly Found[]> {
  const executions = await stores.executions.newestOf(records.map(workflowIdOf));
  return records.flatMap((record) => foundIn(record, executions.get(workflowIdOf(record)) ?? null));
}

/** Of those whose attributes agree: executions that have taken more than their record has, or do not say. A turn is taken before it is written. */
async function findAhead(stores: Stores, records: readonly RecordedCase[]): Promise<readonly Found[]> {
  const executions = await stores.executions.newestOf(records.map(workflowIdOf));
  const found: Found[] = [];
  await inLanes(records, askedAtOnce, async (each) => {
    const { number } = each;
    const workflowId = workflowIdOf(each);
    const execution = executions.get(workflowId);
    if (execution?.status !== 'RUNNING') return;
    // One that does not answer keeps no other from being looked at.
    const place = await stores.executions.placeOf(workflowId).catch(() => 'silent' as const);
    const [record] = await readNumbered(stores.db, [number]);
    if (place === null || record === undefined) return;
    if (place !== 'silent' && place.revision <= record.revision) return;
    const disagreement = place === 'silent' ? 'execution-silent' : 'execution-differs';
    found.push({ workflowId, number, disagreement, record, execution });
  });
  return found;
}

/** Executions that run, of which PostgreSQL knows nothing, or that they are over. */
async function* findUnrecorded(stores: Stores, limit: number): AsyncGenerator<Found> {
  for await (const page of stores.executions.runningOnes(limit)) {
    const records = await readNumbered(
      stores.db,
      page.map(({ workflowId }) => numberIn(workflowId)),
    );
    const recordOf = new Map(records.map((record) => [workflowIdOf(record), record]));
    for (const execution of page) yield* foundIn(recordOf.get(execution.workflowId) ?? null, execution);
  }
}

function foundIn(record: RecordedCase | null, execution: Execution | null): readonly Found[] {
  const disagreement = disagreementOf(record, execution);
  if (disagreement === null) return [];
  const workflowId = record === null ? (execution?.workflowId ?? '') : workflowIdOf(record);
  return [{ workflowId, number: record?.number ?? numberIn(workflowId), disagreement, record, execution }];
}

function isSameAsBefore(now: Found, before: Found | undefined): boolean {
  return before?.disagreement === now.disagreement && before.record?.revision === now.record?.revision;
}

function workflowIdOf({ number }: RecordedCase): string {
  return applicationWorkflowId(number);
}

/** What stands under an id that is no application's is called by the id. */
function numberIn(workflowId: string): string {
  return workflowId.startsWith(applicationWorkflowIds)
    ? workflowId.slice(applicationWorkflowIds.length)
    : workflowId;
}

function alarmsOf(found: readonly Found[], difference: number): readonly Alarm[] {
  if (found.length === 0) return [];
  // Not everything was looked at yet: as many are wrong as the counts differ by, at the least.
  const count = Math.max(found.length, difference);
  const about = found.slice(0, mostNamed).map(({ number, disagreement }) => `${number} ${disagreement}`);
  return [{ code: 'records-disagree', count, about: about.toSorted() }];
}
