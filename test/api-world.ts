import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { InjectOptions, LightMyRequestResponse } from 'fastify';

import { createCabinet } from '../activities/cabinet.ts';
import { createRecords } from '../activities/records.ts';
import { buildApp } from '../api/app.ts';
import { currentBasis } from '../api/basis.ts';
import { openConfirmations, type Confirmations } from '../api/confirmations.ts';
import type { App } from '../api/deps.ts';
import { openTokenVerifier } from '../api/access/token-verifier.ts';
import type { Delivery, Pending, WorkflowGateway } from '../api/workflow-client.ts';
import { readConfig } from '../config.ts';
import { openBrokenRecords, type BrokenRecords } from '../operations/broken-records.ts';
import { openCalendarShelf, type CalendarShelf } from '../prisma/calendar-editions.ts';
import { openDatabase, type Database } from '../prisma/client.ts';
import { sampleSubmissions } from '../regulation/order-219/samples.ts';
import { seedStaff } from '../scripts/staff-seed.ts';
import type { Basis } from '../workflows/case/basis.ts';
import { receive } from '../workflows/application/intake.ts';
import {
  commandTurn,
  firstTurn,
  evidenceTurn,
  recordOf,
  type Snapshot,
  type Turn,
} from '../workflows/application/queue.ts';
import type { CommandEnvelope } from '../workflows/application/messages.ts';
import { isFinal } from '../workflows/application/stages.ts';
import type { OpenApi } from '../api/http/shape.ts';
import type { ApplicationId } from '../workflows/case/ids.ts';
import { answersOf, wrongHeaders } from './documented-answers.ts';
import { createTestDatabase } from './test-database.ts';
import { openTestIssuer, type TestClaims, type TestIssuer } from './test-issuer.ts';

/** A gateway whose workflows are the pure line and the real records; Temporal may be sent away. */
export interface LineGateway extends WorkflowGateway {
  /** While true, nothing is delivered. */
  away: boolean;
}

