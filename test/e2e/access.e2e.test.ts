import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';

import { caller, type Caller } from '../../scripts/http/caller.ts';
import type { Cast } from '../../scripts/http/cast.ts';
import type { ShownApplication } from '../../scripts/http/sample-application.ts';
import { appointment } from './procedure.ts';
import { callerAs } from './stack.ts';
import { begin, calmStack, castOf, saidBy, type Story } from './story.ts';

let cast: Cast;
let story: Story;
let stranger: Caller;
let otherExecutor: Caller;
beforeAll(async () => {
  const stack = calmStack();
  cast = await castOf(stack, 'portal-access');
  story = await begin(cast, 'inward', { startsAt: '2026-11-26T17:00:00+05:00' });
  await story.does('head', '/executor', appointment);
  stranger = await callerAs(stack, 'portal', 'portal-stranger');
  otherExecutor = await callerAs(stack, 'executor', 'executor-2');
});

const reads = ['', '/deadlines', '/events', '/documents'];
const portalCommands = [
  ['/withdrawal', {}],
  ['/objection', { text: 'No.' }],
  ['/oral-hearing-request', {}],
  ['/hearing-waiver', {}],
] as const;
const executorCommands = [
  ['/completeness', { finding: 'complete' }],
  ['/conformity', { finding: 'conforms' }],
  ['/draft', { result: 'issue' }],
  ['/hearing-record', { form: 'written', summary: 'None came.', outcome: 'upheld' }],
] as const;
const headCommands = [
  ['/executor', { executorId: 'executor-2', reason: 'Holidays' }],
  ['/preliminary-refusal/approval', { sha256: '0'.repeat(64) }],
  ['/preliminary-refusal/return', { reasons: 'Look again.' }],
  ['/draft/return', { reasons: 'Look again.', to: 'drafting' }],
] as const;

async function seenBy(who: Caller): Promise<string[]> {
  const { body } = await who.get<{ items: ShownApplication[] }>('/v1/applications?limit=100');
  return body.items.map(({ id }) => id);
}

test('another client’s application does not exist for a portal, whatever it asks or sends', async () => {
  for (const suffix of reads)
    expect(await stranger.get(`${story.path}${suffix}`)).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
  for (const [suffix, body] of portalCommands)
    expect(await stranger.post(`${story.path}${suffix}`, body)).toMatchObject({ status: 404 });
  const advance = `/v1/sandbox/applications/${story.id}/advance`;
  expect(await stranger.post(advance, { to: '2026-12-31T00:00:00Z' })).toMatchObject({ status: 404 });
  const [file] = await story.documents();
  expect(await stranger.get(file?.href ?? '')).toMatchObject({ status: 404 });
  expect(await seenBy(stranger)).not.toContain(story.id);
});

test('an application that is not there looks the same as one that is not yours', async () => {
  const nowhere = `/v1/applications/${randomUUID()}`;
  const [absent, foreign] = [await stranger.get(nowhere), await stranger.get(story.path)];
  expect(saidBy(foreign)).toEqual(saidBy(absent));
  expect([absent.status, foreign.status]).toEqual([404, 404]);
});

test('an executor sees what he was appointed to, and nothing else', async () => {
  for (const suffix of reads)
    expect(await otherExecutor.get(`${story.path}${suffix}`)).toMatchObject({ status: 404 });
  for (const [suffix, body] of executorCommands) {
    const answer = await otherExecutor.post(`${story.path}${suffix}`, body, { ifMatch: '"3"' });
    expect(answer).toMatchObject({ status: 404 });
  }
  expect(await seenBy(otherExecutor)).not.toContain(story.id);
  expect(await cast.executor.get(story.path)).toMatchObject({ status: 200 });
});

test('every head of the unit sees it; operators see where it stands, and none of its papers', async () => {
  const head = await callerAs(calmStack(), 'head', 'head-2');
  const operator = await callerAs(calmStack(), 'ops');
  for (const suffix of reads) {
    const papers = suffix === '/documents';
    expect(await head.get(`${story.path}${suffix}`)).toMatchObject({ status: 200 });
    expect(await operator.get(`${story.path}${suffix}`)).toMatchObject({ status: papers ? 403 : 200 });
  }
});

test('a command of another role is 403, whoever owns the application', async () => {
  const forbidden: [Caller, readonly (readonly [string, object])[]][] = [
    [cast.portal, [...executorCommands, ...headCommands]],
    [cast.executor, [...portalCommands, ...headCommands]],
    [cast.head, [...portalCommands, ...executorCommands]],
    [cast.notifier, [...portalCommands, ...executorCommands, ...headCommands]],
  ];
  for (const [who, commands] of forbidden)
    for (const [suffix, body] of commands) {
      const answer = await who.post<{ code: string }>(`${story.path}${suffix}`, body, { ifMatch: '"3"' });
      expect({ suffix, status: answer.status, code: answer.body.code }).toEqual({
        suffix,
        status: 403,
        code: 'forbidden-role',
      });
    }
  expect(await cast.notifier.get(story.path)).toMatchObject({ status: 403 });
  expect((await story.trail()).some(({ type }) => type === 'command-refused')).toBe(false);
});

test('without a good token nobody is let in, and nothing is said about why', async () => {
  const { apiUrl } = calmStack();
  for (const token of ['', 'nonsense', 'a.b.c', `${'e'.repeat(5_000)}`]) {
    const nobody = caller(apiUrl, token);
    const answers = [await nobody.get(story.path), await nobody.post(`${story.path}/withdrawal`, {})];
    for (const { status, body, headers } of answers) {
      expect({ status, code: (body as { code: string }).code }).toEqual({
        status: 401,
        code: 'unauthenticated',
      });
      expect(headers.get('www-authenticate')).toContain('Bearer');
    }
  }
});

test('an officer who is not in the register is nobody', async () => {
  const unknown = await callerAs(calmStack(), 'head', 'head-99');
  expect(await unknown.get(story.path)).toMatchObject({
    status: 403,
    body: { code: 'staff-not-registered' },
  });
});

test('the outcome of a command is its sender’s alone', async () => {
  const [received] = await story.trail();
  const path = `/v1/commands/${received?.commandId ?? ''}`;
  expect(await cast.portal.get(path)).toMatchObject({
    status: 200,
    body: { status: 'accepted', name: 'submit' },
  });
  expect(await stranger.get(path)).toMatchObject({ status: 404 });
  expect(await cast.head.get(path)).toMatchObject({ status: 404 });
});
