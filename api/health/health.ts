import { readdirSync } from 'node:fs';
import { mkdir, statfs } from 'node:fs/promises';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { parseInstant } from '../../calendars/instant.ts';
import { alarmTexts, type AlarmCode } from '../../operations/alarms.ts';
import { readClocks, whyClocksAreWrong } from '../../operations/clocks.ts';
import { isSure } from '../../prisma/record-epochs.ts';
import { calendarAlarmSchema, readCalendarAlarms } from '../calendars/alarms.ts';
import type { ApiDeps } from '../deps.ts';
import { problemResponses } from '../http/schemas.ts';
import { sendProblem } from '../http/answering.ts';
import { isDiskFull } from '../../prisma/errors.ts';
import { Problem } from '../http/problem.ts';
import { orNull } from '../http/value-schemas.ts';
import { kept } from '../http/kept.ts';

/** A check that takes longer has failed: whoever asks wants to know now. */
const patienceMs = 2_000;
/** What the calendar gives reason to worry about is a matter of days, and counted over every open application. */
const alarmsKeptMs = 60_000;
/** A disk fills in seconds at the quickest, and what is written to learn it should not wear it. */
const roomKeptMs = 10_000;
const migrationsFolder = new URL('../../prisma/migrations', import.meta.url);

const Check = Type.Object(
  {
    ok: Type.Boolean(),
    detail: Type.Optional(Type.String({ description: 'What is wrong, without secrets' })),
  },
  { title: 'Check' },
);

const Readiness = Type.Object(
  {
    ready: Type.Boolean(),
    checks: Type.Object({ postgres: Check, migrations: Check, temporal: Check, files: Check, clocks: Check }),
    clocks: Type.Array(
      Type.Object(
        {
          kind: Type.Enum(['api', 'worker']),
          aheadMs: Type.Integer({
            description:
              'By how much PostgreSQL’s clock is ahead of the process’s, at the least; negative: behind',
          }),
        },
        { title: 'ClockReading' },
      ),
      {
        description:
          'What each process that lives saw of PostgreSQL’s clock in the last minute; its time is the law’s',
      },
    ),
    relay: Type.Object({
      oldestUndecidedSeconds: orNull(Type.Number(), {
        description: 'How long the oldest command has waited for its outcome; null when none waits',
      }),
    }),
    alarms: Type.Array(
      Type.Object(
        {
          code: Type.Enum(Object.keys(alarmTexts) as AlarmCode[]),
          count: Type.Integer({ minimum: 1, description: 'How many things it is about' }),
        },
        { title: 'Alarm' },
      ),
      {
        description:
          'What stands still until somebody acts; which cases, the agenda tells operators. The service stays ready: what comes in is kept',
      },
    ),
    calendar: Type.Union([
      Type.Object({
        edition: Type.String(),
        officialUntil: Type.String(),
        lastDay: Type.String(),
        alarms: Type.Array(calendarAlarmSchema, {
          description:
            'Somebody must enter a calendar soon. Counted once a minute at most; the service stays ready',
        }),
      }),
      Type.Null(),
    ]),
  },
  { title: 'Readiness' },
);

const quiet = { logLevel: 'warn' } as const;
const unlisted = { ...quiet, schema: { hide: true } };

type HealthDeps = Pick<ApiDeps, 'db' | 'calendars' | 'workflows' | 'now' | 'alarms'> & {
  readonly config: Pick<ApiDeps['config'], 'filesDir'>;
  /** Bytes that must be free where files are kept; 64 MiB, three of the largest, unless given. */
  readonly freeBytes?: number;
};

/**
 * `/healthz`: the process lives. `/readyz`: it can do its work, with what it needs named one by one. The same under `/v1`,
 * where the document describes them; platforms ask at the root.
 */
export const health: FastifyPluginAsyncTypebox<HealthDeps> = (app, deps) => {
  const isAlive = async () => ({ alive: true });
  app.get('/healthz', unlisted, isAlive);
  app.get(
    '/v1/healthz',
    {
      ...quiet,
      schema: {
        operationId: 'isAlive',
        tags: ['Operations'],
        summary: 'Whether the process lives',
        description: 'For the platform: it asks nothing of anybody else. The same is answered at `/healthz`.',
        response: { 200: Type.Object({ alive: Type.Boolean() }) },
      },
    },
    isAlive,
  );

  const { now } = deps;
  const calendarNow = kept(() => newestCalendar(deps), { keptMs: alarmsKeptMs, now });
  const roomNow = kept(() => missingRoom(deps), { keptMs: roomKeptMs, now });
  // Nobody counts who asks here: a flood of probes costs no more than one.
  const lookedAt = kept(() => lookAt(deps, calendarNow, roomNow), { keptMs: 0, now });
  const isReady = async (request: FastifyRequest, reply: FastifyReply) => {
    const found = await lookedAt();
    if (found.ready) return found;
    return sendProblem(new Problem('temporarily-unavailable', { extensions: found }), request, reply);
  };
  app.get('/readyz', unlisted, isReady);
  app.get(
    '/v1/readyz',
    {
      ...quiet,
      schema: {
        operationId: 'isReady',
        tags: ['Operations'],
        summary:
          'Whether PostgreSQL, its migrations, Temporal and room for files are there, and the clocks agree',
        description:
          '503 names what is missing, and goes on by itself when it is back. The same is answered at `/readyz`.',
        response: { 200: Readiness, ...problemResponses(503) },
      },
    },
    isReady,
  );
  return Promise.resolve();
};

