import type { Cast } from '../../scripts/http/cast.ts';
import type { ShownApplication } from '../../scripts/http/sample-application.ts';
import { begin, type Story } from './story.ts';

export const appointment = { executorId: 'executor-1' };

/** The steps to a document, in order: who gives which command. */
export const stepsToDocument = [
  ['head', '/executor', appointment],
  ['executor', '/completeness', { finding: 'complete' }],
  ['executor', '/conformity', { finding: 'conforms', checklist: [] }],
  ['executor', '/draft', { result: 'issue' }],
] as const;

/** An application of Thursday 26.11.2026 17:00 with a favourable draft before the head; its term ends on Tuesday 08.12. */
export async function beginWithDraft(cast: Cast): Promise<Story> {
  const story = await begin(cast, 'inward', { startsAt: '2026-11-26T17:00:00+05:00' });
  for (const [who, suffix, body] of stepsToDocument) await story.does(who, suffix, body);
  return story;
}

/** The statuses of an application's deadlines by term. */
export function statuses({ deadlines }: ShownApplication): Record<string, string> {
  return Object.fromEntries(deadlines.map(({ term, status }) => [term, status]));
}
