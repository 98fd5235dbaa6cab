import { instantOfMs } from '../calendars/instant.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { readOutcome } from '../prisma/stored-json.ts';
import { agendaTermsOf } from '../workflows/application/agenda-terms.ts';
import { events as eventRules } from '../workflows/application/events.ts';
import { toldAs } from '../workflows/application/portal-facts.ts';
import type { RecordsPort, TurnRecord } from '../workflows/application/ports.ts';
import { parseCommandRow, type CommandRow } from './command-rows.ts';
import { codedFailure, onDatabase } from './failures.ts';
import { readModelOf } from './read-model.ts';

/** An application's records in PostgreSQL (docs/decisions/0006). Every call may be repeated, and in any order. */
export function createRecords({ db }: { readonly db: PrismaClient }): RecordsPort {
  return {
    recordTurn: (turn) =>
      onDatabase(async () => {
        const [found] = await writeTurn(db, turn);
        if (!found?.application) throw unknownApplication(turn.caseId);
        if (turn.decided && !found.command) throw unknownCommand(turn.decided.commandId);
      }),

    readLine: ({ caseId: applicationId, afterSeq }) =>
      onDatabase(async () => {
        // Two statements, since a statement sees what was committed before it began: the second begins after the lock.
        const [line, [read]] = await db.$transaction([
          lockLine(db, applicationId),
          readAfter(db, applicationId, afterSeq),
        ]);
        if (line.length === 0 || !read) throw unknownApplication(applicationId);
        return {
          commands: read.commands.map(parseCommandRow),
          readAt: instantOfMs(read.readAt.getTime()),
        };
      }),

    readOutcome: (commandId) =>
      onDatabase(async () => {
        const row = await db.command.findUnique({ where: { id: commandId }, select: { outcome: true } });
        if (row === null) throw unknownCommand(commandId);
        const outcome = readOutcome(commandId, row.outcome);
        if (outcome === null) throw new Error(`command ${commandId} is not decided yet`);
        return outcome;
      }),
  };
}

/**
 * Writes a turn in one statement, hence one transaction and one round trip: it is done with every command. Nothing is written
 * when the command that it decides has no row that says the same: whatever brought that command, nobody gave it. A calendar
 * amendment is decided by whoever is first; it is confirmed when its turn is written by the workflow, first or again.
 */
