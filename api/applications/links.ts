import { commandDefinitions } from '../commands/definitions.ts';
import type { CommandName } from '../../workflows/application/commands.ts';
import { currentNotice } from '../../workflows/application/state.ts';
import type { ApplicationState } from '../../workflows/application/state.ts';

/** The address of an application. */
export function applicationPath(id: string): string {
  return `/v1/applications/${id}`;
}

/** The address of a command's outcome. */
export function commandPath(id: string): string {
  return `/v1/commands/${id}`;
}

/** Where a command for an application is sent to. */
export function actionPath(state: ApplicationState, name: CommandName): string {
  const path = commandDefinitions[name].path.replace(':noticeId', currentNotice(state)?.id ?? '{noticeId}');
  return `${applicationPath(state.id)}${path}`;
}

/** Where a sandbox application's standing clock is moved. */
export function advancePath(id: string): string {
  return `/v1/sandbox/applications/${id}/advance`;
}
