import { ServiceError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freePort } from '../scripts/stack/ports.ts';
import { deliveryOf, openWorkflowGateway } from './workflow-client.ts';

/** What gRPC throws. */
const grpcError = (code: number, details: string): Error =>
  Object.assign(new Error(`${String(code)} ${details}`), { code, details, metadata: {} });

test('what says that Temporal is away says why, wrapped by the SDK or not', () => {
  const refusedConnection = grpcError(14, 'UNAVAILABLE: No connection established');
  const wrapped = new ServiceError('Workflow Update failed', { cause: refusedConnection });

  for (const cause of [refusedConnection, wrapped])
    expect(deliveryOf(cause)).toEqual({ kind: 'pending', reason: 'temporal-away', cause });
});

test('an update that failed in its workflow keeps its cause; one whose workflow ended meanwhile is closed', () => {
  const failed = (type: string) =>
    new WorkflowUpdateFailedError('failed', ApplicationFailure.nonRetryable('', type));
  const cause = failed('record-invalid');

  expect(deliveryOf(cause)).toEqual({ kind: 'pending', reason: 'workflow-fault', cause });
  expect(deliveryOf(failed('AcceptedUpdateCompletedWorkflow'))).toEqual({ kind: 'closed' });
});

test.each([
  ['a wrong argument', 'fault', Object.assign(new TypeError('wrong'), { code: 'ERR_INVALID_ARG_TYPE' })],
  ['an error that speaks of a connection', 'fault', new Error('cannot connect the dots')],
  ['a request that Temporal refuses', 'fault', grpcError(3, 'INVALID_ARGUMENT: blob too large')],
  [
    'an update of a workflow whose task fails',
    'workflow-fault',
    grpcError(9, 'Unable to perform workflow execution update due to Workflow Task in failed state'),
  ],
])(
  '%s is no absence of Temporal, wrapped by the SDK or not, and what was committed waits',
  (_what, reason, fault) => {
    const wrapped = new ServiceError('Unexpected error while making gRPC request', { cause: fault });

    for (const cause of [fault, wrapped])
      expect(deliveryOf(cause)).toEqual({ kind: 'pending', reason, cause });
  },
);

test('whatever comes back, a hand-over throws nothing, and only the known words close it', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        fc.integer({ min: 1, max: 16 }).map((code) => grpcError(code, 'whatever')),
      ),
      (error) => {
        expect(deliveryOf(error)).toMatchObject({ kind: 'pending', cause: expect.any(Error) as Error });
      },
    ),
  );
});

// A gateway tries for three seconds to reach a server: what is left of a test's usual five is too little on a busy machine.
test('without a server a re-planning waits, with the cause', { timeout: 20_000 }, async () => {
  const address = `127.0.0.1:${String(await freePort())}`;
  const gateway = openWorkflowGateway({
    temporal: { address, namespace: 'default', taskQueue: 'nobody', uiUrl: '' },
  });

  expect(await gateway.replan('kz-2026-12-01')).toMatchObject({
    kind: 'pending',
    reason: 'temporal-away',
    cause: expect.any(Error) as Error,
  });
  await gateway.close();
});
