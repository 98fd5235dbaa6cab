import { Type, type Static } from 'typebox';
import { Prisma } from '../../prisma/generated/client.ts';
import type { ApiDeps } from '../deps.ts';

/** Who asks, as officers are told. It stands in bodies alone: never in an address, an event or a log. */
export const Applicant = Type.Object(
  {
    name: Type.String({ description: 'As the form has it' }),
    bin: Type.Optional(Type.String({ description: 'Of a legal person' })),
    iin: Type.Optional(Type.String({ description: 'Of a natural person' })),
  },
  { title: 'Applicant', description: 'Who asks for the document; shown to officers only' },
);
export type ApplicantView = Static<typeof Applicant>;

interface Found {
  readonly id: string;
  readonly name: string | null;
  readonly bin: string | null;
  readonly iin: string | null;
}

/** The applicants of these applications, by id; with a unit, only of those that lie with it. */
export async function readApplicants(
  { db }: Pick<ApiDeps, 'db'>,
  ids: readonly string[],
  unit: string | null = null,
): Promise<ReadonlyMap<string, ApplicantView>> {
  if (ids.length === 0) return new Map();
  const ofUnit =
    unit === null
      ? Prisma.sql`true`
      : Prisma.sql`application_id IN (SELECT id FROM applications WHERE id = ANY(${[...ids]}::uuid[]) AND unit = ${unit})`;
  const rows = await db.readRows<Found>(Prisma.sql`
    SELECT application_id::text AS id, form #>> '{applicant,name}' AS name, form #>> '{applicant,bin}' AS bin,
      form #>> '{applicant,iin}' AS iin
    FROM submissions WHERE application_id = ANY(${[...ids]}::uuid[]) AND ${ofUnit}`);
  return new Map(
    rows.map(({ id, name, bin, iin }) => [
      id,
      { name: name ?? '', ...(bin === null ? {} : { bin }), ...(iin === null ? {} : { iin }) },
    ]),
  );
}
