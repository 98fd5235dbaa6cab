import {
  ActivityFailure,
  CancellationScope,
  continueAsNew,
  getExternalWorkflowHandle,
  isCancellation,
  proxyActivities,
  setCurrentDetails,
  sleep,
  TemporalFailure,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { defineSearchAttributeKey } from '@temporalio/common';
import { lineGrewSignal } from '../application/messages.ts';
import { applicationWorkflowId } from '../core/ids.ts';
import type { ApplicationId } from '../core/ids.ts';
import type { CalendarAmendmentInput, ReplanningPlace } from './messages.ts';
import type { ReplanningPage, ReplanningPort } from './ports.ts';

// A page is some tens of milliseconds on our own PostgreSQL. It is tried until it succeeds: nobody may be left behind.
const replanning = proxyActivities<ReplanningPort>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '30 seconds' },
});

/** Small, so that an officer's command never waits long for the lines that a page holds. */
const pageSize = 100;
/**
 * The limit of the rate: no further page while so many applications still have the amendment before them. They go as
 * fast as workers take them, and commands of people never queue behind more than this.
 */
const mostWaiting = 250;
const catchUpPause = '200 milliseconds';
/** A history stays short enough to be read and replayed quickly: 100 signals are some 200 events. */
const pagesPerRun = 20;
/** The last ones apply it within a second; one that cannot is looked at again ever less often. */
const firstLookMs = 500;
const longestLookMs = 60_000;

const calendarEdition = defineSearchAttributeKey('CalendarEdition', 'KEYWORD');

/**
 * Brings every open application to an applied calendar edition and ends when none is left below it; gives how many were
 * given it. Each application applies it in the order of its own line. It may be started again at any time: what was
 * done is found done.
 */
export async function calendarAmendment(input: CalendarAmendmentInput): Promise<number> {
  try {
    // An applied edition is law: it is not cancelled from a console.
    return await CancellationScope.nonCancellable(() => run(input));
  } catch (error) {
    // Our own fault must not leave applications on an old calendar: a plain error stops the task only.
    if (error instanceof ActivityFailure)
      throw new Error('the re-planning could not be written or read', { cause: error });
    throw error;
  }
}

async function run({ edition, continued }: CalendarAmendmentInput): Promise<number> {
  let { after, given }: ReplanningPlace = continued ?? { after: null, given: 0 };
  let nextLookMs = firstLookMs;
  const signals = new Set<Promise<void>>();
  upsertSearchAttributes([{ key: calendarEdition, value: edition }]);

  for (let pages = 1; ; pages += 1) {
    const page = await commitPage(edition, after);
    // The next page does not wait for these: one slow workflow must not hold up the others.
    for (const id of page.applications) {
      const signal = tell(id).finally(() => signals.delete(signal));
      signals.add(signal);
    }
    given += page.applications.length;
    after = page.next;
    if (page.applications.length > 0) nextLookMs = firstLookMs;
    setCurrentDetails(detailsOf(edition, given, page));

    if (page.waiting > mostWaiting)
      await sleep(catchUpPause, { summary: `${page.waiting} applications catch up` });
    if (after === null) {
      const remaining = await replanning.countRemaining.executeWithOptions(
        { summary: 'who is left below the edition' },
        [edition],
      );
      if (remaining === 0) break;
      await sleep(nextLookMs, { summary: `${remaining} applications are left` });
      nextLookMs = Math.min(nextLookMs * 2, longestLookMs);
    }
    if (pages >= pagesPerRun || workflowInfo().continueAsNewSuggested) {
      await Promise.all(signals);
      await continueAsNew<typeof calendarAmendment>({ edition, continued: { after, given } });
    }
  }
  await Promise.all(signals);
  await replanning.finishAmendment.executeWithOptions({ summary: 'every open application follows it' }, [
    edition,
  ]);
  setCurrentDetails(`**${edition}**: every open application follows it; ${given} were given it`);
  return given;
}

function commitPage(edition: string, after: ApplicationId | null): Promise<ReplanningPage> {
  const summary = after === null ? 'the first applications' : `applications after ${after}`;
  return replanning.commitPage.executeWithOptions({ summary }, [{ edition, after, limit: pageSize }]);
}

/** Wakes an application. One that has ended, or is not started yet, needs no waking: the relay hands its line over. */
async function tell(id: ApplicationId): Promise<void> {
  try {
    await getExternalWorkflowHandle(applicationWorkflowId(id)).signal(lineGrewSignal);
  } catch (error) {
    if (isCancellation(error) || !(error instanceof TemporalFailure)) throw error;
  }
}

function detailsOf(edition: string, given: number, { applications, waiting }: ReplanningPage): string {
  const last = applications.at(-1);
  return [
    `**${edition}** is brought to every open application`,
    `- given to ${given}, of which ${waiting} have not applied it yet`,
    ...(last === undefined ? [] : [`- the last one: ${last}`]),
  ].join('\n');
}
