import type { RegulationEdition } from './edition.ts';
import { order219 } from './order-219/2024-04-15/index.ts';

/** Every edition an application may have pinned, oldest first. Append only. */
export const regulationEditions: readonly RegulationEdition[] = [order219];

/** The edition new applications are received under. */
export const currentRegulationEdition = order219;

/**
 * The edition with this id.
 * Throws `regulation-edition-unknown`: an application pinned to it cannot be judged by any other.
 */
export function regulationEdition(id: string): RegulationEdition {
  const edition = regulationEditions.find((candidate) => candidate.id === id);
  if (edition === undefined) {
    const known = regulationEditions.map((candidate) => candidate.id).join(', ');
    throw new Error(`regulation-edition-unknown: ${id}; known: ${known}`);
  }
  return edition;
}
