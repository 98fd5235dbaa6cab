import { commandPaths } from '../requests/command-paths.ts';
import type { CommandName } from '../../workflows/application/commands.ts';
import type { ApplicationState } from '../../workflows/application/state.ts';

/** The address of an application. */
export function applicationPath(id: string): string {
  return `/v1/applications/${id}`;
}

/** The address of a command's outcome. */
export function commandPath(id: string): string {
  return `/v1/commands/${id}`;
}

/** Where a command for an application is sent to; null when it is about a notice and none was sent yet. */
export function actionPath(state: ApplicationState, name: CommandName): string | null {
  const path = commandPaths[name];
  const sent = state.notices.findLast(({ status }) => status === 'sent');
  if (path.includes(':noticeId') && sent === undefined) return null;
  return `${applicationPath(state.id)}${path.replace(':noticeId', sent?.id ?? '')}`;
}

/** Where a sandbox application's standing clock is moved. */
export function advancePath(id: string): string {
  return `/v1/sandbox/applications/${id}/advance`;
}