/** The API on a real PostgreSQL, with the procedure behind it and officers in the register. */
export interface ApiWorld {
  readonly app: App;
  readonly db: Database;
  readonly databaseUrl: string;
  readonly calendars: CalendarShelf;
  readonly gateway: LineGateway;
  readonly confirmations: Confirmations;
  /** What operators are told of rows that cannot be read. */
  readonly broken: BrokenRecords;
  /** Whose tokens are good here; `token` gives its plain ones. */
  readonly issuer: TestIssuer;
  token(role: string, subject?: string, clientId?: string): Promise<string>;
  /** A token that says exactly this. */
  bearer(claims: TestClaims): Promise<string>;
  /** One request as a caller; a POST gets a fresh idempotency key unless it brings one. */
  call(
    caller: string,
    method: 'GET' | 'POST',
    url: string,
    options?: CallOptions,
  ): Promise<LightMyRequestResponse>;
  /** A submission with files uploaded, not sent yet. */
  submission(
    clientId?: string,
    overrides?: Readonly<Record<string, unknown>>,
  ): Promise<Record<string, unknown>>;
  /** What an approval names: the digest of the proposal that the case shows its head. */
  proposed(path: string): Promise<{ readonly sha256: string }>;
  close(): Promise<void>;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly version?: number | string;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Opens a world of its own database and files. `env` overrides the configuration; further issuers stand beside its own. */
export async function openApiWorld(
  env: Readonly<Record<string, string>> = {},
  furtherIssuers: readonly object[] = [],
): Promise<ApiWorld> {
  const dataDir = await mkdtemp(join(tmpdir(), 'otinish-api-'));
  const issuer = await openTestIssuer();
  const config = readConfig({
    DATABASE_URL: await createTestDatabase(),
    OTINISH_DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    SANDBOX: 'true',
    WEBHOOKS_INSIDE: 'true',
    OIDC_ISSUERS: JSON.stringify([issuer.entry(), ...furtherIssuers]),
    ...env,
  });
  const db = openDatabase(config.databaseUrl);
  await seedStaff(db);
  const now = (): Date => new Date();
  const tokens = openTokenVerifier({ ...config, now });
  const calendars = openCalendarShelf(db);
  const gateway = lineGateway(db, calendars);
  const confirmations = openConfirmations(db, () => undefined);
  const broken = openBrokenRecords({ error: () => undefined });
  const app = await buildApp({
    db,
    calendars,
    workflows: gateway,
    confirmations,
    tokens,
    config,
    now,
    alarms: () => [],
    broken,
  });

  conform(app);

  const token: ApiWorld['token'] = (role, subject, clientId) => {
    const machine = role === 'portal' || role === 'notifier';
    const client = clientId ?? (machine ? `${role}-1` : 'desk');
    return issuer.issue({
      subject: subject ?? (machine ? client : `${role}-1`),
      clientId: client,
      roles: [role],
    });
  };

  const call: ApiWorld['call'] = async (caller, method, url, { body, version, key, headers = {} } = {}) => {
    const role = caller.replace(/-\d+$/, '');
    const machine = role === 'portal' || role === 'notifier';
    const bearer = await token(role, machine ? undefined : caller, machine ? caller : undefined);
    const request: InjectOptions = {
      method,
      url,
      headers: {
        authorization: `Bearer ${bearer}`,
        'accept-language': 'en',
        ...(method === 'POST' ? { 'idempotency-key': key ?? randomUUID() } : {}),
        ...(version === undefined ? {} : { 'if-match': `"${String(version)}"` }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body as object }),
    };
    return app.inject(request);
  };

  return {
    app,
    db,
    databaseUrl: config.databaseUrl,
    calendars,
    gateway,
    confirmations,
    broken,
    issuer,
    token,
    bearer: (claims) => issuer.issue(claims),
    call,
    submission: async (clientId = 'portal-1', overrides = {}) => {
      const sample = sampleSubmissions.inward;
      const documents = sample.documents.map(({ kind }) => ({ kind, uploadId: randomUUID() }));
      await db.upload.createMany({
        data: documents.map(({ kind, uploadId }) => ({
          id: uploadId,
          clientId,
          fileName: `${kind}.pdf`,
          mediaType: 'application/pdf',
          sizeBytes: 4,
          sha256: 'ab'.repeat(32),
        })),
      });
      return { ...sample, documents, sandboxClock: { startsAt: '2026-12-07T10:00:00+05:00' }, ...overrides };
    },
    proposed: async (path) => {
      const shown = await call('head-1', 'GET', path);
      const { proposal } = shown.json<{ proposal: { sha256: string } | null }>();
      if (proposal === null) throw new Error(`nothing is proposed to the head of ${path}`);
      return { sha256: proposal.sha256 };
    },
    close: async () => {
      await app.close();
      await issuer.leave();
      await db.$disconnect();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** Every answer in every test of a world is held against the document. */
function conform(app: App): void {
  const documented = answersOf(app.swagger() as unknown as OpenApi);
  const inject = app.inject.bind(app);
  const checked = async (request: InjectOptions | string): Promise<LightMyRequestResponse> => {
    const reply = await inject(request);
    const { method = 'GET', url = '' } = typeof request === 'string' ? { url: request } : request;
    const address = typeof url === 'string' ? url : url.pathname;
    const { statusCode: status, headers, body } = reply;
    const seen = { method, url: address, status, headers, body };
    const faults = [
      ...documented.faultsOf(seen),
      ...wrongHeaders(seen).map((name) => `the header ${name} is missing or wrong`),
    ];
    if (faults.length > 0)
      throw new Error(
        `${method} ${address} does not answer as documented: ${faults.join('; ').slice(0, 2_000)}\n${body.slice(0, 500)}`,
      );
    return reply;
  };
  // Tests call it with a request and await the answer; its other forms are for callbacks and chains.
  app.inject = checked as typeof app.inject;
}

function lineGateway(db: Database, calendars: CalendarShelf): LineGateway {
  const records = createRecords({ db });
  const cabinet = createCabinet({ db });
  const lines = new Map<string, { readonly snapshot: Snapshot; readonly basis: Basis }>();

  async function write(turn: Turn, basis: Basis): Promise<void> {
    const { snapshot, effects } = turn;
    const { state } = snapshot;
    await records.recordTurn(recordOf(turn, basis));
    lines.set(state.id, { snapshot, basis });
    for (const { noticeId } of effects) {
      const { postedAt } = await cabinet.postNotice({ applicationId: state.id, noticeId });
      const latest = lines.get(state.id)?.snapshot ?? snapshot;
      await write(evidenceTurn(latest, { kind: 'notice-posted', noticeId, at: postedAt }, basis), basis);
    }
  }

  async function take(turn: Turn, basis: Basis): Promise<Delivery> {
    await write(turn, basis);
    if (turn.decided === null) throw new Error('a command is always decided');
    return { kind: 'decided', outcome: turn.decided.outcome };
  }

  async function takeCommand(id: ApplicationId, envelope: CommandEnvelope): Promise<Delivery> {
    const line = lines.get(id);
    if (line === undefined) throw new Error(`application ${id} was never submitted here`);
    // The newest calendar until registration pins one, then an amendment at its instant.
    const newest = await currentBasis(calendars);
    const before = line.snapshot.state.stage === 'received' ? newest : line.basis;
    const after = envelope.command.name === 'amend-calendar' ? newest : before;
    return take(commandTurn(line.snapshot, envelope, before, after), after);
  }

  const absent: Pending = { kind: 'pending', reason: 'temporal-away' };
  return {
    away: false,
    async submit(input) {
      if (this.away) return absent;
      const basis = await currentBasis(calendars);
      const received = receive({ ...input, id: input.applicationId }, basis);
      return take(firstTurn(received, input.clock, input.submission, basis), basis);
    },
    async deliver({ id: applicationId }, envelope) {
      if (this.away) return absent;
      const line = lines.get(applicationId);
      if (line === undefined || isFinal(line.snapshot.state.stage)) return { kind: 'closed' };
      // As in the workflow: whatever was committed earlier comes first, decided by somebody else or not.
      const { commands } = await records.readLine({
        caseId: applicationId,
        afterSeq: line.snapshot.place.command,
      });
      for (const earlier of commands.filter(({ seq }) => seq < envelope.seq))
        await takeCommand(applicationId, earlier);
      return takeCommand(applicationId, envelope);
    },
    async replan() {
      return this.away ? absent : null;
    },
    async reachable() {
      return !this.away;
    },
    close: () => Promise.resolve(),
  };
}
