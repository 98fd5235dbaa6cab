import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import { WithStartWorkflowOperation } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';

import { instantOfMs, msOf, parseInstant } from '../calendars/instant.ts';
import { defaultPolicy } from '../regulation/policy.ts';
import { applicationTime, realTime } from '../workflows/case/clock.ts';
import type { Clock } from '../workflows/case/clock.ts';
import type { Actor } from '../workflows/case/actor.ts';
import type { Command, CommandName, CommandOf } from '../workflows/application/commands.ts';
import { amendCalendarTo } from '../workflows/case/messages.ts';
import { submitUpdate } from '../workflows/application/messages.ts';
import { applicationWorkflow, commandUpdates } from '../workflows/application/messages.ts';
import type { ApplicationInput, CommandEnvelope, CommandOutcome } from '../workflows/application/messages.ts';
import type { SystemCommand } from '../workflows/case/messages.ts';
import type { application } from '../workflows/application/workflow.ts';
import { applicationWorkflowId } from '../workflows/case/ids.ts';
import type { ApplicationId, CommandId, NoticeId, PersonId, StaffId } from '../workflows/case/ids.ts';
import type { MemoryPorts } from './memory-ports.ts';
import { numberOf } from './memory-replanning.ts';

const digest = 'd'.repeat(64);
const officer = (role: 'executor' | 'head', name: string) =>
  ({ role, staff: `${role}-${name}` as StaffId, person: `person-${name}` as PersonId }) satisfies Actor;
const actors = {
  portal: { role: 'portal', client: 'portal-1' },
  notifier: { role: 'notifier', client: 'notifier-1' },
  executor: officer('executor', 'a'),
  head: officer('head', 'b'),
} as const satisfies Record<string, Actor>;

interface Start {
  readonly env: TestWorkflowEnvironment;
  readonly world: MemoryPorts;
  readonly taskQueue: string;
  /** The application's own time at the start, RFC 3339. */
  readonly startsAt: string;
  readonly standing?: boolean;
}

export type Story = Awaited<ReturnType<typeof startStory>>;

/** Starts one application at a literal date, its time running beside the server's, and gives words to tell its story. */
export async function startStory({ env, world, taskQueue, startsAt, standing }: Start) {
  const id = randomUUID() as ApplicationId;
  const receivedAt = parseInstant(startsAt);
  const from = instantOfMs(await env.currentTimeMs());
  const clock: Clock = standing
    ? { kind: 'standing', at: receivedAt }
    : { kind: 'running', startsAt: receivedAt, from, speed: 1 };
  const input: ApplicationInput = {
    applicationId: id,
    number: numberOf(id),
    subtype: 'inward',
    receivedAt,
    regulationEdition: 'order-219/2024-04-15',
    policy: defaultPolicy,
    clock,
    submission: randomUUID() as CommandId,
  };
  const workflowId = applicationWorkflowId(input.number);
  await env.client.workflow.executeUpdateWithStart(submitUpdate, {
    args: [input.submission],
    startWorkflowOperation: new WithStartWorkflowOperation<typeof application>(applicationWorkflow, {
      workflowId,
      taskQueue,
      args: [input],
      workflowIdConflictPolicy: 'USE_EXISTING',
    }),
  });
  const handle = env.client.workflow.getHandle<typeof application>(workflowId);
  let last: CommandEnvelope | null = null;

  const state = () => {
    const turn = world.turns.at(-1);
    if (!turn) throw new Error('the application has no record yet');
    return turn.state;
  };

  async function commit(actor: Actor, command: Command | SystemCommand): Promise<CommandEnvelope> {
    const receivedNow = instantOfMs(await env.currentTimeMs());
    const seq = world.line.length + 2;
    last = { id: randomUUID() as CommandId, seq, receivedAt: receivedNow, actor, command };
    world.line.push(last);
    return last;
  }

  function deliver(envelope: CommandEnvelope): Promise<CommandOutcome> {
    return handle.executeUpdate(commandUpdates[envelope.command.name], {
      args: [envelope],
      updateId: envelope.id,
    });
  }

  function fill<Name extends CommandName>(name: Name, given: Partial<CommandOf<Name>>): Command {
    const defaults: Partial<Record<CommandName, object>> = {
      'appoint-executor': {
        staff: actors.executor.staff,
        person: actors.executor.person,
        heads: [actors.head.person, actors.executor.person],
      },
      'record-receipt': {
        noticeId: state().notices.at(-1)?.id ?? ('' as NoticeId),
        channel: 'cabinet',
        at: state().notices.at(-1)?.sentAt,
        evidence: digest,
      },
      'draft-result': { grounds: [], answersObjections: true, sha256: digest },
      'sign-decision': { draftId: state().draft?.id, sha256: digest },
      withdraw: { termination: digest },
    };
    return { name, ...defaults[name], ...given } as Command;
  }

  const by =
    (actor: Actor) =>
    async <Name extends CommandName>(name: Name, given: Partial<CommandOf<Name>> = {}) =>
      deliver(await commit(actor, fill(name, given)));

  return {
    id,
    handle,
    state,
    portal: by(actors.portal),
    notifier: by(actors.notifier),
    executor: by(actors.executor),
    head: by(actors.head),
    /** Commits a command without delivering it, as an API that died in between. */
    commitOnly: (who: keyof typeof actors, name: CommandName) => commit(actors[who], fill(name, {})),
    /** Commits a calendar amendment, as the re-planning does: it is not delivered, the application has to read it. */
    commitAmendment: (edition: string) => commit({ role: 'calendar', edition }, amendCalendarTo(edition)),
    /** Waits until everything in the line is decided. */
    withLineRead: async () => {
      while (world.line.some(({ id: each }) => !world.outcomes.has(each))) await setTimeout(20);
    },
    deliverAgain: async () => {
      if (last === null) throw new Error('nothing was delivered yet');
      return deliver(last);
    },
    advance: async (to: string) =>
      deliver(await commit(actors.portal, { name: 'advance-clock', to: parseInstant(to) })),
    /** Lets the server's time pass until the application's time is there. */
    async sleepUntil(text: string): Promise<void> {
      const real = realTime(clock, parseInstant(text)) ?? parseInstant(text);
      await env.sleep(msOf(real) - (await env.currentTimeMs()));
    },
    now: async () => applicationTime(clock, instantOfMs(await env.currentTimeMs())),
    /** The lines of the trail of these types, with their instants. */
    happened: (...types: readonly string[]) =>
      world.turns
        .flatMap((turn) => turn.events)
        .filter((event) => types.includes(event.type))
        .map((event) => [event.type, event.at]),
    nonConformity: (hearingAt: string): Partial<CommandOf<'record-conformity'>> => ({
      finding: 'does-not-conform',
      grounds: [{ ground: 'nonCompliance392', fields: ['yieldNorms'], documents: [] }],
      reasons: digest,
      hearing: { at: parseInstant(hearingAt), way: 'written' },
    }),
    /** Waits for the end of the procedure and gives its last stage. */
    end: () => handle.result(),
    /** Leaves an application that is still open. */
    finish: () => handle.terminate('the story is told'),
  };
}
