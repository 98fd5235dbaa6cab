import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';
import { problemTable, type ProblemCode } from '../http/table.ts';

// Every command that is offered is tried on an application of its own.
vi.setConfig({ testTimeout: 60_000 });

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

interface Action {
  readonly name: string;
  readonly href: string;
  readonly method: 'POST';
  readonly role: string;
  readonly allowed: boolean;
  readonly until: string | null;
  readonly opensAt: string | null;
  readonly whyNot: { readonly code: string; readonly law: string | null; readonly text: string } | null;
}
interface Shown {
  readonly version: number;
  /** Absent where the application is not there for him. */
  readonly actions?: readonly Action[];
  readonly notices: readonly { readonly id: string }[];
  readonly draft?: { readonly draftId: string; readonly sha256: string } | null;
  readonly proposal?: { readonly sha256: string } | null;
  readonly sandbox: { readonly now: string };
}

async function shownTo(who: string, path: string): Promise<Shown> {
  return (await world.call(who, 'GET', path)).json<Shown>();
}

async function does(who: string, path: string, command: string, body: unknown): Promise<void> {
  const { version } = await shownTo('head-1', path);
  const reply = await world.call(who, 'POST', `${path}${command}`, { body, version });
  expect(reply.statusCode, reply.body).toBe(200);
}

async function advance(path: string, to: string): Promise<void> {
  const url = `/v1/sandbox/applications/${path.split('/')[3] ?? ''}/advance`;
  const reply = await world.call('portal-1', 'POST', url, { body: { to } });
  expect(reply.statusCode, reply.body).toBe(200);
}

const hearing = { at: '2026-12-09T11:00:00+05:00', way: 'written', place: 'Room 1' };
const grounds = [{ ground: 'nonCompliance392', documents: ['yieldCalculation'] }];

/** Ways into the states that are looked at; each begins with a fresh submission on Monday 2026-12-07 at 10:00. */
const ways: Readonly<Record<string, (path: string) => Promise<void>>> = {
  registered: () => Promise.resolve(),
  'completeness-check': (path) => does('head-1', path, '/executor', { executorId: 'executor-4' }),
  'conformity-check': async (path) => {
    await ways['completeness-check']?.(path);
    await does('executor-4', path, '/completeness', { finding: 'complete' });
  },
  'preliminary-refusal': async (path) => {
    await ways['conformity-check']?.(path);
    await does('executor-4', path, '/conformity', {
      finding: 'does-not-conform',
      grounds,
      reasons: 'Norms.',
      hearing,
    });
  },
  'preliminary-refusal after the gate': async (path) => {
    await ways['preliminary-refusal']?.(path);
    await advance(path, '2026-12-14T18:30:00+05:00');
  },
  hearing: async (path) => {
    await ways['preliminary-refusal']?.(path);
    await does('head-1', path, '/preliminary-refusal/approval', await world.proposed(path));
  },
  'hearing after an objection': async (path) => {
    await ways['hearing']?.(path);
    await does('portal-1', path, '/objection', { text: 'They do.' });
  },
  'drafting after a waiver': async (path) => {
    await ways['hearing']?.(path);
    await does('portal-1', path, '/hearing-waiver', {});
  },
  'signing of a document': async (path) => {
    await ways['conformity-check']?.(path);
    await does('executor-4', path, '/conformity', { finding: 'conforms' });
    await does('executor-4', path, '/draft', { result: 'issue' });
  },
  'signing of a refusal before its opening': async (path) => {
    await ways['hearing after an objection']?.(path);
    await does('executor-4', path, '/hearing-record', {
      form: 'written',
      summary: 'He repeats it.',
      outcome: 'upheld',
    });
    await advance(path, '2026-12-10T00:00:00+05:00');
    await does('executor-4', path, '/draft', {
      result: 'refuse',
      grounds: ['nonCompliance392'],
      reasons: 'Norms.',
      answerToObjections: 'Read.',
    });
  },
  withdrawn: async (path) => {
    await ways['conformity-check']?.(path);
    await does('portal-1', path, '/withdrawal', {});
  },
  issued: async (path) => {
    await ways['signing of a document']?.(path);
    const { draft } = await shownTo('head-1', path);
    await does('head-1', path, '/decision', { draftId: draft?.draftId, sha256: draft?.sha256 });
  },
};

/** An application in a state, with the people around it. `executor-4` examines it, and is the same person as `head-3`. */
async function applicationIn(state: string): Promise<string> {
  const body = await world.submission();
  const path = String(
    (await world.call('portal-1', 'POST', '/v1/applications', { body })).headers['location'],
  );
  await ways[state]?.(path);
  return path;
}
const onlookers = ['portal-1', 'executor-4', 'head-1', 'head-3'];

