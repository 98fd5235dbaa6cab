import { receiveSubmission } from '../api/submission/receive-submission.ts';
import type { Submission } from '../api/submission/submission-schemas.ts';
import { handOver } from '../api/commands/handover.ts';
import { commitCommand } from '../api/commands/intake.ts';
import type { CommittedCommand } from '../api/commands/intake.ts';
import type { ApiDeps } from '../api/deps.ts';
import type { Actor } from '../workflows/case/actor.ts';
import type { Command } from '../workflows/application/commands.ts';
import type { CommandId } from '../workflows/case/ids.ts';
import { applicationWorkflowId, draftIdOf, parsePersonId, parseStaffId } from '../workflows/case/ids.ts';
import type { Case, Contender } from './contender.ts';
import { portalClient, requestKey } from './submissions.ts';

const sha256 = 'a'.repeat(64);
const officer = (staff: string, person: string) => {
  const ids = { staff: parseStaffId(staff), person: parsePersonId(person) };
  if (ids.staff === null || ids.person === null) throw new Error(`${staff} is no officer`);
  return { staff: ids.staff, person: ids.person };
};
const head = { role: 'head', ...officer('head-1', 'person-01') } as const satisfies Actor;
const executor = { role: 'executor', ...officer('executor-1', 'person-04') } as const satisfies Actor;

/** The same procedure without HTTP: each command is committed, handed to its workflow, and its outcome awaited. */
export function gatewayContender(
  deps: ApiDeps,
  submissions: (count: number) => Promise<readonly Submission[]>,
): Contender {
  return {
    name: 'by the gateway',
    prepare: async (count) => (await submissions(count)).map(gatewayCase),
  };

  function gatewayCase(submission: Submission): Case {
    return async (timed) => {
      const submitted = await timed(async () =>
        decided(await receiveSubmission(deps, submission, requestKey(), portalClient)),
      );
      const { application } = submitted;
      let { version } = submitted;
      const send = (actor: Actor, command: Command): Promise<string> =>
        timed(async () => {
          const row = await commitCommand(deps, {
            application,
            request: requestKey(),
            actor,
            command,
            expectedVersion: version,
            body: {},
            clientId: 'desk',
          });
          ({ version } = await decided(row));
          return row.id;
        });
      const { staff, person } = executor;
      await send(head, { name: 'appoint-executor', staff, person, heads: [head.person] });
      await send(executor, { name: 'record-completeness', finding: 'complete' });
      await send(executor, { name: 'record-conformity', finding: 'conforms', checklist: [] });
      const drafted = await send(executor, {
        name: 'draft-result',
        result: 'issue',
        grounds: [],
        answersObjections: false,
        sha256,
      });
      const draftId = draftIdOf(drafted as CommandId);
      await send(head, { name: 'sign-decision', draftId, sha256 });
      return applicationWorkflowId(application.number);
    };
  }

  async function decided(row: CommittedCommand) {
    const handover = await handOver(deps, row);
    if (handover.kind !== 'decided' || handover.outcome.kind !== 'accepted')
      throw new Error(`${row.name} came to ${JSON.stringify(handover)}`);
    return { application: row.application, version: handover.outcome.version };
  }
}
