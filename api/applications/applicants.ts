import { Type, type Static } from 'typebox';
import { Prisma } from '../../prisma/generated/client.ts';
import { BrokenRecord } from '../../prisma/stored-json.ts';
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
/** Parts of an application that have a record of their own, and cannot be read; the rest of it is shown. */
export const BrokenParts = Type.Array(Type.Enum(['applicant', 'proposal']), {
  description:
    'Parts that belong here and whose record cannot be read: ours to mend, operators are told. Not there when all are whole',
});
export type ApplicantView = Static<typeof Applicant>;

interface Found {
  readonly id: string;
  readonly name: string | null;
  readonly bin: string | null;
  readonly iin: string | null;
}

/** The applicants of these applications, by id; null for one who cannot be read: operators are told. */
export async function readApplicants(
  { db, broken }: Pick<ApiDeps, 'db' | 'broken'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ApplicantView | null>> {
  if (ids.length === 0) return new Map();
  const rows = await db.readRows<Found>(Prisma.sql`
    SELECT application_id::text AS id, form #>> '{applicant,name}' AS name, form #>> '{applicant,bin}' AS bin,
      form #>> '{applicant,iin}' AS iin
    FROM submissions WHERE application_id = ANY(${[...ids]}::uuid[])`);
  return new Map(
    rows.map(({ id, name, bin, iin }) => {
      if (name !== null)
        return [id, { name, ...(bin === null ? {} : { bin }), ...(iin === null ? {} : { iin }) }];
      broken.note(new BrokenRecord({ table: 'submissions', id }, 'its form names no applicant'));
      return [id, null];
    }),
  );
}
