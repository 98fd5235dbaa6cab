import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { Connection } from '@temporalio/client';

import { freePort } from './ports.ts';
import { startProcess, type ManagedProcess } from './process.ts';
import { searchAttributes } from './search-attributes.ts';
import { toolPath } from './tools.ts';
import { waitUntilReady } from './wait.ts';

/** Where data is kept; without `dbFile` it is in memory. Ports are preferences: free ones are taken when in use. */
export interface TemporalOptions {
  readonly dbFile?: string;
  readonly port?: number;
  /** Serves the web UI, preferably on this port; with `dbFile`, that of the last time comes before it, so that links stay good. */
  readonly uiPort?: number;
  readonly namespace?: string;
  readonly logFolder?: string;
}

/** A running Temporal dev server. */
export interface Temporal {
  readonly address: string;
  readonly namespace: string;
  /** The web UI's first page. */
  readonly uiUrl: string | undefined;
  /** The web UI's list of this namespace's workflows; a workflow's page is below it. */
  readonly workflowsUrl: string | undefined;
  /** The process that was started last. */
  readonly process: ManagedProcess;
  /** Starts it again on the same ports and data, after it died. */
  startAgain(): Promise<ManagedProcess>;
  stop(): Promise<void>;
}

/** Starts a Temporal dev server on 127.0.0.1, the project's search attributes registered. */
export async function startTemporal(options: TemporalOptions = {}): Promise<Temporal> {
  const namespace = options.namespace ?? 'default';
  const port = await freePort(options.port);
  const uiPort =
    options.uiPort === undefined ? undefined : await freePort(lastUiPort(options.dbFile) ?? options.uiPort);
  const uiUrl = uiPort === undefined ? undefined : `http://127.0.0.1:${String(uiPort)}`;
  const address = `127.0.0.1:${String(port)}`;
  const launch = async (): Promise<ManagedProcess> => {
    const launched = await startProcess({
      name: 'temporal',
      command: toolPath('temporal'),
      args: serverArguments(options.dbFile, namespace, port, uiPort),
      ...(options.logFolder === undefined ? {} : { logFolder: options.logFolder }),
    });
    await waitUntilReady(launched, () => isReady(address, namespace));
    return launched;
  };
  let child = await launch();
  if (options.dbFile !== undefined && uiPort !== undefined)
    writeFileSync(uiPortFile(options.dbFile), `${String(uiPort)}\n`);
  return {
    address,
    namespace,
    uiUrl,
    workflowsUrl: uiUrl && `${uiUrl}/namespaces/${namespace}/workflows`,
    get process() {
      return child;
    },
    startAgain: async () => (child = await launch()),
    stop: () => child.stop(),
  };
}

function lastUiPort(dbFile: string | undefined): number | undefined {
  if (dbFile === undefined || !existsSync(uiPortFile(dbFile))) return undefined;
  const port = Number(readFileSync(uiPortFile(dbFile), 'utf8'));
  return Number.isInteger(port) && port > 0 && port <= 65_535 ? port : undefined;
}

function uiPortFile(dbFile: string): string {
  return join(dirname(dbFile), 'ui-port');
}

function serverArguments(
  dbFile: string | undefined,
  namespace: string,
  port: number,
  uiPort?: number,
): string[] {
  const args = ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--namespace', namespace];
  args.push('--log-level', 'warn', '--log-format', 'json');
  // A server on an officer's machine tells nobody outside that it runs.
  args.push('--dynamic-config-value', 'frontend.enableServerVersionCheck=false');
  // A case that stands still is seen after two failed tasks, not after five (operations/temporal.ts).
  args.push('--dynamic-config-value', 'system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute=2');
  args.push(...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]));
  for (const [name, type] of Object.entries(searchAttributes))
    args.push('--search-attribute', `${name}=${type}`);
  if (dbFile !== undefined) {
    mkdirSync(dirname(dbFile), { recursive: true });
    // As fast as memory with a write-ahead log; a power cut may lose the last moments, a crash of the process nothing.
    args.push(
      '--db-filename',
      dbFile,
      '--sqlite-pragma',
      'journal_mode=WAL',
      '--sqlite-pragma',
      'synchronous=NORMAL',
    );
  }
  return args;
}

/** The server answers before its namespace and search attributes are there: ready means all three. */
async function isReady(address: string, namespace: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: 5_000 });
  try {
    return await connection.withDeadline(Date.now() + 20_000, async () => {
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
      return Object.keys(searchAttributes).every((name) => name in (customAttributes ?? {}));
    });
  } finally {
    await connection.close();
  }
}
