import { commandPaths } from '../requests/command-paths.ts';
import type { AttachedFile } from '../uploads/claiming.ts';
import type { Static, TSchema } from 'typebox';
import type { Application, PrismaClient } from '../../prisma/generated/client.ts';
import type { RegulationEdition } from '../../regulation/edition.ts';
import type { Command, CommandName } from '../../workflows/application/commands.ts';
import type { Role } from '../../workflows/case/actor.ts';
import { commandTable } from '../../workflows/application/command-table.ts';
import type { ApplicationState } from '../../workflows/application/state.ts';
import type { Caller } from '../access/auth-caller.ts';
import type { Faults } from '../requests/faults.ts';

/** What a body may be judged by before it becomes a command. */
export interface CommandContext {
  readonly db: PrismaClient;
  readonly now: Date;
  readonly caller: Caller;
  readonly application: Application;
  readonly state: ApplicationState;
  readonly regulation: RegulationEdition;
  readonly params: Readonly<Record<string, string>>;
  /** Faults of the body that its schema cannot see; whatever is noted here refuses the request. */
  readonly faults: Faults;
}

/** What a body becomes. */
export interface Translation {
  /** What the workflow sees: ids, codes, dates and digests. */
  readonly command: Command;
  /** Kept in PostgreSQL beside the request: the act that was made of it. */
  readonly act?: Readonly<Record<string, unknown>>;
  /** Files that the command attaches to the application. */
  readonly uploads?: readonly AttachedFile[];
}

/** One command of the API: where it is sent, by whom, with what, and how that becomes a command of the procedure. */
export interface CommandDefinition {
  readonly name: CommandName;
  /** Under `/v1/applications/{id}`. */
  readonly path: string;
  /** Whose command it is: the procedure says so. */
  readonly role: Role;
  readonly summary: string;
  readonly body: TSchema;
  /** Its `documents` are files of the client: what is wrong with them is told with the faults of the rest. */
  readonly bringsFiles?: true;
  translate(body: unknown, context: CommandContext): Promise<Translation>;
}

/** Whether those who give it read no application: their answer is what became of the command. */
export function isGivenUnread(role: Role): boolean {
  return role === 'notifier';
}

/** The operation of a command in the document: `appoint-executor` is `appointExecutor`. */
export function operationIdOf(name: string): string {
  return name.replaceAll(/-(.)/g, (_dash, letter: string) => letter.toUpperCase());
}

/** Ties a body's schema to the function that reads it. */
export function defineCommand<Body extends TSchema>(
  definition: Omit<CommandDefinition, 'path' | 'role' | 'body' | 'translate'> & {
    readonly body: Body;
    readonly translate: (body: Static<Body>, context: CommandContext) => Translation | Promise<Translation>;
  },
): CommandDefinition {
  return {
    ...definition,
    path: commandPaths[definition.name],
    role: commandTable[definition.name].role,
    // The route has checked the body against this very schema.
    translate: async (body, context) => definition.translate(body as Static<Body>, context),
  };
}