/** Bodies of people who mean well. */
async function bodyOf(name: string, path: string): Promise<unknown> {
  const { draft, proposal, sandbox } = await shownTo('head-1', path);
  const upload = async () => {
    const uploadId = randomUUID();
    const file = { clientId: 'portal-1', fileName: 'a.pdf', mediaType: 'application/pdf', sizeBytes: 4 };
    await world.db.upload.create({ data: { id: uploadId, ...file, sha256: 'ab'.repeat(32) } });
    return { documents: [{ kind: 'yieldCalculation', uploadId }] };
  };
  const bodies: Readonly<Record<string, unknown>> = {
    'appoint-executor': { executorId: 'executor-2', reason: 'Holidays' },
    'record-completeness': { finding: 'complete' },
    'record-conformity': { finding: 'conforms' },
    'approve-preliminary-refusal': { sha256: proposal?.sha256 ?? '0'.repeat(64) },
    'return-preliminary-refusal': { reasons: 'Look again.' },
    object: { text: 'They do.' },
    'request-oral-hearing': {},
    'waive-hearing': {},
    withdraw: {},
    'record-hearing': { form: 'written', summary: 'Nothing.', outcome: 'upheld' },
    'draft-result': { result: name === 'draft-result' && draft?.draftId ? 'terminate' : 'issue' },
    'return-draft': { reasons: 'Look again.', to: 'drafting' },
    'sign-decision': { draftId: draft?.draftId ?? randomUUID(), sha256: draft?.sha256 ?? '0'.repeat(64) },
    'advance-clock': { to: new Date(Date.parse(sandbox.now) + 60_000).toISOString() },
  };
  return name === 'supply-documents' ? upload() : bodies[name];
}

async function gives(who: string, path: string, { name, href, method }: Action) {
  const { version } = await shownTo('head-1', path);
  return world.call(who, method, href, { body: await bodyOf(name, path), version });
}

describe.each(Object.keys(ways))('in %s', (state) => {
  test('what is not offered is answered with the reason it shows, and that reason can be read', async () => {
    const path = await applicationIn(state);
    for (const who of onlookers) {
      const { actions = [] } = await shownTo(who, path);
      for (const action of actions.filter(({ allowed }) => !allowed)) {
        const reply = await gives(who, path, action);
        const answer = reply.json<{ code: ProblemCode; detail: string; law?: string; opensAt?: string }>();
        const said = { code: answer.code, law: answer.law ?? null, text: answer.detail };

        expect({ who, name: action.name, ...said }).toEqual({ who, name: action.name, ...action.whyNot });
        expect(answer.opensAt ?? null).toBe(action.opensAt);
        expect(reply.statusCode).toBe(problemTable[answer.code].status);
        expect(action.whyNot?.text).not.toMatch(/[{}]/);
      }
    }
  });

  test('what is offered is accepted', async () => {
    const looked = await applicationIn(state);
    for (const who of onlookers) {
      const { actions = [] } = await shownTo(who, looked);
      for (const { name, role } of actions.filter(({ allowed }) => allowed)) {
        const path = await applicationIn(state);
        const action = (await shownTo(who, path)).actions?.find(
          (each) => each.name === name && each.role === role,
        );
        expect(action).toMatchObject({ allowed: true, whyNot: null });
        const reply = action && (await gives(who, path, action));

        expect(reply?.statusCode, `${who} gives ${name}: ${reply?.body ?? ''}`).toBe(200);
      }
    }
  });
});

test('who proves receipt is told what became of it, and nothing of the application, also the second time', async () => {
  const path = await applicationIn('hearing');
  const { notices } = await shownTo('portal-1', path);
  const href = `${path}/notices/${notices[0]?.id ?? ''}/receipt`;
  const body = { channel: 'cabinet', at: '2026-12-07T10:00:00+05:00', evidence: 'opened' };

  const replies = [
    await world.call('notifier-1', 'POST', href, { body, key: 'receipt-1' }),
    await world.call('notifier-1', 'POST', href, { body, key: 'receipt-1' }),
  ];

  for (const reply of replies) {
    const outcome = reply.json<{ commandId: string }>();
    expect(reply.statusCode).toBe(200);
    expect(outcome).toEqual({
      commandId: expect.any(String),
      name: 'record-receipt',
      status: 'accepted',
      receivedAt: expect.any(String),
      decidedAt: expect.any(String),
      version: expect.any(Number),
      applicationId: path.split('/').at(-1),
      correlation: { messageId: null, traceId: expect.any(String) },
      links: { self: `/v1/commands/${outcome.commandId}`, application: path },
    });
  }
});

test('a gate that is closed says when it opens, and in the reader’s language when it closed', async () => {
  const path = await applicationIn('preliminary-refusal after the gate');
  const reply = await world.call('head-1', 'GET', path, { headers: { 'accept-language': 'ru' } });
  const approval = reply.json<Shown>().actions?.find(({ name }) => name === 'approve-preliminary-refusal');

  expect(approval).toMatchObject({
    allowed: false,
    opensAt: '2026-12-18T19:00:00.000Z',
    whyNot: {
      code: 'refusal-gate-closed',
      law: 'пункт 7 Приказа № 219; часть 1 статьи 73 АППК',
      text: 'Срок уведомления об отказе истёк (14.12.2026 18:30, время Астаны): остаются положительный результат, возврат на повторное рассмотрение или истечение срока услуги. Возможно с 19.12.2026 00:00 (время Астаны)',
    },
  });
});

test('a refusal that may not be signed yet says from when', async () => {
  const path = await applicationIn('signing of a refusal before its opening');
  const { actions = [] } = await shownTo('head-1', path);

  expect(actions.find(({ name }) => name === 'sign-decision')).toMatchObject({
    allowed: false,
    opensAt: '2026-12-10T04:00:00.000Z',
    whyNot: {
      code: 'refusal-not-open-yet',
      text: 'A refusal may be signed from 2026-12-10 09:00 on (Astana)',
    },
  });
});
