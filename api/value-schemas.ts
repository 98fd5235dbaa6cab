import { Type, type TSchema } from 'typebox';
import { isBlank } from '../regulation/blank.ts';

// Single values as bodies carry them, whichever room they are in.

export const Uuid = Type.String({ format: 'uuid' });
export const Instant = Type.String({ format: 'date-time' });
export const Day = Type.String({ format: 'date' });
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });

/** Something that can be seen, as far as patterns can say it. */
export const visiblePattern = '\\S';

/**
 * Text of a person, with something in it that can be seen. The pattern says so to readers as far as patterns do in every
 * language; what has no width is found by the check.
 */
export function visibleText(options: {
  readonly maxLength: number;
  readonly description?: string;
  readonly examples?: readonly string[];
}) {
  return Type.Refine(
    Type.String({ minLength: 1, ...options, pattern: visiblePattern }),
    (text) => !isBlank(text),
  );
}

/** The schema, or null. */
export function orNull<Schema extends TSchema>(
  schema: Schema,
  options: { readonly description?: string } = {},
) {
  return Type.Union([schema, Type.Null()], options);
}
