import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { EditionRecord } from '../calendars/edition.ts';
import { stages } from '../regulation/statuses.ts';
import { termNames } from '../regulation/terms.ts';
import type { AmendmentEffect } from '../workflows/application/amendment-effect.ts';
import type { Clock } from '../workflows/case/clock.ts';
import type { Actor } from '../workflows/case/actor.ts';
import type { Command } from '../workflows/application/commands.ts';
import type { AdvanceClock } from '../workflows/case/messages.ts';
import type { CommandEnvelope, CommandOutcome } from '../workflows/application/messages.ts';
import type { ApplicationState } from '../workflows/application/state.ts';

// JSON is written by this project alone, from these very types. What was changed by hand, or half restored, is found here,
// where it is read back, and not somewhere in a rule. Checked is what rules and lists go by, to the depth at which they break.

/** Which row it is, without personal data: an id, or the number that people use. */
export interface RecordName {
  readonly table:
    'applications' | 'submissions' | 'commands' | 'events' | 'letters' | 'calendar_amendments' | 'staff';
  readonly id: string;
}

/** A row that cannot be read as what we write. It is ours, never the caller's, and stops nothing but what it is about. */
export class BrokenRecord extends Error {
  readonly record: RecordName;

  constructor(record: RecordName, what: string, options?: ErrorOptions) {
    super(`${record.table} ${record.id}: ${what}`, options);
    this.name = 'BrokenRecord';
    this.record = record;
  }
}

/** What `read` makes of a row. Whatever it fails with is the row's fault: throws `BrokenRecord`. For work without waiting. */
export function readable<Result>(record: RecordName, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof BrokenRecord) throw cause;
    throw new BrokenRecord(record, 'nothing can be made of its values', { cause });
  }
}

