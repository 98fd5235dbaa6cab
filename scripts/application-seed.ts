import { patientFetch } from '../client/wire.ts';
import { caller } from './http/caller.ts';
import { submitSample } from './http/sample-application.ts';
import type { ShownApplication } from './http/sample-application.ts';
import { tokenFor } from './http/tokens.ts';
import { subtypes } from '../regulation/subtypes.ts';

/** A working day in office hours, so that each is registered at once; its own time stands until somebody moves it. */
const startsAt = '2026-12-01T10:00:00+05:00';

/** The API may be killed meanwhile: it is started again within seconds. */
const wire = patientFetch({ retries: 8, backoffMs: 500 });

/**
 * Gives an empty installation something to look at: one application of each subtype, on standing clocks, the first with an
 * executor. Leaves an installation alone that has applications already. Gives the ids.
 */
export async function seedApplications(apiUrl: string, dataDir: string): Promise<readonly string[]> {
  const head = caller(apiUrl, await tokenFor('head', dataDir), wire);
  const known = await head.get<{ items: readonly unknown[] }>('/v1/applications?limit=1');
  if (known.status !== 200 || known.body.items.length > 0) return [];

  const portal = caller(apiUrl, await tokenFor('portal', dataDir), wire);
  const submitted: ShownApplication[] = [];
  for (const subtype of subtypes) {
    const { status, body } = await submitSample(portal, subtype, { sandboxClock: { startsAt } });
    if (status !== 201)
      throw new Error(`a sample application was answered ${status}: ${JSON.stringify(body)}`);
    submitted.push(body);
  }
  const [first] = submitted;
  if (first) {
    const path = `/v1/applications/${first.id}`;
    const { etag } = await head.get(path);
    await head.post(`${path}/executor`, { executorId: 'executor-1' }, { ifMatch: etag });
  }
  return submitted.map(({ id }) => id);
}