async function lookAt(
  deps: HealthDeps,
  calendarNow: () => ReturnType<typeof newestCalendar>,
  roomNow: () => ReturnType<typeof missingRoom>,
) {
  const clocksNow = within(readClocks(deps.db)).catch(() => []);
  const [postgres, migrations, temporal, files, clocks, oldestUndecidedSeconds, calendar] = await Promise.all(
    [
      check(async () => (await unsureRecord(deps)) ?? roomNow()),
      check(() => missingMigrations(deps)),
      check(async () => ((await deps.workflows.reachable()) ? undefined : 'no answer')),
      check(() => missingSpace(deps)),
      check(async () => whyClocksAreWrong(await clocksNow)),
      within(oldestUndecided(deps)).catch(() => null),
      within(calendarNow()).catch(() => null),
    ],
  );
  return {
    ready: postgres.ok && migrations.ok && temporal.ok && files.ok && clocks.ok,
    checks: { postgres, migrations, temporal, files, clocks },
    clocks: await clocksNow,
    relay: { oldestUndecidedSeconds },
    alarms: deps.alarms().map(({ code, count }) => ({ code, count })),
    calendar,
  };
}

/** Runs a check that answers with what is wrong. The words of an error stay in here: this page is open. */
async function check(work: () => Promise<string | undefined>): Promise<{ ok: boolean; detail?: string }> {
  try {
    const wrong = await within(work());
    return wrong === undefined ? { ok: true } : { ok: false, detail: wrong };
  } catch {
    return { ok: false, detail: 'no answer' };
  }
}

/** It answers, and is no older copy of itself. */
async function unsureRecord({ db }: Pick<ApiDeps, 'db'>): Promise<string | undefined> {
  const [row] = await db.$queryRaw<[{ sure: boolean }]>`SELECT ${isSure} AS sure`;
  return row.sure
    ? undefined
    : 'it was started or restored, and is not compared yet with how far it had come';
}

async function missingMigrations({ db }: Pick<ApiDeps, 'db'>): Promise<string | undefined> {
  const applied = await db.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  const names = new Set(applied.map(({ name }) => name));
  const missing = readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !names.has(entry.name))
    .map(({ name }) => name);
  return missing.length === 0 ? undefined : `not applied: ${missing.toSorted().join(', ')}`;
}

/** PostgreSQL tells of a full disk only who writes: so a megabyte is written, past its log, and gone at once. */
async function missingRoom({ db }: Pick<ApiDeps, 'db'>): Promise<string | undefined> {
  try {
    await db.$executeRaw`
      CREATE TEMPORARY TABLE room_to_write ON COMMIT DROP AS SELECT gen_random_uuid() FROM generate_series(1, 20000)`;
    return undefined;
  } catch (error) {
    if (isDiskFull(error)) return 'the disk of PostgreSQL is full';
    throw error;
  }
}

async function missingSpace({ config, freeBytes = 67_108_864 }: HealthDeps): Promise<string | undefined> {
  await mkdir(config.filesDir, { recursive: true });
  const { bavail, bsize } = await statfs(config.filesDir);
  return bavail * bsize < freeBytes ? 'the disk of files is full' : undefined;
}

async function oldestUndecided({ db, now }: Pick<ApiDeps, 'db' | 'now'>): Promise<number | null> {
  const oldest = await db.command.findFirst({
    where: { decidedAt: null },
    orderBy: { receivedAt: 'asc' },
    select: { receivedAt: true },
  });
  return oldest && Math.max(0, (now().getTime() - oldest.receivedAt.getTime()) / 1000);
}

async function newestCalendar(deps: Pick<ApiDeps, 'db' | 'calendars' | 'now'>) {
  const now = parseInstant(deps.now().toISOString());
  const { id: edition, coverage } = await deps.calendars.newest();
  const { officialUntil, lastDay } = coverage;
  return {
    edition,
    officialUntil,
    lastDay,
    alarms: [...(await readCalendarAlarms(deps, { now, unit: null }))],
  };
}

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
