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

// A page takes some tens of milliseconds on our own PostgreSQL. It is tried until it succeeds: no application may be left out.
const replanning = proxyActivities<ReplanningPort>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '30 seconds' },
});

/** A page is small: it locks its queues for a tenth of a second or two, and an officer's command has to wait for that. */
const pageSize = 100;
/**
 * The limit of the rate: no further workflow is woken while this many have not yet applied the amendment. The rate follows the
 * workers, and commands of people never wait behind many more than this.
 */
const mostWaiting = 250;
const catchUpPause = '200 milliseconds';
/** A history stays short enough to be read and replayed quickly: 100 signals are some 200 events. */
const pagesPerRun = 20;
/** The last ones usually apply it within a second; the check of one that cannot is repeated at growing intervals. */
const firstLookMs = 500;
const longestLookMs = 60_000;

const calendarEdition = defineSearchAttributeKey('CalendarEdition', 'KEYWORD');

/**
 * Brings every open application to an applied calendar edition, and ends when none follows an earlier one. Gives the number of
 * applications that got it. It works on the records, page by page. It signals only a workflow that has something under way,
 * which applies the amendment in the order of its own queue. All others apply it when they next read their queues (decision
 * 0049). It may be started again at any time: finished work is not repeated.
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
    // Something is under way in these: each applies it in the order of its queue, and the next page does not wait for them.
    signals.send(page.applications);
    // The answer of an earlier release counts only the applications that are to be signalled.
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

/** Signals under way: one slow workflow delays neither the others nor the next page. */
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

/** Wakes an application. If its workflow has ended or is not started yet, nothing is needed: the relay delivers its commands. */
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
