import { Type, type TSchema } from 'typebox';

// Single values as bodies carry them, whichever room they are in.

export const Uuid = Type.String({ format: 'uuid' });
export const Instant = Type.String({ format: 'date-time' });
export const Day = Type.String({ format: 'date' });
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });

/** The schema, or null. */
export function orNull<Schema extends TSchema>(
  schema: Schema,
  options: { readonly description?: string } = {},
) {
  return Type.Union([schema, Type.Null()], options);
}
