import type { FastifyRequest } from 'fastify';
import { Prisma, type Application } from '../../prisma/generated/client.ts';
import { visibleTo } from '../access/scope.ts';
import type { ApiDeps } from '../deps.ts';
import { languageOf } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { applicationColumns } from './columns.ts';
import type { Onlooker } from './resource.ts';
import { instantOf } from './stored.ts';

/** The application of a route, if it exists for the caller there. Throws `not-found` otherwise. */
export async function readVisible(
  { db }: Pick<ApiDeps, 'db'>,
  request: FastifyRequest,
  id: string,
): Promise<Application> {
  const [row] = await db.readRows<Application>(Prisma.sql`
    SELECT ${applicationColumns} FROM applications WHERE id = ${id}::uuid AND ${visibleTo(request)}`);
  if (row === undefined) throw new Problem('not-found');
  return row;
}

/** Who looks, from a request. */
export function onlookerOf(
  request: FastifyRequest,
  { now, config }: Pick<ApiDeps, 'now' | 'config'>,
): Onlooker {
  return { caller: request.caller, language: languageOf(request), now: instantOf(now()), config };
}
