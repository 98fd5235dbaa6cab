import {
  continueAsNew,
  getExternalWorkflowHandle,
  isCancellation,
  log,
  proxyActivities,
  setCurrentDetails,
  sleep,
  TemporalFailure,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { defineSearchAttributeKey } from '@temporalio/common';
import { queueGrewSignal } from '../case/messages.ts';
import { hearCancellation, procedure } from '../case/faults.ts';
import { applicationWorkflowId } from '../case/ids.ts';
import type { ApplicationId } from '../case/ids.ts';
import type { CalendarAmendmentInput, ReplanningPlace } from './messages.ts';
import type { ReplanningPage, ReplanningPort } from './ports.ts';

// A page is some tens of milliseconds on our own PostgreSQL. It is tried until it succeeds: nobody may be left behind.
const replanning = proxyActivities<ReplanningPort>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '30 seconds' },
});

/** Small, so that an officer's command never waits long for the lines that a page holds, a tenth of a second or two. */
const pageSize = 100;
/**
 * The limit of the rate: no further workflow is woken while so many still have the amendment before them. They go as fast
 * as workers take them, and commands of people never queue behind many more than this.
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
 * given it. It works on the records, page by page; only a workflow that has something under way is told, and takes it in the
 * order of its own line. All others take it when they next look at their lines (decision 0049). It may be started again at
 * any time: what was done is found done.
 */
export function calendarAmendment(input: CalendarAmendmentInput): Promise<number> {
  // An applied edition is law: it is not cancelled from a console.
  return procedure(() => run(input));
}

async function run({ edition, continued }: CalendarAmendmentInput): Promise<number> {
  upsertSearchAttributes([{ key: calendarEdition, value: edition }]);
  hearCancellation(() => log.warn('somebody asked to cancel the re-planning of a calendar; it goes on'));
  const place = continued ?? { after: null, given: 0 };
  const given = await bringRecords(edition, place);
  await replanning.finishAmendment.executeWithOptions({ summary: 'every open application follows it' }, [
    edition,
  ]);
  setCurrentDetails(`**${edition}**: every open application follows it; ${given} were given it`);
  return given;
}

/** Every open record follows the edition when this ends, whatever the workflows know. */
async function bringRecords(edition: string, from: ReplanningPlace): Promise<number> {
  let { after, given } = from;
  let nextLookMs = firstLookMs;
  const signals = signalling();

  for (let pages = 1; ; pages += 1) {
    const page = await commitPage(edition, after);
    // Something is under way in these: each takes it in its turn, and the next page does not wait for them.
    signals.send(page.applications);
    // An answer of the worker before this one counts only those it signals.
    const taken = (page as Partial<ReplanningPage>).given ?? page.applications.length;
    given += taken;
    after = page.next;
    if (taken > 0) nextLookMs = firstLookMs;
    setCurrentDetails(detailsOf(edition, given, page.waiting));

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
      await signals.sent();
      await continueAsNew<typeof calendarAmendment>({ edition, continued: { after, given } });
    }
  }
  await signals.sent();
  return given;
}

/** Signals under way: one slow workflow holds up neither the others nor the next page. */
function signalling() {
  const underWay = new Set<Promise<void>>();
  return {
    send(numbers: readonly string[]): void {
      for (const number of numbers) {
        const signal = tell(number).finally(() => underWay.delete(signal));
        underWay.add(signal);
      }
    },
    sent: () => Promise.all(underWay),
  };
}

function commitPage(edition: string, after: ApplicationId | null): Promise<ReplanningPage> {
  const summary = after === null ? 'the first applications' : `applications after ${after}`;
  return replanning.commitPage.executeWithOptions({ summary }, [{ edition, after, limit: pageSize }]);
}

/** Wakes an application. One that has ended, or is not started yet, needs no waking: the relay hands its line over. */
async function tell(number: string): Promise<void> {
  try {
    await getExternalWorkflowHandle(applicationWorkflowId(number)).signal(queueGrewSignal);
  } catch (error) {
    if (isCancellation(error) || !(error instanceof TemporalFailure)) throw error;
  }
}

function detailsOf(edition: string, given: number, behind: number): string {
  return [
    `**${edition}** is brought to every open application`,
    `- given to ${given}; ${behind} of those reached so far have not taken it yet`,
  ].join('\n');
}