const text = Type.String();
const instant = Type.String({ pattern: String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$` });
const day = Type.String({ pattern: String.raw`^\d{4}-\d\d-\d\d$` });
const texts = Type.Array(text);
const grounds = Type.Array(Type.Object({ ground: text, fields: texts, documents: texts }));
const plan = Type.Object({ at: instant, way: text });
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);

const State = Compile(
  Type.Object({
    id: text,
    number: text,
    subtype: text,
    regulationEdition: text,
    calendarEdition: text,
    policy: Type.Object({ incompletePackage: text }),
    stage: Type.Enum([...stages]),
    version: Type.Integer(),
    decidedOnVersion: Type.Optional(Type.Integer()),
    saidVersion: Type.Optional(Type.Integer()),
    waiting: Type.Optional(
      Type.Array(Type.Object({ term: Type.Enum([...termNames]), anchor: day, cause: text })),
    ),
    receivedAt: instant,
    registersAt: instant,
    registeredAt: orNull(instant),
    executor: orNull(Type.Object({ staff: text, person: text, appointedAt: instant })),
    examiners: texts,
    deciders: texts,
    deadlines: Type.Array(
      Type.Object({
        term: Type.Enum([...termNames]),
        edge: Type.Enum(['due', 'opens']),
        anchor: day,
        workingDays: Type.Number(),
        on: day,
        at: instant,
        calendarEdition: text,
        certainty: text,
        cause: text,
        status: Type.Enum(['open', 'met', 'missed', 'moved', 'not-needed']),
      }),
      // From its receipt on, a result is due.
      { minItems: 1 },
    ),
    gates: Type.Object({ softGateAt: instant, refusalGateAt: instant, lapseAt: instant }),
    finding: orNull(
      Type.Union([
        Type.Object({ kind: Type.Enum(['complete', 'conforms']), check: text, at: instant }),
        Type.Object({
          kind: Type.Literal('negative'),
          check: text,
          at: instant,
          route: text,
          grounds,
          hearing: orNull(plan),
        }),
      ]),
    ),
    notices: Type.Array(
      Type.Object({
        id: text,
        approvedAt: instant,
        grounds,
        hearing: plan,
        status: text,
        sentAt: orNull(instant),
        sentOn: orNull(day),
      }),
    ),
    hearing: orNull(
      Type.Object({
        noticeId: text,
        receivedAt: orNull(instant),
        windowEndsAt: orNull(instant),
        objectedAt: Type.Array(instant),
        oralRequestedAt: orNull(instant),
        waivedAt: orNull(instant),
        record: orNull(Type.Object({ form: text, outcome: text, at: instant })),
        closedAt: orNull(instant),
      }),
    ),
    draft: orNull(Type.Object({ id: text, result: text, at: instant, sha256: text })),
    withdrawnAt: orNull(instant),
    termination: orNull(Type.Object({ id: text, sha256: text })),
    overdueSince: orNull(instant),
    deemedRefusedAt: orNull(instant),
    result: orNull(Type.Object({ kind: text, draftId: text, signedAt: instant, signedBy: text })),
    settled: texts,
  }),
);

const StoredClock = Compile(
  Type.Union([
    Type.Object({ kind: Type.Literal('real') }),
    Type.Object({ kind: Type.Literal('standing'), at: instant }),
    Type.Object({
      kind: Type.Literal('running'),
      startsAt: instant,
      from: instant,
      // Fractions were taken once: the clock counts whole milliseconds by them all the same.
      speed: Type.Number({ exclusiveMinimum: 0 }),
    }),
  ]),
);

const Outcome = Compile(
  Type.Union([
    Type.Object({ kind: Type.Literal('accepted'), version: Type.Integer() }),
    Type.Object({
      kind: Type.Literal('refused'),
      version: Type.Integer(),
      refusal: Type.Object({
        code: text,
        stage: text,
        params: Type.Object({}),
        opensAt: orNull(instant),
        allowed: texts,
      }),
    }),
  ]),
);

const Record = Compile(
  Type.Object({
    id: text,
    act: Type.Object({}),
    knownOn: day,
    knownOnIs: text,
    effectiveOn: day,
    coverage: Type.Object({ firstDay: day, lastDay: day, officialUntil: day }),
    changes: Type.Array(Type.Object({ date: day, working: Type.Boolean() })),
  }),
);

const Effect = Compile(
  Type.Object({
    moves: Type.Array(
      Type.Object({
        term: text,
        from: instant,
        to: instant,
        fromOn: day,
        toOn: day,
        overdue: Type.Boolean(),
      }),
    ),
    gates: Type.Array(Type.Object({ gate: text, from: instant, to: instant })),
    atOnce: texts,
    waiting: Type.Optional(
      Type.Array(
        Type.Object({
          term: text,
          countedFrom: day,
          to: Type.Union([instant, Type.Null()]),
          toOn: Type.Union([day, Type.Null()]),
        }),
      ),
    ),
  }),
);

/** What was submitted, part by part: each is read and shown without the others. */
const submissionParts = {
  form: Compile(Type.Object({ applicant: Type.Object({ name: text }) })),
  contact: Compile(Type.Object({ email: text, phone: text })),
  representative: Compile(orNull(Type.Object({ name: text, iin: text, authority: text }))),
  statements: Compile(Type.Object({})),
  documents: Compile(Type.Array(Type.Object({ kind: text, uploadId: text }))),
} as const;
export type SubmissionPart = keyof typeof submissionParts;
interface SubmissionParts {
  readonly form: Readonly<Record<string, unknown>>;
  readonly contact: { readonly email: string; readonly phone: string };
  readonly representative: { readonly name: string; readonly iin: string; readonly authority: string } | null;
  readonly statements: Readonly<Record<string, unknown>>;
  readonly documents: readonly { readonly kind: string; readonly uploadId: string }[];
}

const Named = Compile(Type.Object({ name: text }));
const Acting = Compile(
  Type.Union([
    Type.Object({ role: Type.Enum(['portal', 'notifier']), client: text }),
    Type.Object({ role: Type.Literal('calendar'), edition: text }),
    Type.Object({ role: Type.Enum(['executor', 'head']), staff: text, person: text }),
  ]),
);

/** The facts of an application. Throws `BrokenRecord`. */
export function readState(id: string, state: unknown): ApplicationState {
  if (!State.Check(state)) throw broken({ table: 'applications', id }, 'state');
  return state as unknown as ApplicationState;
}

/** A part of what was submitted. Throws `BrokenRecord`. */
export function readSubmissionPart<Part extends SubmissionPart>(
  applicationId: string,
  part: Part,
  value: unknown,
): SubmissionParts[Part] {
  if (!submissionParts[part].Check(value)) throw broken({ table: 'submissions', id: applicationId }, part);
  return value as SubmissionParts[Part];
}

/** The time an application lives in. Throws `BrokenRecord`. */
export function readClock(id: string, clock: unknown): Clock {
  if (!StoredClock.Check(clock)) throw broken({ table: 'applications', id }, 'clock');
  return clock as unknown as Clock;
}

/** What was decided about a command, or null while nothing was. Throws `BrokenRecord`. */
export function readOutcome(id: string, outcome: unknown): CommandOutcome | null {
  if (outcome === null) return null;
  if (!Outcome.Check(outcome)) throw broken({ table: 'commands', id }, 'outcome');
  return outcome as unknown as CommandOutcome;
}

/** A committed command and who gave it. Throws `BrokenRecord`. */
export function readCommand(row: {
  readonly id: string;
  readonly name: string;
  readonly command: unknown;
  readonly actor: unknown;
}): Pick<CommandEnvelope, 'command' | 'actor'> {
  const { id, name, command, actor } = row;
  if (!Named.Check(command) || command.name !== name) throw broken({ table: 'commands', id }, 'command');
  if (!Acting.Check(actor)) throw broken({ table: 'commands', id }, 'actor');
  return { command: command as unknown as Command | AdvanceClock, actor: actor as unknown as Actor };
}

/** The edition that an amendment makes. Throws `BrokenRecord`. */
export function readEdition(edition: string, record: unknown): EditionRecord {
  if (!Record.Check(record)) throw broken({ table: 'calendar_amendments', id: edition }, 'record');
  return record as unknown as EditionRecord;
}

/** What a dry run foresaw for an application, or null when that cannot be read. */
export function readEffect(effect: unknown): AmendmentEffect | null {
  return Effect.Check(effect) ? (effect as unknown as AmendmentEffect) : null;
}

/** Whether JSON is an object, as the data of an event and the body of a command are. */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function broken(record: RecordName, column: string): BrokenRecord {
  return new BrokenRecord(record, `its ${column} is not what we write`);
}
