import { finalStages } from '../workflows/application/stages.ts';
import { Prisma } from './client.ts';

/** About a row of `applications`: its procedure goes on. In the very words of the index of these rows, which serves no others. */
export const isOpen = Prisma.raw(`stage NOT IN (${finalStages.map((stage) => `'${stage}'`).join(', ')})`);