export function writeTurn(
  db: Pick<PrismaClient, '$queryRaw'>,
  turn: TurnRecord,
  by: 'workflow' | 'replanning' = 'workflow',
) {
  const row = readModelOf(turn);
  const events = turn.events.map((event) => ({
    ...event,
    tells: eventRules[event.type].letter,
    told: toldAs(event, row.resultDueOn),
  }));
  const agenda = agendaTermsOf(turn.state, turn.clock);
  const { decided, delivered } = turn;
  return db.$queryRaw<{ application: boolean; command: boolean }[]>`
    WITH decision AS (
      SELECT FROM commands
      WHERE id = ${decided?.commandId ?? null}::uuid AND application_id = ${turn.caseId}::uuid
        AND (${delivered === undefined} OR (seq, received_at, command, actor)
          = (${delivered?.seq ?? null}::int, ${delivered?.receivedAt ?? null}::timestamptz,
            ${jsonOf(delivered?.command)}::jsonb, ${jsonOf(delivered?.actor)}::jsonb)
          AND expected_version IS NOT DISTINCT FROM ${delivered?.expectedVersion ?? null}::int)
    ), event AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb) AS line(
        seq int, version int, type text, at timestamptz, actor jsonb, "commandId" uuid, data jsonb, stage text,
        tells boolean, told jsonb)
      WHERE ${decided === null} OR EXISTS (SELECT FROM decision)
    ), read_model AS (
      UPDATE applications SET
        revision = ${turn.revision}::int,
        stage = ${row.stage}, overdue = ${row.overdue}, version = ${row.version}::int,
        registered_on = ${row.registeredOn}::date,
        result_due_on = ${row.resultDueOn}::date, result_due_at = ${row.resultDueAt}::timestamptz,
        next_milestone_at = ${row.nextMilestoneAt}::timestamptz,
        executor_id = ${row.executorId}, calendar_edition = ${row.calendarEdition},
        clock = ${JSON.stringify(turn.clock)}::jsonb, state = ${JSON.stringify(turn.state)}::jsonb
      WHERE id = ${turn.caseId}::uuid AND revision < ${turn.revision}::int
        AND (${decided === null} OR EXISTS (SELECT FROM decision))
      RETURNING id, unit, number
    ), agenda AS (
      SELECT read_model.*, term.* FROM read_model, jsonb_to_recordset(${JSON.stringify(agenda)}::jsonb) AS term(
        term text, status text, edge text, "on" date, at timestamptz, "lateFrom" timestamptz, "countedFrom" date)
    ), shown AS (
      INSERT INTO agenda_terms (application_id, unit, number, term, status, edge, "on", at, late_from, counted_from)
      SELECT * FROM agenda
      ON CONFLICT (application_id, term) DO UPDATE SET
        (status, edge, "on", at, late_from, counted_from) = ROW (excluded.status, excluded.edge, excluded."on", excluded.at, excluded.late_from, excluded.counted_from)
      WHERE (agenda_terms.status, agenda_terms.at, agenda_terms.late_from, agenda_terms.counted_from)
        IS DISTINCT FROM (excluded.status, excluded.at, excluded.late_from, excluded.counted_from)
    ), shown_no_more AS (
      DELETE FROM agenda_terms WHERE application_id IN (SELECT id FROM read_model) AND term NOT IN (SELECT term FROM agenda)
    ), trail AS (
      INSERT INTO audit_events (application_id, seq, version, type, at, actor, command_id, data)
      SELECT ${turn.caseId}::uuid, seq, version, type, at, actor, "commandId", data FROM event
      ON CONFLICT (application_id, seq) DO NOTHING
    ), letters AS (
      INSERT INTO outbox_letters (application_id, version, seq, kind, at, data)
      SELECT ${turn.caseId}::uuid, version, seq, type, at, data FROM event WHERE tells
      ON CONFLICT (application_id, version, seq) DO NOTHING
    ), portal_event AS (
      INSERT INTO portal_events (application_id, trail_seq, client_id, number, sandbox, fact, version, stage, at, data)
      SELECT application.id, event.seq, application.client_id, application.number, application.sandbox,
        event.told->>'fact', event.version, event.stage, event.at, event.told->'data'
      FROM event, applications application
      WHERE application.id = ${turn.caseId}::uuid AND event.told->>'fact' IS NOT NULL
      ORDER BY event.seq
      ON CONFLICT (application_id, trail_seq) DO NOTHING
    ), decided AS (
      UPDATE commands SET decided_at = coalesce(decided_at, clock_timestamp()),
        outcome = coalesce(outcome, ${jsonOf(decided?.outcome)}::jsonb),
        confirmed_at = CASE WHEN name = 'amend-calendar' AND ${by} = 'workflow' THEN clock_timestamp() END
      WHERE id = ${decided?.commandId ?? null}::uuid AND EXISTS (SELECT FROM decision)
        AND (decided_at IS NULL OR name = 'amend-calendar' AND confirmed_at IS NULL)
    )
    SELECT EXISTS (SELECT FROM applications WHERE id = ${turn.caseId}::uuid) AS application,
      EXISTS (SELECT FROM decision) AS command`;
}

function jsonOf(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/** Waits for whoever is committing a command for this application. Nothing is changed, so the disk need not confirm it. */
function lockLine(db: PrismaClient, applicationId: string) {
  return db.$queryRaw<unknown[]>`
    SELECT set_config('synchronous_commit', 'off', true) FROM command_lines
    WHERE application_id = ${applicationId}::uuid FOR UPDATE`;
}

// Decided ones too: a turn may be written here and then lost to Temporal in a crash. The application takes that command
// again, to the same end, before any later one. The submission heads every line; the start of the workflow delivers it.
function readAfter(db: PrismaClient, applicationId: string, afterSeq: number) {
  return db.$queryRaw<{ readAt: Date; commands: CommandRow[] }[]>`
    SELECT date_trunc('milliseconds', clock_timestamp()) AS "readAt",
      coalesce(jsonb_agg(jsonb_build_object(
        'id', id, 'seq', seq, 'name', name, 'receivedMs', (extract(epoch FROM received_at) * 1000)::bigint,
        'expectedVersion', expected_version, 'actor', actor, 'command', command) ORDER BY seq), '[]') AS commands
    FROM commands
    WHERE application_id = ${applicationId}::uuid AND seq > ${afterSeq}::int
      AND name <> 'submit'`;
}

function unknownApplication(id: string) {
  return codedFailure('application-unknown', `there is no application ${id} in PostgreSQL`);
}

function unknownCommand(id: string) {
  return codedFailure('command-unknown', `there is no command ${id} in PostgreSQL that says so`);
}
