import { randomUUID } from 'node:crypto';
import type { RequestKey } from '../api/requests/idempotency.ts';
import type { Submission } from '../api/submission/submission-schemas.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { sampleSubmissions } from '../regulation/order-219/samples.ts';

/** The portal of every application here. */
export const portalClient = 'portal-1';

const sample = sampleSubmissions.inward;
// A Monday morning: the office is open for as long as any run takes.
const openOffice = '2026-11-23T10:00:00+05:00';
const opensAtMinutes = 9 * 60;
const closesAtMinutes = 18 * 60 + 30;
const longestRunMinutes = 60;

/** Makes submissions ready to be sent, their files entered as if uploaded before. */
export async function readySubmissions(
  db: PrismaClient,
  count: number,
  clock: 'real' | 'running' | 'standing',
): Promise<readonly Submission[]> {
  const submissions = Array.from({ length: count }, (): Submission => ({
    ...sample,
    documents: sample.documents.map(({ kind }) => ({ kind, uploadId: randomUUID() })),
    ...(clock !== 'real' && {
      sandboxClock: { startsAt: openOffice, ...(clock === 'running' && { speed: 1 }) },
    }),
  }));
  await db.upload.createMany({
    data: submissions.flatMap(({ documents }) =>
      documents.map(({ kind, uploadId }) => ({
        id: uploadId,
        clientId: portalClient,
        fileName: `${kind}.pdf`,
        mediaType: 'application/pdf',
        sizeBytes: 100_000,
        sha256: '0'.repeat(64),
      })),
    ),
  });
  return submissions;
}

/** Which clock registers at once: the real one, unless the office is closed in Astana or closes while we measure. */
export function clockFor(now: Date): 'real' | 'running' {
  const astana = new Date(now.getTime() + 5 * 3_600_000);
  const minutes = astana.getUTCHours() * 60 + astana.getUTCMinutes();
  const weekday = astana.getUTCDay() >= 1 && astana.getUTCDay() <= 5;
  const open = weekday && minutes >= opensAtMinutes && minutes + longestRunMinutes < closesAtMinutes;
  return open ? 'real' : 'running';
}

/** The key of a request that nobody sends again. */
export function requestKey(): RequestKey {
  return {
    owner: 'bench',
    key: randomUUID(),
    bodyHash: 'a'.repeat(64),
    correlation: { messageId: null, traceId: '' },
  };
}
