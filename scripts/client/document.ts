import { buildApp } from '../../api/app.ts';
import { openConfirmations } from '../../api/confirmations.ts';
import { openWorkflowGateway } from '../../api/workflow-client.ts';
import { readConfig } from '../../config.ts';
import { openCalendarShelf } from '../../prisma/calendar-editions.ts';
import { openDatabase } from '../../prisma/client.ts';

/** Both connect when first asked, and describing asks neither: no port of this machine can be 1 by accident. */
const nobody = {
  DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing',
  TEMPORAL_ADDRESS: '127.0.0.1:1',
  PUBLIC_URL: 'https://otinish.example',
  LOG_LEVEL: 'silent',
};

/** The OpenAPI document, as text, that the routes of this checkout make, sandbox included, without a database or Temporal. */
export async function describeApi(): Promise<string> {
  const config = readConfig({ ...nobody, SANDBOX: 'true' });
  const db = openDatabase(config.databaseUrl);
  const workflows = openWorkflowGateway(config);
  const app = await buildApp({
    db,
    workflows,
    config,
    calendars: openCalendarShelf(db),
    confirmations: openConfirmations(db, () => undefined),
    tokens: { verify: () => Promise.resolve(null) },
    now: () => new Date(),
    alarms: () => [],
    broken: { note: () => undefined, look: () => Promise.resolve([]) },
  });
  try {
    return `${JSON.stringify(app.swagger(), null, 2)}\n`;
  } finally {
    await app.close();
    await workflows.close();
    await db.$disconnect();
  }
}
