import { join } from 'node:path';

import { openDatabase } from '../../prisma/client.ts';
import { seedStaff } from '../staff-seed.ts';
import { developmentIssuer } from '../identity/audience.ts';
import { startIdentity, type Identity } from './identity.ts';
import { applyMigrations } from './migrations.ts';
import { freePort } from './ports.ts';
import { startPostgres, type Postgres } from './postgres.ts';
import { startTemporal, type Temporal } from './temporal.ts';
import { home, logFolder as defaultLogFolder } from './tools.ts';

const database = 'otinish';
/** Where the stack listens unless these ports are taken. */
const preferredPorts = { postgres: 15_432, temporal: 7_233, temporalUi: 8_233, identity: 3_400 };

/** How to run a stack; every part that is not named is started. */
export interface StackOptions {
  /** Keeps everything here; without it the stack is temporary and its data goes with it. */
  readonly dataDir?: string;
  /** Where uploads and the identity provider's keys go; `dataDir` unless given. A temporary stack must give one. */
  readonly appDataDir?: string;
  readonly logFolder?: string;
  readonly host?: string;
  /** The API's port; any free one unless given. */
  readonly port?: number;
  readonly namespace?: string;
  /** A Temporal server that runs already. */
  readonly temporalAddress?: string;
  /** A PostgreSQL database that is there already. */
  readonly databaseUrl?: string;
  /** Issuers of tokens that are there already, as `OIDC_ISSUERS` has them. */
  readonly issuers?: string;
  /** Further environment for worker and server. */
  readonly env?: NodeJS.ProcessEnv;
}

/** The servers under the application, and what the application is told of them. */
export interface Servers {
  readonly postgres: Postgres | undefined;
  readonly temporal: Temporal | undefined;
  readonly identity: Identity | undefined;
  readonly apiUrl: string;
  readonly env: NodeJS.ProcessEnv;
  readonly migrationsApplied: readonly string[];
  stop(): Promise<void>;
}

/** Starts PostgreSQL, Temporal and the identity provider side by side, brings the tables up to date and enters the officers of the examples. */
export async function startServers(options: StackOptions): Promise<Servers> {
  const { dataDir, logFolder = defaultLogFolder, namespace = 'default', host = '127.0.0.1' } = options;
  const appDataDir = options.appDataDir ?? dataDir ?? home;
  const started = await Promise.allSettled([
    options.databaseUrl === undefined
      ? startPostgres({
          logFolder,
          ...(dataDir === undefined
            ? {}
            : { dataDir: join(dataDir, 'postgres'), port: preferredPorts.postgres }),
        })
      : undefined,
    options.temporalAddress === undefined
      ? startTemporal({
          logFolder,
          namespace,
          uiPort: preferredPorts.temporalUi,
          ...(dataDir === undefined
            ? {}
            : { dbFile: join(dataDir, 'temporal', 'temporal.db'), port: preferredPorts.temporal }),
        })
      : undefined,
    options.issuers === undefined
      ? startIdentity({
          dataDir: appDataDir,
          logFolder,
          ...(dataDir === undefined ? {} : { port: preferredPorts.identity }),
        })
      : undefined,
  ]);
  const [postgres, temporal, identity] = started.map((result) =>
    result.status === 'fulfilled' ? result.value : undefined,
  ) as [Postgres | undefined, Temporal | undefined, Identity | undefined];
  const stop = async (): Promise<void> => {
    await identity?.process.stop();
    await temporal?.stop();
    await postgres?.stop();
  };
  try {
    for (const result of started) if (result.status === 'rejected') throw result.reason;
    const databaseUrl = options.databaseUrl ?? (await postgres?.createDatabase(database)) ?? '';
    const migrationsApplied = await applyMigrations(databaseUrl);
    await enterStaff(databaseUrl);
    const port = options.port ?? (await freePort());
    const env = {
      ...process.env,
      NODE_ENV: 'development',
      SANDBOX: 'true',
      // A quarter of the API's start is Node compiling the same modules again.
      NODE_COMPILE_CACHE: join(home, 'compile-cache'),
      WEBHOOKS_INSIDE: 'true',
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: options.temporalAddress ?? temporal?.address,
      TEMPORAL_NAMESPACE: namespace,
      TEMPORAL_UI_URL: temporal?.uiUrl ?? process.env['TEMPORAL_UI_URL'],
      HOST: host,
      PORT: String(port),
      OTINISH_DATA_DIR: appDataDir,
      OIDC_ISSUERS: options.issuers ?? JSON.stringify(identity ? [developmentIssuer(identity.issuer)] : []),
      ...options.env,
    };
    const apiUrl = `http://${host}:${String(port)}`;
    return { postgres, temporal, identity, apiUrl, env, migrationsApplied, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function enterStaff(databaseUrl: string): Promise<void> {
  const db = openDatabase(databaseUrl, { poolSize: 1 });
  await seedStaff(db);
  await db.$disconnect();
}
