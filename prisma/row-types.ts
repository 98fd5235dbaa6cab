import { types, type CustomTypesConfig } from 'pg';

/**
 * Columns as Prisma reads them: an instant or a day as a `Date`, a day being the midnight in UTC that it begins with
 * whatever zone the machine is in; JSON as its value.
 */
export const readAsPrisma: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === types.builtins.DATE ? midnightInUtc : types.getTypeParser(oid, format),
};

function midnightInUtc(day: string): Date {
  return new Date(`${day}T00:00:00.000Z`);
}
