import { beforeAll, expect, test } from 'vitest';

import type { Caller } from '../../scripts/http/caller.ts';
import { submitSample, type ShownApplication } from '../../scripts/http/sample-application.ts';
import { ownStack } from './own-stack.ts';
import { eventually, inParallel } from './patience.ts';
import { callerAs } from './stack.ts';

const path = '/v1/calendars/kz/amendments';
const applications = 24;

interface DryRun {
  readonly hash: string;
  readonly counts: { readonly open: number; readonly moved: number };
  readonly items: readonly {
    readonly applicationId: string;
    readonly moves: readonly { readonly term: string; readonly to: string }[];
  }[];
}
interface Progress {
  readonly edition: string;
  readonly hash: string;
  readonly finishedAt: string | null;
  readonly progress: { readonly brought: number };
}

interface Refusal {
  readonly code: string;
  readonly difference?: unknown;
}

const stack = ownStack();
let editor: Caller;
let secondEditor: Caller;
beforeAll(async () => {
  editor = await callerAs(stack, 'calendar-editor');
  secondEditor = await callerAs(stack, 'calendar-editor', 'calendar-editor-2');
});

/** A day off in December 2026, by an act of its own. */
function dayOff(date: string, number: string) {
  const link = 'https://adilet.zan.kz/rus/docs/G26G0000401';
  return {
    act: { name: 'Order on a day off', number, date: '2026-11-20', link },
    days: [{ date, working: false }],
  };
}

test('the worker is killed in the middle of re-planning: every application ends where the dry run said', async () => {
  const portal = await callerAs(stack, 'portal');
  const head = await callerAs(stack, 'head');
  await inParallel(Array.from({ length: applications }), 6, () =>
    submitSample(portal, 'inward', { sandboxClock: { startsAt: '2026-12-01T10:00:00+05:00' } }),
  );
  const proposal = dayOff('2026-12-04', '401');
  const { body: dryRun } = await editor.post<DryRun>(`${path}/preview`, proposal);
  expect(dryRun.counts).toMatchObject({ open: applications, moved: applications });

  const proposed = await editor.post<Progress>(path, { proposal, hash: dryRun.hash });
  const { edition } = proposed.body;
  const approval = await secondEditor.post(`${path}/${edition}/approval`, { hash: dryRun.hash });
  expect([proposed.status, approval.status]).toEqual([201, 200]);
  await eventually('some applications are brought', async () => (await read(edition)).progress.brought);
  await stack.worker.kill();
  await stack.worker.start();
  await eventually('re-planning is finished', () => read(edition), isFinished);

  for (const { applicationId, moves } of dryRun.items) {
    const { body } = await head.get<ShownApplication>(`/v1/applications/${applicationId}`);
    const shown = body.deadlines.map(({ term, dueAt, opensAt }) => `${term} ${dueAt ?? opensAt ?? ''}`);
    expect(shown).toEqual(expect.arrayContaining(moves.map(({ term, to }) => `${term} ${to}`)));
  }
});

test('who proposed an amendment may not approve it; who looked at it may, though applications have come in since', async () => {
  const proposal = dayOff('2026-12-22', '402');
  const portal = await callerAs(stack, 'portal');
  const comesIn = () =>
    submitSample(portal, 'domestic', { sandboxClock: { startsAt: '2026-12-15T10:00:00+05:00' } });
  const { body: dryRun } = await editor.post<DryRun>(`${path}/preview`, proposal);
  await comesIn();
  const { body: proposed } = await editor.post<Progress>(path, { proposal, hash: dryRun.hash });
  await comesIn();
  const approvalOf = (who: Caller, hash: string) =>
    who.post<Refusal>(`${path}/${proposed.edition}/approval`, { hash });

  const own = await approvalOf(editor, proposed.hash);
  const guessed = await approvalOf(secondEditor, 'b'.repeat(64));
  const looked = await approvalOf(secondEditor, proposed.hash);

  expect([own.status, own.body.code]).toEqual([409, 'proposer-may-not-approve']);
  expect([guessed.status, guessed.body.code]).toEqual([409, 'amendment-stale']);
  expect(guessed.body.difference).toMatchObject({ hash: { current: proposed.hash } });
  expect(looked.status).toBe(200);
  await eventually('re-planning is finished', () => read(proposed.edition), isFinished);
});

const isFinished = ({ finishedAt }: Progress): boolean => finishedAt !== null;

async function read(edition: string): Promise<Progress> {
  return (await editor.get<Progress>(`${path}/${edition}`)).body;
}
